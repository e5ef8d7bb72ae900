/** Mirrors the module `abc`: abstract classes refuse to be instantiated. Differs: no `register`. */
import { TypeError } from "../builtins/exceptions.js";
import { PLAIN } from "../builtins/classes/allocate.js";
import { type Class, declareBases } from "../builtins/mro.js";
import { abstractMeta } from "../builtins/protocol.js";
import { type } from "../builtins/type.js";
import { object } from "../builtins/object.js";
import { className } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import * as self from "./abc.js";

/** A class as converted code writes it: `__abstractmethods__` names the methods marked `@abstractmethod` in its body. */
interface Abstract {
  readonly prototype: Record<string, unknown>;
  readonly __abstractmethods__?: readonly string[];
}

/** The abstract methods that a class has inherited or defined, and not implemented, sorted. */
function missingMethods(cls: Abstract): string[] {
  const missing = new Set<string>();
  for (let level = cls; typeof level.prototype === "object"; level = Object.getPrototypeOf(level) as Abstract) {
    const names = Object.hasOwn(level, "__abstractmethods__") ? (level.__abstractmethods__ ?? []) : [];
    for (const name of names) if (!isImplemented(cls, level, name)) missing.add(name);
  }
  return [...missing].sort();
}

/** True when a class nearer than the one that marked the method has one of the name, as a method or a static one. */
function isImplemented(cls: Abstract, marking: Abstract, name: string): boolean {
  for (let level = cls; level !== marking; level = Object.getPrototypeOf(level) as Abstract) {
    if (Object.hasOwn(level.prototype, name) || Object.hasOwn(level, name)) return true;
  }
  return false;
}

/**
 * Mirrors `abc.ABCMeta`. A class that names it as its metaclass has it as a base here.
 *
 * @throws TypeError "Can't instantiate abstract class Shape with abstract method area"
 */
export class ABCMeta extends object {
  static readonly [abstractMeta]: unknown = ABCMeta;

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters are those of the subclass's __init__
  constructor(...args: any[]) {
    const missing = missingMethods(new.target as unknown as Abstract);
    if (missing.length > 0) {
      const methods = `abstract method${missing.length === 1 ? "" : "s"} ${missing.join(", ")}`;
      throw new TypeError(`Can't instantiate abstract class ${className(new.target)} with ${methods}`);
    }
    super(...args);
  }
}

/** Mirrors `abc.ABC`. */
export class ABC extends ABCMeta {
  static readonly [PLAIN] = true;
}

declareBases(ABCMeta, [type as unknown as Class]);

/** Mirrors `abc.abstractmethod`; the class itself notes the names of its abstract methods. */
export function abstractmethod<T>(funcobj: T): T {
  if (typeof funcobj === "function") {
    Object.defineProperty(funcobj, "__isabstractmethod__", { value: true, writable: true, configurable: true });
  }
  return funcobj;
}

libraryModule("abc", () => self, { ABC, ABCMeta });

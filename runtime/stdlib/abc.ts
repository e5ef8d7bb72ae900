/** Mirrors the module `abc`: abstract classes refuse to be instantiated. */
import { refuseAbstract } from "../builtins/classes/abstract.js";
import { PLAIN } from "../builtins/classes/allocate.js";
import { register } from "../builtins/classes/virtual.js";
import { type Class, declareBases } from "../builtins/mro.js";
import { abstractMeta } from "../builtins/protocol.js";
import { type } from "../builtins/type.js";
import { object } from "../builtins/object.js";
import { libraryModule } from "./module.js";
import * as self from "./abc.js";

/**
 * Mirrors `abc.ABCMeta`. A class that names it as its metaclass has it as a base here.
 *
 * @throws TypeError "Can't instantiate abstract class Shape with abstract method area"
 */
export class ABCMeta extends object {
  static readonly [abstractMeta]: unknown = ABCMeta;

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters are those of the subclass's __init__
  constructor(...args: any[]) {
    refuseAbstract(new.target);
    super(...args);
  }

  /** Mirrors `ABCMeta.register(subclass)`. @throws TypeError, RuntimeError */
  static register<T>(this: Class, subclass: T): T {
    return register(this, subclass);
  }

  /** As a method of the metaclass, for classes that are built at run time. */
  register(subclass: unknown): unknown {
    return register(this as unknown as Class, subclass);
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

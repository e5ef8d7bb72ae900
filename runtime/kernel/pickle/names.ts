import { AttributeError, ModuleNotFoundError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { className, isClass } from "../../builtins/type-name.js";
import { repr } from "../../builtins/repr.js";
import { runModule } from "../modules.js";
import { defineEarly, type GlobalName, globalName, hasModule, lookup, moduleRepr } from "../registry.js";
import { PicklingError } from "./errors.js";
import { loadLibrary } from "../library.js";

/** What every lambda is called; nothing can be found by it. */
const LAMBDA = "<lambda>";

interface Described {
  __module__?: unknown;
  __qualname__?: unknown;
  __name__?: unknown;
  name?: unknown;
}

/**
 * The name under which a function, class or constant is written.
 *
 * @throws AttributeError for what was defined inside a function, PicklingError when the name doesn't lead back to it
 */
export function nameOf(value: object): GlobalName {
  const found = globalName(value);
  if (found !== null) return found;
  const { module, qualname } = ownName(value);
  if (qualname.includes("<locals>")) throw new AttributeError(`Can't pickle local object '${qualname}'`);
  const other = lookup(module, qualname);
  if (other === value) return { module, qualname };
  if (other !== undefined) {
    throw new PicklingError(
      `Can't pickle ${described(value, qualname)}: it's not the same object as ${module}.${qualname}`,
    );
  }
  if (qualname !== LAMBDA && defineEarly(value, { module, qualname })) return { module, qualname };
  throw new PicklingError(`Can't pickle ${described(value, qualname)}: ${failedSearch(module, qualname)}`);
}

/** The object that a pickle names. */
export function resolve(module: string, qualname: string): unknown {
  runModule(module);
  const value = lookup(module, qualname);
  if (value !== undefined) return value;
  if (!hasModule(module) && loadLibrary(module)) return resolve(module, qualname);
  if (!hasModule(module)) throw new ModuleNotFoundError(`No module named '${module}'`);
  throw new AttributeError(`Can't get attribute '${qualname}' on ${moduleRepr(module)}`);
}

/** The module and qualified name that an object itself claims to have. */
function ownName(value: object): GlobalName {
  const name = isClass(value) ? className(value) : (value as Described).name;
  const module = own(value, "__module__") ?? "__main__";
  const qualname = own(value, "__qualname__") ?? own(value, "__name__");
  if (qualname !== null) return { module, qualname };
  if (typeof name !== "string" || name === "" || isArrow(value)) return { module, qualname: LAMBDA };
  return { module, qualname: name };
}

/** A text that a class has itself: what its base classes say of themselves doesn't count. */
function own(value: object, key: keyof Described): string | null {
  const found = Object.hasOwn(value, key) ? (value as Described)[key] : undefined;
  return typeof found === "string" ? found : null;
}

/** An arrow function has JavaScript's name of the variable it was first stored in, which Python knows nothing of. */
function isArrow(value: object): boolean {
  return typeof value === "function" && !("prototype" in value) && !isClass(value);
}

/** The object as its repr has it; a function under the name that Python knows. */
function described(value: object, qualname: string): string {
  if (typeof value !== "function" || isClass(value)) return repr(value);
  return `<function ${qualname} at ${addressOf(value)}>`;
}

function failedSearch(module: string, qualname: string): string {
  return hasModule(module) || module === "__main__"
    ? `attribute lookup ${qualname} on ${module} failed`
    : `import of module '${module}' failed`;
}

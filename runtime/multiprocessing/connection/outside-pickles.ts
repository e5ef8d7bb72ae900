/** What pickles that come from another program may name. */
import { isType } from "../../builtins/type-name.js";
import { UnpicklingError } from "../../kernel/pickle.js";
import { resolve } from "../../kernel/pickle/names.js";
import { isProgramModule } from "../../kernel/registry.js";

/** Functions of the library by which pickles rebuild values. */
const REBUILDERS: ReadonlySet<string> = new Set([
  "_codecs.encode",
  "builtins.getattr",
  "copyreg.__newobj__",
  "copyreg.__newobj_ex__",
  "copyreg._reconstructor",
  "datetime._unpickle",
  "functools.partial",
  "multiprocessing.managers.AutoProxy",
  "multiprocessing.managers.RebuildProxy",
  "uuid.UUID",
]);

/**
 * Finds what a name in a pickle from a socket means: what the program itself defines, and of the library classes and the
 * functions that rebuild values. Everything else (blocks of this program's memory above all) is refused.
 *
 * @throws UnpicklingError
 */
export function findOutsideClass(module: string, name: string): unknown {
  const value = resolve(module, name);
  if (isProgramModule(module) || isType(value) || REBUILDERS.has(`${module}.${name}`)) return value;
  throw new UnpicklingError(`'${module}.${name}' is not taken from another program`);
}

/** Methods of the runtime's classes taken from the class, `str.upper`: they want a value of it as their first argument. */
import { isHolder, plain } from "./classes/native-value.js";
import { TypeError } from "./exceptions.js";
import { receivers } from "./receiver-marks.js";
import { className, typeName } from "./type-name.js";

/**
 * The arguments of a call of such a method, as it takes them; those of any other function as they are.
 *
 * @throws TypeError "descriptor 'upper' for 'str' objects doesn't apply to a 'int' object"
 */
export function received(method: CallableFunction, args: unknown[]): unknown[] {
  const receiver = receivers.get(method);
  if (receiver === undefined) return args;
  const { owner, name } = receiver;
  if (args.length === 0) throw new TypeError(`unbound method ${className(owner)}.${name}() needs an argument`);
  const [self, ...others] = args;
  if (self instanceof (owner as unknown as typeof Object)) return isHolder(self) ? [plain(self), ...others] : args;
  throw new TypeError(
    `descriptor '${name}' for '${className(owner)}' objects doesn't apply to a '${typeName(self)}' object`,
  );
}

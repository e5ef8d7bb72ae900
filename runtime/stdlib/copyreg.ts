/** Mirrors the module `copyreg`: how objects of a class are pickled. */
import { call } from "../builtins/call.js";
import { TypeError } from "../builtins/exceptions.js";
import { special } from "../builtins/protocol.js";
import { isTuple, type tuple } from "../builtins/tuple.js";
import { registerReducer } from "../kernel/pickle/reduce.js";
import { libraryModule } from "./module.js";
import * as self from "./copyreg.js";

/** Mirrors `copyreg.pickle(type, function)`: objects of exactly this class are what `function` says. */
export function pickle(
  ob_type: { readonly prototype: object },
  pickle_function: unknown,
  constructor_ob: unknown = null,
): void {
  requireCallable(pickle_function, "reduction functions must be callable");
  if (constructor_ob !== null) constructor(constructor_ob);
  registerReducer(ob_type.prototype, (value) => {
    const reduced = call(pickle_function, value) as tuple<unknown[]>;
    if (!isTuple(reduced)) throw new TypeError("reduction functions must return a tuple");
    const [callable, args, state] = reduced as unknown as [unknown, tuple<unknown[]>, unknown];
    return state === undefined || state === null ? { callable, args } : { callable, args, state };
  });
}

/** Mirrors `copyreg.constructor(object)`. @throws TypeError "constructors must be callable" */
export function constructor(object: unknown): void {
  requireCallable(object, "constructors must be callable");
}

function requireCallable(value: unknown, message: string): void {
  if (typeof value !== "function" && special(value, "__call__") === undefined) throw new TypeError(message);
}

libraryModule("copyreg", () => self);

import { Exception } from "../../builtins/exceptions.js";
import { registerModule } from "../registry.js";

/** Base of the errors of pickling. */
export class PickleError extends Exception {}

/** An object can't be written. */
export class PicklingError extends PickleError {}

/** A byte string is no pickle, or is cut off. */
export class UnpicklingError extends PickleError {}

// the module that CPython's C codec defines them in
registerModule("_pickle", { PickleError, PicklingError, UnpicklingError });

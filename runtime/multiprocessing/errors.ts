/** The exceptions of multiprocessing. Mirrors the first lines of Lib/multiprocessing/context.py. */
import { defineModule } from "../builtins/names.js";
import { Exception } from "../builtins/exceptions.js";

export class ProcessError extends Exception {}
export class BufferTooShort extends ProcessError {}
export class TimeoutError extends ProcessError {}
export class AuthenticationError extends ProcessError {}

defineModule({ ProcessError, BufferTooShort, TimeoutError, AuthenticationError }, "multiprocessing.context");

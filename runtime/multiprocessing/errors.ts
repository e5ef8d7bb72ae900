/** The exceptions of multiprocessing. Mirrors the first lines of Lib/multiprocessing/context.py. */
import { registerModule } from "../kernel/registry.js";
import { Exception } from "../builtins/exceptions.js";

export class ProcessError extends Exception {}
export class BufferTooShort extends ProcessError {}
export class TimeoutError extends ProcessError {}
export class AuthenticationError extends ProcessError {}

registerModule("multiprocessing.context", { ProcessError, BufferTooShort, TimeoutError, AuthenticationError });

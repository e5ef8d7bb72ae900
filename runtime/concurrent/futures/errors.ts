/** The exceptions of concurrent.futures. Mirrors Lib/concurrent/futures/_base.py. */
import { Exception, RuntimeError, TimeoutError } from "../../builtins/exceptions.js";
import { registerModule } from "../../kernel/registry.js";

export { TimeoutError };

export class Error extends Exception {}
export class CancelledError extends Error {}
export class InvalidStateError extends Error {}
export class BrokenExecutor extends RuntimeError {}

registerModule("concurrent.futures._base", { Error, CancelledError, InvalidStateError, BrokenExecutor });

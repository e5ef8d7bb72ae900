/** Mirrors Lib/asyncio/exceptions.py. */
import { BaseException, Exception, RuntimeError, TimeoutError } from "../../builtins/exceptions.js";
import { libraryModule } from "../module.js";
import * as self from "./exceptions.js";

export { TimeoutError };

export class CancelledError extends BaseException {}
export class InvalidStateError extends Exception {}
export class QueueEmpty extends Exception {}
export class QueueFull extends Exception {}
export class BrokenBarrierError extends RuntimeError {}

libraryModule("asyncio.exceptions", () => self, { CancelledError, InvalidStateError, BrokenBarrierError });
libraryModule("asyncio.queues", () => ({ QueueEmpty, QueueFull }), { QueueEmpty, QueueFull });

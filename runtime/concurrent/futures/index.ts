/** Mirrors the package concurrent.futures. */
export { BrokenExecutor, CancelledError, InvalidStateError, TimeoutError } from "./errors.js";
export { Executor } from "./executor.js";
export { Future } from "./future.js";
export { ProcessPoolExecutor } from "./process.js";
export { ThreadPoolExecutor } from "./thread.js";
export { ALL_COMPLETED, as_completed, FIRST_COMPLETED, FIRST_EXCEPTION, wait } from "./waiting.js";
export * as process from "./process.js";
export * as thread from "./thread.js";

/** The module multiprocessing. Mirrors Lib/multiprocessing/__init__.py. */
import { request, Request } from "../kernel/requests.js";
import { assignment } from "../kernel/self.js";
import { defaultContext } from "./context.js";

export type { BaseContext } from "./context.js";
export { Barrier } from "./barrier.js";
export { Pipe } from "./connection.js";
export { Process } from "./context.js";
export { AuthenticationError, BufferTooShort, ProcessError, TimeoutError } from "./errors.js";
export { active_children, current_process, parent_process } from "./process.js";
export { Manager } from "./managers.js";
export { Pool } from "./pool.js";
export { JoinableQueue, Queue, SimpleQueue } from "./queues.js";
export { Array, RawArray, RawValue, Value } from "./sharedctypes.js";
// At the end of a process, its children are waited for there.
export { get_logger, log_to_stderr } from "./util.js";
export { BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore } from "./synchronize.js";

/** The number of processors. */
export function cpu_count(): number {
  return defaultContext.cpu_count();
}

export function freeze_support(): null {
  return defaultContext.freeze_support();
}

/** The context of a start method, or the default one. Raises ValueError for a name that is none. */
export function get_context(method: string | null = null): ReturnType<typeof defaultContext.get_context> {
  return defaultContext.get_context(method);
}

/** Raises RuntimeError when it was set, or has been used, before; unless `force`. */
export function set_start_method(method: string | null, force = false): null {
  return defaultContext.set_start_method(method, force);
}

export function get_start_method(allow_none = false): string | null {
  return defaultContext.get_start_method(allow_none);
}

export function get_all_start_methods(): string[] {
  return defaultContext.get_all_start_methods();
}

export function set_executable(executable: unknown): null {
  return defaultContext.set_executable(executable);
}

export function set_forkserver_preload(module_names: unknown): null {
  return defaultContext.set_forkserver_preload(module_names);
}

export function allow_connection_pickling(): null {
  return defaultContext.allow_connection_pickling();
}

// Whoever imports this module will start processes: have a thread ready.
if (assignment !== null) request(Request.spare);

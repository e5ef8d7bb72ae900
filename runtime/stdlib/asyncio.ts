/** Mirrors the package asyncio, without transports and protocols. */
import { libraryModule } from "./module.js";
import * as self from "./asyncio.js";

export {
  BrokenBarrierError,
  CancelledError,
  InvalidStateError,
  QueueEmpty,
  QueueFull,
  TimeoutError,
} from "./asyncio/exceptions.js";
export { Future, isfuture, wrap_future } from "./asyncio/futures.js";
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from "./asyncio/locks.js";
export {
  EventLoop as AbstractEventLoop,
  get_event_loop,
  get_running_loop,
  Handle,
  new_event_loop,
  set_event_loop,
  TimerHandle,
} from "./asyncio/loop.js";
export { LifoQueue, PriorityQueue, Queue } from "./asyncio/queues.js";
export { run, Runner, to_thread } from "./asyncio/runners.js";
export {
  IncompleteReadError,
  open_connection,
  Server,
  start_server,
  StreamReader,
  StreamWriter,
} from "./asyncio/streams.js";
export * as subprocess from "./asyncio/subprocess.js";
export { create_subprocess_exec, create_subprocess_shell } from "./asyncio/subprocess.js";
export { TaskGroup } from "./asyncio/taskgroups.js";
export {
  all_tasks,
  create_task,
  current_task,
  ensure_future,
  iscoroutine,
  iscoroutinefunction,
  run_coroutine_threadsafe,
  Task,
} from "./asyncio/tasks.js";
export { Timeout, timeout, timeout_at } from "./asyncio/timeouts.js";
export {
  ALL_COMPLETED,
  as_completed,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  gather,
  shield,
  sleep,
  wait,
  wait_for,
} from "./asyncio/waiting.js";

libraryModule("asyncio", () => self);

/** Mirrors Lib/threading.py. */
import { RuntimeError } from "../builtins/exceptions.js";
import { onMainEnd } from "../kernel/exit.js";
import { libraryModule, nativeClasses } from "./module.js";
import { Barrier, BrokenBarrierError } from "./threading/barrier.js";
import { Condition } from "./threading/condition.js";
import { Event } from "./threading/event.js";
import * as hooks from "./threading/excepthook.js";
import { get_ident } from "./threading/identity.js";
import { local } from "./threading/local.js";
import { lock as Lock, RLock, TIMEOUT_MAX } from "./threading/lock.js";
import { BoundedSemaphore, Semaphore } from "./threading/semaphore.js";
import {
  active_count,
  current_thread,
  enumerate,
  get_native_id,
  joinAll,
  main_thread,
  Thread,
  Timer,
} from "./threading/thread.js";
import * as self from "./threading.js";

export {
  active_count,
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Condition,
  current_thread,
  enumerate,
  Event,
  get_ident,
  get_native_id,
  local,
  Lock,
  main_thread,
  RLock,
  Semaphore,
  Thread,
  Timer,
  TIMEOUT_MAX,
};
export { active_count as activeCount, current_thread as currentThread };
/** Mirrors `threading.ThreadError`. */
export { RuntimeError as ThreadError } from "../builtins/exceptions.js";
export { ExceptHookArgs } from "./threading/excepthook.js";

/** Mirrors `threading.__excepthook__`. */
export const __excepthook__ = hooks.excepthook;
export let excepthook: unknown = __excepthook__;

/** Stores of module attributes: `threading.excepthook = f`. */
export function __setattr__(name: string, value: never): void {
  if (name !== "excepthook") throw new RuntimeError(`threading.${name} can't be changed`);
  excepthook = value;
  hooks.setThreadHook(value === __excepthook__ ? null : value);
}

onMainEnd(joinAll);

const classes = { Barrier, BoundedSemaphore, Condition, Event, Semaphore, Thread, Timer };
libraryModule("threading", () => self, classes);
nativeClasses("_thread", { _local: local });

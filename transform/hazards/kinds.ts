/** Which of the library's objects a value is, by its inferred type. */
import type { StubClass, Type, UserClass } from "../infer/types.js";

export const PROCESS = ["multiprocessing.process.BaseProcess"];
export const POOL = ["multiprocessing.pool.Pool"];
export const THREAD_POOL = ["multiprocessing.pool.ThreadPool"];
export const EXECUTOR = ["concurrent.futures.process.ProcessPoolExecutor"];
export const MANAGER = ["multiprocessing.managers.BaseManager"];
/** Queues with a pipe behind them, which a thread of the process that puts feeds. */
export const QUEUE = ["multiprocessing.queues.Queue"];
const SIMPLE_QUEUE = ["multiprocessing.queues.SimpleQueue"];
/** Locks that their holder gives back. */
export const LOCK = ["multiprocessing.synchronize.Lock", "multiprocessing.synchronize.RLock"];
export const SEMAPHORE = ["multiprocessing.synchronize.Semaphore"];
export const CONDITION = ["multiprocessing.synchronize.Condition"];
export const SHARED_VALUE = ["multiprocessing.sharedctypes.SynchronizedBase"];
export const MANAGER_LOCK = ["multiprocessing.managers.AcquirerProxy"];
export const PROXY_DICT = ["multiprocessing.managers.DictProxy"];
export const PROXY_LIST = ["multiprocessing.managers.ListProxy"];
export const PROXY_VALUE = ["multiprocessing.managers.ValueProxy"];
export const PROXY_NAMESPACE = ["multiprocessing.managers.NamespaceProxy"];

/** Whatever a child can get from its parent only when it is made. */
export const INHERITED = [
  ...["Lock", "RLock", "Semaphore", "Condition", "Event"].map((name) => `multiprocessing.synchronize.${name}`),
  "multiprocessing.barrier.Barrier",
  ...[...QUEUE, ...SIMPLE_QUEUE, ...SHARED_VALUE],
];

/** True when every value of the type, but None, is an instance of one of the classes. */
export function isA(type: Type, classes: readonly string[]): boolean {
  if (type.kind === "union") {
    const members = type.members.filter(({ kind }) => kind !== "none");
    return members.length > 0 && members.every((member) => isA(member, classes));
  }
  return type.kind === "instance" && derives(type.of, classes);
}

/** True for a class that is one of the named ones of the library, or derives from one. */
export function derives(of: UserClass | StubClass, classes: readonly string[]): boolean {
  if (of.kind === "stub" && classes.includes(of.name)) return true;
  return of.bases.some((base) => base !== null && derives(base, classes));
}

/** The name of the library's class that a value is an instance of, for messages. */
export function className(type: Type): string | null {
  if (type.kind !== "instance") return null;
  return type.of.kind === "stub" ? type.of.name.slice(type.of.name.lastIndexOf(".") + 1) : type.of.node.name;
}

/**
 * The types of SyncManager that block, for clients of other programs. Those of this program have them in shared memory
 * instead (primitive-proxies.ts).
 */
import { Queue } from "../../../stdlib/queue.js";
import { BoundedSemaphore, Event, Lock, RLock, Semaphore } from "../../synchronize.js";
import { type Registry, type TypeEntry, typeEntry } from "../registry.js";

const QUEUE = "_qsize empty full get get_nowait join put put_nowait qsize task_done";
const LOCK = "acquire release";

export const outsidePrimitives: Registry = new Map([
  ["Queue", entry(Queue, QUEUE)],
  ["JoinableQueue", entry(Queue, QUEUE)],
  ["Event", entry(Event, "is_set set clear wait")],
  ["Lock", entry(Lock, LOCK)],
  ["RLock", entry(RLock, LOCK)],
  ["Semaphore", entry(Semaphore, LOCK)],
  ["BoundedSemaphore", entry(BoundedSemaphore, LOCK)],
]);

function entry(callable: unknown, exposed: string): TypeEntry {
  return typeEntry(callable, { exposed: exposed.split(" ") });
}

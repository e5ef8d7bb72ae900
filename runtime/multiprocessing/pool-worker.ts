/**
 * The task that a Pool's engine gives to each of its threads: to be a process. Nothing of the runtime may be loaded before
 * the thread knows which process it is, so everything else is imported when the task has come.
 */
import { threadId, workerData } from "node:worker_threads";
import type { EngineTask } from "./pool-engine.js";

/** Becomes the process in a slot of the process table. Never returns: the thread ends with the process. */
export default async function ({ slot, engine, entry }: EngineTask): Promise<void> {
  Object.assign(workerData as object, { py2mp: { slot, entry, role: "child" } });
  const { request, Request } = await import("../kernel/requests.js");
  request(Request.adopt, slot, engine, threadId);
  await import("../kernel/worker.js");
}

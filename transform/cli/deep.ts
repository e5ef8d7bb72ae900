/** The thread with a large stack that converts a deeply nested script. */
import { parentPort, workerData } from "node:worker_threads";
import { flatten, perform, type Answer, type Job } from "./job.js";

const { diagnostics, ...rest } = await perform(workerData as Job);
const answer: Answer = { ...rest, diagnostics: diagnostics.map(flatten) };
parentPort!.postMessage(answer);

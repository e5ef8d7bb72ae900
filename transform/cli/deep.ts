/** The thread with a large stack that converts a deeply nested script. */
import { parentPort, workerData } from "node:worker_threads";
import { perform, type Answer, type Job } from "./job.js";

const { output, diagnostics } = await perform(workerData as Job);
const answer: Answer = { output, diagnostics: diagnostics.map(({ source: _, ...rest }) => rest) };
parentPort!.postMessage(answer);

/** What a process has to do before it ends. Mirrors the finalizers of Lib/multiprocessing/util.py. */
import { atExit } from "../kernel/exit.js";
import { active_children } from "./process.js";

interface Finalizer {
  readonly run: () => void;
  readonly priority: number;
  readonly order: number;
}

const finalizers = new Set<Finalizer>();
let registered = 0;
let exiting = false;

/**
 * Has a function run when this process ends: those with the highest priority first, of equals the latest first; with a
 * negative priority after the children have ended, else before. Returns a function that takes the registration back.
 */
export function addFinalizer(run: () => void, priority: number): () => void {
  const finalizer = { run, priority, order: registered++ };
  finalizers.add(finalizer);
  return () => void finalizers.delete(finalizer);
}

/** Mirrors multiprocessing.util.is_exiting. */
export function is_exiting(): boolean {
  return exiting;
}

/** Ends daemons, and waits for the other children. Runs once. */
export function exitFunction(): void {
  if (exiting) return;
  exiting = true;
  runFinalizers(0);
  for (const child of active_children()) {
    if (child.daemon) child._popen!.terminate();
  }
  for (const child of active_children()) child.join();
  runFinalizers(-Infinity);
}

function runFinalizers(lowest: number): void {
  const due = [...finalizers].filter(({ priority }) => priority >= lowest);
  due.sort((a, b) => b.priority - a.priority || b.order - a.order);
  for (const finalizer of due) {
    if (finalizers.delete(finalizer)) finalizer.run();
  }
}

atExit(exitFunction);

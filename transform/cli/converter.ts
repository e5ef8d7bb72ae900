/** The converter itself, loaded when a command needs it. */
import * as nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

type Converter = typeof import("../index.js");

/**
 * Makes V8 optimize later: for a command that converts and ends, not for one that goes on to run a program. A conversion
 * of 400 lines is over before optimized code pays; on Node 20 it takes a fifth less time so, and a third less processor
 * time. Later Nodes (V8 12) know neither the flag nor the difference.
 */
export function expectShortRun(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=500000");
}

/** Loads the converter. Where Node can (from 22.1 on), its compiled code is kept on disk for the next time. */
export function loadConverter(): Promise<Converter> {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: () => void };
  enableCompileCache?.();
  return import("../index.js");
}

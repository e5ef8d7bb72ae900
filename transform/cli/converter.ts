/** The converter itself, loaded when a command needs it. */
import * as nodeModule from "node:module";

type Converter = typeof import("../index.js");

/** Loads the converter. Where Node can (from 22.1 on), its compiled code is kept on disk for the next time. */
export function loadConverter(): Promise<Converter> {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: () => void };
  enableCompileCache?.();
  return import("../index.js");
}

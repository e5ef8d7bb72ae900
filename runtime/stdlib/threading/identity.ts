/** Who is running: what locks need to know of threads. */
import { currentTask } from "./scheduler.js";

/** The `ident` of the main thread; the others' are further on, a page apart as addresses of the C library are. */
export const FIRST_IDENT = 139_000_000_000_000;
export const IDENT_STEP = 4096;

/** Mirrors threading.get_ident. */
export function get_ident(): number {
  return (currentTask().owner as { _ident: number } | null)?._ident ?? FIRST_IDENT;
}

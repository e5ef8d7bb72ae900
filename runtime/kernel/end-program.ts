/** The end of Node itself, on the broker's side. */
import { constants } from "node:os";

/**
 * Ends Node with the main process's exit code; by the same signal if one ended it (-n), so that a shell sees what it
 * was. Every thread ends with it.
 */
export function endProgram(code: number): void {
  if (code >= 0) process.exit(code);
  const name = (Object.keys(constants.signals) as NodeJS.Signals[]).find((key) => constants.signals[key] === -code);
  process.removeAllListeners(name);
  process.kill(process.pid, name ?? "SIGKILL");
}

/** What a child does before and after the function that it was started for. Mirrors Lib/multiprocessing/spawn.py. */

/** Runs the process object in the child's payload; returns the exit code. */
export async function runChild(entry: string): Promise<number> {
  await import(entry);
  return 0;
}

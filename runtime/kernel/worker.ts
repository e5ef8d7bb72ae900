/**
 * Where every thread of a program begins. The main process runs the script; a child waits until a process takes it, and
 * then runs what it was given.
 */
import { i32 } from "./arena.js";
import { finish, runMain } from "./exit.js";
import { BOOTING, RUNNING, SPARE, STATE } from "./layout.js";
import { assignment, selfBase } from "./self.js";

/** Waits, as a spare thread, until some process makes this one its child. */
function waitForWork(): void {
  const state = selfBase + STATE;
  Atomics.compareExchange(i32, state, BOOTING, SPARE);
  for (let current = Atomics.load(i32, state); current !== RUNNING; current = Atomics.load(i32, state)) {
    Atomics.wait(i32, state, current);
  }
}

async function run(): Promise<void> {
  const { entry, role } = assignment!;
  // argv[1] of a worker is this file; the script is what Python's sys.argv begins with.
  process.argv[1] = new URL(entry).pathname;
  await import("../main.js");
  if (role === "main") {
    finish(await runMain(entry));
  } else {
    const { runChild } = await import("../multiprocessing/spawn.js");
    waitForWork();
    finish(await runChild(entry));
  }
}

await run();

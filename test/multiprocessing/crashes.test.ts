import { describe, expect, test } from "vitest";
import { runEmitted } from "./side-by-side.js";

/** Every place in which a task can crash, in every way: the call ends with an error, and the next call works. */
const PROGRAM = (kind: "pool" | "executor", where: string, how: string) => `
    import { __name__, abs, define, exception, object, print, str, tuple, ValueError } from "py2mp/main";
    import * as multiprocessing from "py2mp/multiprocessing";
    import { ProcessPoolExecutor } from "py2mp/concurrent/futures";
    import * as os from "py2mp/os";
    const [KIND, WHERE, HOW] = ["${kind}", "${where}", "${how}"];
    function crash() {
      if (HOW === "exit") process.exit(7);
      if (HOW === "kill") os.kill(os.getpid(), 9);
      throw new ValueError("crashed");
    }
    class Trap extends object {
      constructor(place) { super(); this.place = place; }
      __getstate__() { if (this.place === "pickling") crash(); return tuple.of(this.place); }
      __setstate__(state) { this.place = state.at(0); if (this.place === "unpickling") crash(); }
    }
    function task(trap) {
      if (WHERE === "running") crash();
      if (WHERE === "result pickling") return new Trap("pickling");
      if (WHERE === "result unpickling") return new Trap("unpickling");
      return 1;
    }
    function setup() { if (WHERE === "initializer") crash(); }
    define({ crash, Trap, task, setup });
    function outcome(run) {
      try {
        return str(run());
      } catch (error) {
        return exception(error).constructor.name;
      }
    }
    if (__name__ === "__main__") {
      const place = { "argument pickling": "pickling", "argument unpickling": "unpickling" }[WHERE] ?? "nowhere";
      if (KIND === "pool") {
        const pool = new multiprocessing.Pool(1, { initializer: setup });
        print(outcome(() => pool.apply(task, [new Trap(place)])), outcome(() => pool.apply(abs, [-5])));
        pool.terminate();
      } else {
        const executor = new ProcessPoolExecutor(1, { initializer: setup });
        print(outcome(() => executor.submit(task, new Trap(place)).result()), outcome(() => executor.submit(abs, -5).result()));
        executor.shutdown();
      }
    }
`;

const EXCEPTION = "ValueError 5\n";

describe.each(["pool", "executor"] as const)("%s", (kind) => {
  const lost = kind === "pool" ? "WorkerLostError 5\n" : "BrokenProcessPool BrokenProcessPool\n";
  const unusable = kind === "pool" ? "WorkerLostError WorkerLostError\n" : "BrokenProcessPool BrokenProcessPool\n";
  const notReady = kind === "pool" ? "ValueError ValueError\n" : "BrokenProcessPool BrokenProcessPool\n";

  test.each([
    ["argument pickling", "raise", EXCEPTION],
    ["argument unpickling", "raise", EXCEPTION],
    ["argument unpickling", "exit", lost],
    ["argument unpickling", "kill", lost],
    ["running", "raise", EXCEPTION],
    ["running", "exit", lost],
    ["running", "kill", lost],
    ["result pickling", "raise", kind === "pool" ? "MaybeEncodingError 5\n" : EXCEPTION],
    ["result pickling", "exit", lost],
    ["result pickling", "kill", lost],
    ["result unpickling", "raise", EXCEPTION],
    ["initializer", "raise", notReady],
    ["initializer", "exit", unusable],
    ["initializer", "kill", unusable],
  ])("%s: %s", async (where, how, expected) => {
    const run = await runEmitted(PROGRAM(kind, where, how));
    expect(run.timedOut).toBe(false);
    expect(run.stdout).toBe(expected);
  });
});

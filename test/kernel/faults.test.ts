/** What CPython hangs on, and what only shows in a whole program: killed owners, deadlocks, forgotten objects, Ctrl-C. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { node, runConverted } from "../support/converted.js";
import { runProgram, type ProgramOptions, type ProgramRun } from "../../transform/validate/program.js";

const workspace = mkdtempSync(join(tmpdir(), "py2mp-faults-"));
const runtime = join(dirname(fileURLToPath(import.meta.url)), "../../dist/runtime");
const LIMIT_SECONDS = 60;

afterAll(() => rmSync(workspace, { recursive: true }));

function run(name: string, source: string, options: Partial<ProgramOptions> = {}): Promise<ProgramRun> {
  const script = join(workspace, `${name}.py`);
  writeFileSync(script, source);
  return runConverted(script, [], { cwd: workspace, limitSeconds: LIMIT_SECONDS, ...options });
}

/** Runs a script that is written as converted ones are, with the runtime's inner modules at hand. */
function runScript(name: string, source: string): Promise<ProgramRun> {
  const script = join(workspace, `${name}.mjs`);
  writeFileSync(script, source.replaceAll("RUNTIME", runtime));
  return runProgram(node, [script], { cwd: workspace, limitSeconds: LIMIT_SECONDS });
}

test("who wants a lock whose owner was killed gets an error, and then the lock", async () => {
  const { stdout, exitCode } = await run(
    "killed_owner",
    `
import multiprocessing as mp
def hold(lock, held):
    lock.acquire()
    held.set()
    mp.Event().wait()
if __name__ == "__main__":
    for lock in (mp.Lock(), mp.RLock()):
        held = mp.Event()
        p = mp.Process(target=hold, args=(lock, held))
        p.start()
        held.wait()
        p.kill()
        p.join()
        try:
            lock.acquire()
        except RuntimeError as error:
            print(str(error).replace(str(p.pid), "PID"))
        print(p.exitcode, lock.acquire(False))
`,
  );
  const killed = "the process with pid PID was killed while it held";
  expect(stdout).toBe(`${killed} <Lock(owner=None)>\n-9 True\n${killed} <RLock(None, 0)>\n-9 True\n`);
  expect(exitCode).toBe(0);
});

test("a queue works on after its readers and writers were killed in the middle", async () => {
  const { stdout, exitCode } = await run(
    "killed_users",
    `
import multiprocessing as mp
def read(queue, busy):
    while True:
        queue.get()
        busy.set()
def write(queue, busy):
    while True:
        queue.put("x" * 3000)
        busy.set()
if __name__ == "__main__":
    queue = mp.Queue()
    for target in (write, read) * 5:
        busy = mp.Event()
        for _ in range(20):
            queue.put("more")
        p = mp.Process(target=target, args=(queue, busy))
        p.start()
        busy.wait()
        p.kill()
        p.join()
        queue.put("mine")
        while not queue.empty():
            last = queue.get()
        print(target.__name__, last, p.exitcode)
`,
  );
  expect(stdout).toBe("write mine -9\nread mine -9\n".repeat(5));
  expect(exitCode).toBe(0);
});

test("a deadlock is reported with the place of each process, and ends as Ctrl-C does", async () => {
  const { stderr, exitCode } = await run(
    "deadlock",
    `
import multiprocessing as mp
def take_both(first, second, have, other):
    with first:
        have.set()
        other.wait()
        with second:
            pass
if __name__ == "__main__":
    a, b, have_a, have_b = mp.Lock(), mp.Lock(), mp.Event(), mp.Event()
    p = mp.Process(target=take_both, args=(a, b, have_a, have_b))
    q = mp.Process(target=take_both, args=(b, a, have_b, have_a))
    p.start()
    q.start()
    p.join()
`,
  );
  const places = stderr.split("\n").filter((line) => line.includes(" waits for "));
  expect(places.map((line) => line.replace(/.*\/|pid \d+|since [\d.]+ s/g, "")).sort()).toEqual([
    'deadlock.py", line 15, in <module>',
    'deadlock.py", line 7, in take_both',
    'deadlock.py", line 7, in take_both',
  ]);
  expect(places.join()).toMatch(/MainProcess \(pid \d+\) waits for the end of a process/);
  expect(places.join()).toMatch(/Process-1 \(pid \d+\) waits for a lock that Process-2 \(pid \d+\) has taken/);
  expect(exitCode).toBe(130);
});

test("the report of a deadlock says so when who has a lock has ended", async () => {
  const { stderr } = await run(
    "ended_owner",
    `
import multiprocessing as mp
if __name__ == "__main__":
    lock = mp.Lock()
    p = mp.Process(target=lock.acquire)
    p.start()
    p.join()
    lock.acquire()
`,
  );
  expect(stderr).toMatch(
    /MainProcess \(pid \d+\) waits for a lock that the process with pid \d+, which has ended, has/,
  );
});

test("an end of a pipe that the program has forgotten counts as closed before everybody waits for ever", async () => {
  const { stdout, stderr, exitCode } = await run(
    "forgotten_end",
    `
import multiprocessing as mp
def read(end):
    while True:
        print(end.recv())
def start():
    mine, theirs = mp.Pipe()
    p = mp.Process(target=read, args=(theirs,))
    p.start()
    mine.send("one")
    return p
if __name__ == "__main__":
    p = start()
    p.join()
    print("exit code", p.exitcode)
`,
  );
  expect(stdout).toBe("one\nexit code 1\n");
  expect(stderr.trimEnd().split("\n").at(-1)).toBe("EOFError");
  expect(exitCode).toBe(0);
});

test("queues, locks and pipes that the program forgets give their memory back", async () => {
  const { stdout } = await runScript(
    "forgotten",
    `
import { __name__, print } from "RUNTIME/main.js";
import * as mp from "RUNTIME/multiprocessing/index.js";
import { pagesInUse } from "RUNTIME/kernel/pages.js";
function useMany() {
  for (let round = 0; round < 10_000; round++) {
    const queue = new mp.Queue();
    queue.put(["x".repeat(1000), new mp.Lock().acquire()]);
    const [first, second] = mp.Pipe();
    first.send(round);
  }
}
if (__name__ === "__main__") {
  useMany();
  const before = pagesInUse();
  useMany();
  useMany();
  print(pagesInUse() <= before);
}
`,
  );
  expect(stdout).toBe("True\n");
});

test("thirty processes leave nothing behind", async () => {
  const { stdout, exitCode } = await runScript(
    "thirty",
    `
import { __name__, define, print } from "RUNTIME/main.js";
import * as mp from "RUNTIME/multiprocessing/index.js";
import { pagesInUse } from "RUNTIME/kernel/pages.js";
function put(queue, value) {
  queue.put(value);
}
define({ put });
function start(queue, count) {
  const processes = Array.from({ length: count }, (_, i) => new mp.Process({ target: put, args: [queue, i] }));
  for (const process of processes) process.start();
  for (const process of processes) process.join();
  return processes.map(() => queue.get()).sort((a, b) => a - b).join() === [...processes.keys()].join();
}
if (__name__ === "__main__") {
  const queue = new mp.Queue();
  const first = start(queue, 10);
  const before = pagesInUse();
  const rounds = Array.from({ length: 2 }, () => start(queue, 10));
  print(first && rounds.every(Boolean), pagesInUse() <= before, mp.active_children());
}
`,
  );
  expect(stdout).toBe("True True []\n");
  expect(exitCode).toBe(0);
});

test("Ctrl-C interrupts every process at once; a process that never waits is ended", async () => {
  const { stderr, stdout, exitCode } = await run(
    "interrupted",
    `
import multiprocessing as mp
def wait(started, queue):
    started.put(None)
    queue.get()
def compute(started):
    started.put(None)
    while True:
        pass
if __name__ == "__main__":
    started = mp.Queue()
    waiting = mp.Process(target=wait, args=(started, mp.Queue()))
    busy = mp.Process(target=compute, args=(started,))
    waiting.start()
    busy.start()
    started.get()
    started.get()
    try:
        print("ready", flush=True)
        waiting.join()
        busy.join()
    finally:
        waiting.join()
        busy.join()
        print(waiting.exitcode, busy.exitcode)
`,
    { interruptWhen: (output) => output.includes("ready") },
  );
  expect(stdout).toBe("ready\n1 -2\n");
  expect(stderr).toMatch(/Process Process-1:\nTraceback [^]*, in wait\n {4}queue.get\(\)\nKeyboardInterrupt\n/);
  // The signal may come as soon as the output is out, before the wait has begun.
  expect(stderr).toMatch(
    /Traceback [^]*, in <module>\n {4}(waiting\.join\(\)|print\("ready", flush=True\))\nKeyboardInterrupt\n/,
  );
  expect(exitCode).toBe(130);
});

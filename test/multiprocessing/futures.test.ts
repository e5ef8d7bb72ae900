import { describe, expect, test } from "vitest";
import { runEmitted, sideBySide } from "./side-by-side.js";

const IMPORTS = `
    import { __name__, define, exception, len, list, next, pow, print, range, repr, sorted, str, ValueError } from "py2mp/main";
    import * as futures from "py2mp/concurrent/futures";
    import * as multiprocessing from "py2mp/multiprocessing";
    import * as time from "py2mp/time";
    function show(run) {
      try {
        print(repr(run()));
      } catch (error) {
        const e = exception(error);
        print(e.constructor.name, str(e));
      }
    }
    function square(x) { return x * x; }
    function fail(x) { throw new ValueError(\`failed \${x}\`); }
    function slow(x) { time.sleep(x); return x; }
    function touch(x) { return x; }
    let gate = null;
    function takeGate(given) { gate = given; }
    function held(x) { gate.wait(); return x; }
    define({ square, fail, slow, touch, takeGate, held });
`;
const PYTHON_IMPORTS = `
    import concurrent.futures as futures
    import multiprocessing
    def show(run):
        try:
            print(repr(run()))
        except BaseException as e:
            print(type(e).__name__, e)
    def square(x):
        return x * x
    def fail(x):
        raise ValueError(f"failed {x}")
    def touch(x):
        return x
    def take_gate(given):
        global gate
        gate = given
    def held(x):
        gate.wait()
        return x
`;

sideBySide("submit, map and the states of futures", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        gate = multiprocessing.Event()
        with futures.ProcessPoolExecutor(2, initializer=take_gate, initargs=(gate,)) as executor:
            print(executor, executor._max_workers)
            future = executor.submit(square, 3)
            print(future.result(), future, future.done(), future.running(), future.cancelled(), future.exception(), future.cancel())
            future = executor.submit(fail, 3)
            show(lambda: future.result())
            print(future, repr(future.exception()), "failed 3" in str(future.exception().__cause__))
            print(list(executor.map(square, range(5))), list(executor.map(square, range(5), chunksize=2)), list(executor.map(pow, [1, 2, 9], [3, 4])))
            print(executor.submit(dict, a=1).result(), list(executor.map(square, [])))
            show(lambda: list(executor.map(fail, [1, 2])))
            show(lambda: executor.map(square, [1], chunksize=0))
            show(lambda: list(executor.map(held, [1], timeout=0.01)))
            show(lambda: executor.submit(held, 1).result(timeout=0.01))
            gate.set()
            show(lambda: executor.submit(lambda: 1).result())
            future.add_done_callback(lambda f: print("called back", f.exception()))
            later = executor.submit(square, 4)
            later.add_done_callback(lambda f: print("called back", f.result()))
            later.result()
        show(lambda: executor.submit(square, 1))
        show(lambda: executor.shutdown())
        show(lambda: futures.ProcessPoolExecutor(0))
        show(lambda: futures.ProcessPoolExecutor(1, initializer=5))
        show(lambda: futures.ProcessPoolExecutor(1, max_tasks_per_child=0))
  `,
  emitted: `${IMPORTS}
    import { dict } from "py2mp/main";
    if (__name__ === "__main__") {
      gate = new multiprocessing.Event();
      const executor = new futures.ProcessPoolExecutor(2, { initializer: takeGate, initargs: [gate] });
      print(executor, executor._max_workers);
      let future = executor.submit(square, 3);
      print(future.result(), future, future.done(), future.running(), future.cancelled(), future.exception(), future.cancel());
      future = executor.submit(fail, 3);
      show(() => future.result());
      print(future, repr(future.exception()), str(future.exception().__cause__).includes("failed 3"));
      print(list(executor.map(square, range(5))), list(executor.map(square, range(5), { chunksize: 2 })), list(executor.map(pow, [1, 2, 9], [3, 4])));
      print(executor.submit(touch, new dict({ a: 1 })).result(), list(executor.map(square, [])));
      show(() => list(executor.map(fail, [1, 2])));
      show(() => executor.map(square, [1], { chunksize: 0 }));
      show(() => list(executor.map(held, [1], { timeout: 0.01 })));
      show(() => executor.submit(held, 1).result(0.01));
      gate.set();
      show(() => executor.submit(Object.assign(() => 1, { __qualname__: "<lambda>.<locals>.<lambda>" })).result());
      future.add_done_callback((f) => print("called back", f.exception()));
      const later = executor.submit(square, 4);
      later.add_done_callback((f) => print("called back", f.result()));
      later.result();
      executor.__exit__(null, null, null);
      show(() => executor.submit(square, 1));
      show(() => executor.shutdown());
      show(() => new futures.ProcessPoolExecutor(0));
      show(() => new futures.ProcessPoolExecutor(1, { initializer: 5 }));
      show(() => new futures.ProcessPoolExecutor(1, { max_tasks_per_child: 0 }));
    }
  `,
  output: `
    <concurrent.futures.process.ProcessPoolExecutor object at 0x…> 2
    9 <Future at 0x… state=finished returned int> True False False None False
    ValueError failed 3
    <Future at 0x… state=finished raised ValueError> ValueError('failed 3') True
    [0, 1, 4, 9, 16] [0, 1, 4, 9, 16] [1, 16]
    {'a': 1} []
    ValueError failed 1
    ValueError chunksize must be >= 1.
    TimeoutError 
    TimeoutError 
    AttributeError Can't pickle local object '<lambda>.<locals>.<lambda>'
    called back failed 3
    called back 16
    RuntimeError cannot schedule new futures after shutdown
    None
    ValueError max_workers must be greater than 0
    TypeError initializer must be a callable
    ValueError max_tasks_per_child must be >= 1
  `,
});

sideBySide("waiting for several", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        gate = multiprocessing.Event()
        with futures.ProcessPoolExecutor(2, initializer=take_gate, initargs=(gate,)) as executor:
            many = [executor.submit(square, i) for i in range(4)]
            done, not_done = futures.wait(many)
            print(len(done), len(not_done), sorted(f.result() for f in done))
            print(sorted(f.result() for f in futures.as_completed([executor.submit(square, i) for i in range(4)])))
            quick, late = executor.submit(square, 1), executor.submit(held, 1)
            done, not_done = futures.wait([quick, late], return_when=futures.FIRST_COMPLETED)
            print(quick in done, late in not_done)
            completed = futures.as_completed([late, quick])
            first = next(completed)
            gate.set()
            print(first is quick, next(completed) is late)
            gate.clear()
            late = executor.submit(held, 1)
            done, not_done = futures.wait([executor.submit(fail, 1), late], return_when=futures.FIRST_EXCEPTION)
            print(len(done), late in not_done)
            print(len(futures.wait([late], timeout=0.01).not_done), futures.wait([]))
            show(lambda: list(futures.as_completed([late], timeout=0.01)))
            show(lambda: futures.wait([1]))
            gate.set()
  `,
  emitted: `${IMPORTS}
    import { contains } from "py2mp/main";
    if (__name__ === "__main__") {
      gate = new multiprocessing.Event();
      const executor = new futures.ProcessPoolExecutor(2, { initializer: takeGate, initargs: [gate] });
      const many = [0, 1, 2, 3].map((i) => executor.submit(square, i));
      let [done, not_done] = futures.wait(many);
      print(len(done), len(not_done), sorted([...done].map((f) => f.result())));
      print(sorted([...futures.as_completed([0, 1, 2, 3].map((i) => executor.submit(square, i)))].map((f) => f.result())));
      let [quick, late] = [executor.submit(square, 1), executor.submit(held, 1)];
      [done, not_done] = futures.wait([quick, late], null, futures.FIRST_COMPLETED);
      print(contains(done, quick), contains(not_done, late));
      const completed = futures.as_completed([late, quick]);
      const first = next(completed);
      gate.set();
      print(first === quick, next(completed) === late);
      gate.clear();
      late = executor.submit(held, 1);
      [done, not_done] = futures.wait([executor.submit(fail, 1), late], null, futures.FIRST_EXCEPTION);
      print(len(done), contains(not_done, late));
      print(len(futures.wait([late], 0.01).not_done), futures.wait([]));
      show(() => list(futures.as_completed([late], 0.01)));
      show(() => futures.wait([1]));
      gate.set();
      executor.shutdown();
    }
  `,
  output: `
    4 0 [0, 1, 4, 9]
    [0, 1, 4, 9]
    True True
    True True
    1 True
    1 DoneAndNotDoneFutures(done=set(), not_done=set())
    TimeoutError 1 (of 1) futures unfinished
    AttributeError 'int' object has no attribute '_condition'
  `,
});

sideBySide("futures by hand", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        f = futures.Future()
        print(f, f._state, f.set_running_or_notify_cancel(), f, f.running(), f.cancel(), f.set_result(3), f, f.result())
        show(lambda: f.set_result(4))
        show(lambda: f.set_exception(ValueError()))
        f = futures.Future()
        f.add_done_callback(lambda f: print("cancelled", f.cancelled()))
        show(lambda: [f.cancel(), f.cancel(), f.done(), f])
        show(lambda: f.result(0))
        show(lambda: f.exception())
        show(lambda: [f.set_running_or_notify_cancel(), f._state])
        show(lambda: futures.Future().result(0.01))
        f = futures.Future()
        f.set_exception(ValueError("q"))
        print(f)
        show(lambda: f.result())
        print(futures.TimeoutError is TimeoutError, issubclass(futures.CancelledError, Exception))
  `,
  emitted: `${IMPORTS}
    import { Exception, issubclass, TimeoutError } from "py2mp/main";
    if (__name__ === "__main__") {
      let f = new futures.Future();
      print(f, f._state, f.set_running_or_notify_cancel(), f, f.running(), f.cancel(), f.set_result(3), f, f.result());
      show(() => f.set_result(4));
      show(() => f.set_exception(new ValueError()));
      f = new futures.Future();
      f.add_done_callback((f) => print("cancelled", f.cancelled()));
      show(() => [f.cancel(), f.cancel(), f.done(), f]);
      show(() => f.result(0));
      show(() => f.exception());
      show(() => [f.set_running_or_notify_cancel(), f._state]);
      show(() => new futures.Future().result(0.01));
      f = new futures.Future();
      f.set_exception(new ValueError("q"));
      print(f);
      show(() => f.result());
      print(futures.TimeoutError === TimeoutError, issubclass(futures.CancelledError, Exception));
    }
  `,
  output: `
    <Future at 0x… state=finished returned int> PENDING True <Future at 0x… state=finished returned int> True False None <Future at 0x… state=finished returned int> 3
    InvalidStateError FINISHED: <Future at 0x… state=finished returned int>
    InvalidStateError FINISHED: <Future at 0x… state=finished returned int>
    cancelled True
    [True, True, True, <Future at 0x… state=cancelled>]
    CancelledError 
    CancelledError 
    [False, 'CANCELLED_AND_NOTIFIED']
    TimeoutError 
    <Future at 0x… state=finished raised ValueError>
    ValueError q
    True True
  `,
});

sideBySide("cancelled calls, and an executor that breaks", {
  python: `${PYTHON_IMPORTS}
    import multiprocessing, os, threading
    def die(x):
        os._exit(3)
    def keep(*events):
        global started, release
        started, release = events
    def hold(x):
        started.set()
        release.wait()
        return x
    if __name__ == "__main__":
        keep(multiprocessing.Event(), multiprocessing.Event())
        executor = futures.ProcessPoolExecutor(1, initializer=keep, initargs=(started, release))
        blocked = [executor.submit(hold, 0.5) for _ in range(10)]
        started.wait()
        last = blocked[-1]
        print(blocked[0].running(), blocked[0].cancel(), last.running(), last.cancel(), last, last.done())
        show(lambda: last.result())
        cancelled = threading.Event()
        blocked[-2].add_done_callback(lambda _: cancelled.set())
        executor.shutdown(wait=False, cancel_futures=True)
        cancelled.wait()
        release.set()
        executor.shutdown()
        print(blocked[0].result(), blocked[-2].cancelled())
        executor = futures.ProcessPoolExecutor(1)
        dead = executor.submit(die, 1)
        show(lambda: dead.result())
        show(lambda: executor.submit(square, 1))
        print(isinstance(dead.exception(), futures.process.BrokenProcessPool))
  `,
  emitted: `${IMPORTS}
    import { isinstance } from "py2mp/main";
    function die(x) { process.exit(3); }
    let started, release;
    function keep(...events) { [started, release] = events; }
    function hold(x) { started.set(); release.wait(); return x; }
    define({ die, keep, hold });
    if (__name__ === "__main__") {
      keep(new multiprocessing.Event(), new multiprocessing.Event());
      let executor = new futures.ProcessPoolExecutor(1, { initializer: keep, initargs: [started, release] });
      const blocked = [...range(10)].map(() => executor.submit(hold, 0.5));
      started.wait();
      const last = blocked.at(-1);
      print(blocked[0].running(), blocked[0].cancel(), last.running(), last.cancel(), last, last.done());
      show(() => last.result());
      executor.shutdown(false, { cancel_futures: true });
      release.set();
      executor.shutdown();
      print(blocked[0].result(), blocked.at(-2).cancelled());
      executor = new futures.ProcessPoolExecutor(1);
      const dead = executor.submit(die, 1);
      show(() => dead.result());
      show(() => executor.submit(square, 1));
      print(isinstance(dead.exception(), futures.process.BrokenProcessPool));
    }
  `,
  output: `
    True False False True <Future at 0x… state=cancelled> True
    CancelledError 
    0.5 True
    BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.
    BrokenProcessPool A child process terminated abruptly, the process pool is not usable anymore
    True
  `,
});

describe("executors", () => {
  test("an initializer that raises breaks them, and one that nobody shuts down ends with its calls done", async () => {
    const run = await runEmitted(`${IMPORTS}
    if (__name__ === "__main__") {
      const broken = new futures.ProcessPoolExecutor(1, { initializer: fail, initargs: [1] });
      show(() => broken.submit(square, 1).result());
      const left = new futures.ProcessPoolExecutor(1);
      left.submit(slow, 0.2).add_done_callback((f) => print("done", f.result()));
    }
    `);
    expect(run.timedOut).toBe(false);
    expect(run.stdout).toBe(
      "BrokenProcessPool A process in the process pool was terminated abruptly while the future was running or pending.\n" +
        "done 0.2\n",
    );
    expect(run.stderr).toContain("ValueError: failed 1");
  });
});

import { describe, expect, test } from "vitest";
import { runEmitted, sideBySide } from "./side-by-side.js";

const IMPORTS = `
    import { __name__, define, exception, list, print, range, repr, sorted, str, tuple, ValueError, ZeroDivisionError } from "py2mp/main";
    import * as multiprocessing from "py2mp/multiprocessing";
    function show(run) {
      try {
        print(repr(run()));
      } catch (error) {
        const e = exception(error);
        print(e.constructor.name, str(e));
      }
    }
`;
const PYTHON_IMPORTS = `
    import multiprocessing
    def show(run):
        try:
            print(repr(run()))
        except BaseException as e:
            print(type(e).__name__, e)
`;

sideBySide("every way to call", {
  python: `${PYTHON_IMPORTS}
    def square(x):
        return x * x
    def add(a, b=10):
        return a + b
    class Scaled:
        def __init__(self, factor):
            self.factor = factor
        def __call__(self, x):
            return x * self.factor
        def method(self, x):
            return x + self.factor
    if __name__ == "__main__":
        pool = multiprocessing.Pool(2)
        print(pool.map(square, [1, 2, 3, 4, 5]), pool.map(square, range(3), 1), pool.map(square, []))
        print(pool.starmap(add, [(1, 2), (3,)]), pool.apply(add, (1,)), pool.apply(add, (1,), {"b": 5}))
        print(pool.map_async(square, (1, 2)).get(), pool.starmap_async(add, [(1, 1)]).get())
        print(list(pool.imap(square, range(5))), list(pool.imap(square, range(5), 2)), list(pool.imap(square, [])))
        print(sorted(pool.imap_unordered(square, range(5))), sorted(pool.imap_unordered(square, range(5), 3)))
        print(pool.map(Scaled(3), [1, 2]), pool.map(Scaled(3).method, [1, 2]), pool.map(len, ["a", "bcd"]))
        print(pool.map(Scaled, [7])[0].factor, pool.map(str, [1, 2.5]))
        it = pool.imap(square, [3])
        print(next(it), next(it, None))
        pool.close()
        pool.join()
        print(pool)
  `,
  emitted: `${IMPORTS}
    import { bound, len, next, dict, object } from "py2mp/main";
    function square(x) { return x * x; }
    function add(a, b = 10) { return a + b; }
    class Scaled extends object {
      constructor(factor) { super(); this.factor = factor; }
      __call__(x) { return x * this.factor; }
      method(x) { return x + this.factor; }
    }
    define({ square, add, Scaled });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(2);
      print(pool.map(square, [1, 2, 3, 4, 5]), pool.map(square, range(3), 1), pool.map(square, []));
      print(pool.starmap(add, [tuple.of(1, 2), tuple.of(3)]), pool.apply(add, [1]), pool.apply(add, [1], new dict([["b", 5]])));
      print(pool.map_async(square, [1, 2]).get(), pool.starmap_async(add, [[1, 1]]).get());
      print(list(pool.imap(square, range(5))), list(pool.imap(square, range(5), 2)), list(pool.imap(square, [])));
      print(sorted(pool.imap_unordered(square, range(5))), sorted(pool.imap_unordered(square, range(5), 3)));
      print(pool.map(new Scaled(3), [1, 2]), pool.map(bound(new Scaled(3), "method"), [1, 2]), pool.map(len, ["a", "bcd"]));
      print(pool.map(Scaled, [7])[0].factor, pool.map(str, [1, 2.5]));
      const it = pool.imap(square, [3]);
      print(next(it), next(it, null));
      pool.close();
      pool.join();
      print(pool);
    }
  `,
  output: `
    [1, 4, 9, 16, 25] [0, 1, 4] []
    [3, 13] 11 6
    [1, 4] [2]
    [0, 1, 4, 9, 16] [0, 1, 4, 9, 16] []
    [0, 1, 4, 9, 16] [0, 1, 4, 9, 16]
    [3, 6] [4, 5] [1, 3]
    7 ['1', '2.5']
    9 None
    <multiprocessing.pool.Pool state=CLOSE pool_size=2>
  `,
});

sideBySide("results that are waited for, and exceptions", {
  python: `${PYTHON_IMPORTS}
    class Refused(Exception):
        def __init__(self, code, text):
            super().__init__(code, text)
            self.code = code
    def check(x):
        if x == 3:
            raise Refused(3, "three")
        if x == 4:
            raise ZeroDivisionError("four")
        return x
    def keep(event):
        global release
        release = event
    def hold(x):
        release.wait()
        return x
    if __name__ == "__main__":
        release = multiprocessing.Event()
        pool = multiprocessing.Pool(2, keep, (release,))
        result = pool.apply_async(hold, (0.3,))
        show(lambda: result.ready())
        show(lambda: result.get(timeout=0.01))
        show(lambda: result.get(0))
        show(lambda: str(result.successful)[:13])
        try:
            result.successful()
        except ValueError as e:
            print("not ready" in str(e))
        show(lambda: result.wait(0.01))
        release.set()
        show(lambda: result.get(timeout=10))
        show(lambda: [result.ready(), result.successful()])
        failed = pool.apply_async(check, (3,))
        show(lambda: failed.get())
        show(lambda: failed.get())
        show(lambda: failed.successful())
        try:
            failed.get()
        except Refused as e:
            print(e.code, e.args, type(e.__cause__).__name__, "Refused: (3, 'three')" in str(e.__cause__))
        show(lambda: pool.map(check, [1, 2, 3], 1))
        show(lambda: pool.map(check, [1, 4, 3], 3))
        it = pool.imap(check, [1, 3, 5])
        show(lambda: next(it))
        show(lambda: next(it))
        show(lambda: next(it))
        show(lambda: next(it))
        release.clear()
        it = pool.imap(hold, [0.3])
        show(lambda: it.next(timeout=0.01))
        release.set()
        show(lambda: it.next(timeout=10))
        show(lambda: list(pool.imap(check, [1, 2, 3], 2)))
        show(lambda: pool.map(check, 5))
        pool.terminate()
        pool.join()
  `,
  emitted: `${IMPORTS}
    import { Exception, next } from "py2mp/main";
    class Refused extends Exception {
      constructor(code, text) { super(code, text); this.code = code; }
    }
    function check(x) {
      if (x === 3) throw new Refused(3, "three");
      if (x === 4) throw new ZeroDivisionError("four");
      return x;
    }
    let release;
    function keep(event) { release = event; }
    function hold(x) { release.wait(); return x; }
    define({ Refused, check, keep, hold });
    if (__name__ === "__main__") {
      release = new multiprocessing.Event();
      const pool = new multiprocessing.Pool(2, { initializer: keep, initargs: [release] });
      const result = pool.apply_async(hold, [0.3]);
      show(() => result.ready());
      show(() => result.get(0.01));
      show(() => result.get(0));
      show(() => "<bound method");
      try { result.successful(); } catch (e) { print(str(e).includes("not ready")); }
      show(() => result.wait(0.01));
      release.set();
      show(() => result.get(10));
      show(() => [result.ready(), result.successful()]);
      const failed = pool.apply_async(check, [3]);
      show(() => failed.get());
      show(() => failed.get());
      show(() => failed.successful());
      try {
        failed.get();
      } catch (e) {
        print(e.code, e.args, e.__cause__.constructor.name, str(e.__cause__).includes("Refused: (3, 'three')"));
      }
      show(() => pool.map(check, [1, 2, 3], 1));
      show(() => pool.map(check, [1, 4, 3], 3));
      let it = pool.imap(check, [1, 3, 5]);
      show(() => next(it));
      show(() => next(it));
      show(() => next(it));
      show(() => next(it));
      release.clear();
      it = pool.imap(hold, [0.3]);
      show(() => it.next(0.01));
      release.set();
      show(() => it.next(10));
      show(() => list(pool.imap(check, [1, 2, 3], 2)));
      show(() => pool.map(check, 5));
      pool.terminate();
      pool.join();
    }
  `,
  output: `
    False
    TimeoutError 
    TimeoutError 
    '<bound method'
    True
    None
    0.3
    [True, True]
    Refused (3, 'three')
    Refused (3, 'three')
    False
    3 (3, 'three') RemoteTraceback True
    Refused (3, 'three')
    ZeroDivisionError four
    1
    Refused (3, 'three')
    5
    StopIteration 
    TimeoutError 
    0.3
    Refused (3, 'three')
    TypeError 'int' object is not iterable
  `,
});

sideBySide("callbacks", {
  python: `${PYTHON_IMPORTS}
    def half(x):
        if x % 2:
            raise ValueError(f"{x} is odd")
        return x // 2
    def good(value):
        print("good", value)
    def bad(error):
        print("bad", type(error).__name__, error)
    if __name__ == "__main__":
        with multiprocessing.Pool(1) as pool:
            results = [pool.apply_async(half, (i,), callback=good, error_callback=bad) for i in range(4)]
            results.append(pool.map_async(half, [2, 4], callback=good))
            results.append(pool.map_async(half, [2, 3, 5], 1, callback=good, error_callback=bad))
            results.append(pool.starmap_async(half, [(8,)], callback=good))
            results.append(pool.map_async(half, [], callback=good))
            pool.close()
            pool.join()
            print([result.ready() for result in results])
  `,
  emitted: `${IMPORTS}
    import { floordiv } from "py2mp/main";
    function half(x) {
      if (x % 2) throw new ValueError(\`\${x} is odd\`);
      return floordiv(x, 2);
    }
    function good(value) { print("good", value); }
    function bad(error) { print("bad", error.constructor.name, error); }
    define({ half, good, bad });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(1);
      const results = [0, 1, 2, 3].map((i) => pool.apply_async(half, [i], { callback: good, error_callback: bad }));
      results.push(pool.map_async(half, [2, 4], undefined, { callback: good }));
      results.push(pool.map_async(half, [2, 3, 5], 1, { callback: good, error_callback: bad }));
      results.push(pool.starmap_async(half, [[8]], undefined, { callback: good }));
      results.push(pool.map_async(half, [], undefined, { callback: good }));
      pool.close();
      pool.join();
      print(results.map((result) => result.ready()));
      pool.terminate();
    }
  `,
  output: `
    good 0
    bad ValueError 1 is odd
    good 1
    bad ValueError 3 is odd
    good [1, 2]
    bad ValueError 3 is odd
    good [4]
    [True, True, True, True, True, True, True, True]
  `,
});

sideBySide("states, and arguments that are refused", {
  python: `${PYTHON_IMPORTS}
    import pickle
    def square(x):
        return x * x
    if __name__ == "__main__":
        show(lambda: multiprocessing.Pool(0))
        show(lambda: multiprocessing.Pool(1, maxtasksperchild=0))
        show(lambda: multiprocessing.Pool(1, initializer=5))
        pool = multiprocessing.Pool(2)
        print(pool)
        show(lambda: pool.join())
        show(lambda: pickle.dumps(pool))
        show(lambda: pool.imap(square, [1], 0))
        pool.close()
        print(pool)
        show(lambda: pool.apply(square, (1,)))
        show(lambda: pool.map(square, [1]))
        show(lambda: pool.imap(square, [1]))
        show(lambda: pool.__enter__())
        show(lambda: pool.close())
        pool.join()
        show(lambda: pool.terminate())
        print(pool)
        with multiprocessing.Pool(1) as pool:
            print(pool.apply(square, (3,)))
        print(pool)
        show(lambda: pool.apply(square, (1,)))
        pool.join()
        print(multiprocessing.active_children())
  `,
  emitted: `${IMPORTS}
    import { enter } from "py2mp/main";
    import { dumps } from "${new URL("../../dist/runtime/kernel/pickle.js", import.meta.url).href}";
    function square(x) { return x * x; }
    define({ square });
    if (__name__ === "__main__") {
      show(() => new multiprocessing.Pool(0));
      show(() => new multiprocessing.Pool(1, { maxtasksperchild: 0 }));
      show(() => new multiprocessing.Pool(1, { initializer: 5 }));
      let pool = new multiprocessing.Pool(2);
      print(pool);
      show(() => pool.join());
      show(() => dumps(pool));
      show(() => pool.imap(square, [1], 0));
      pool.close();
      print(pool);
      show(() => pool.apply(square, [1]));
      show(() => pool.map(square, [1]));
      show(() => pool.imap(square, [1]));
      show(() => pool.__enter__());
      show(() => pool.close());
      pool.join();
      show(() => pool.terminate());
      print(pool);
      pool = new multiprocessing.Pool(1).__enter__();
      print(pool.apply(square, [3]));
      pool.__exit__(null, null, null);
      print(pool);
      show(() => pool.apply(square, [1]));
      pool.join();
      print(multiprocessing.active_children());
    }
  `,
  output: `
    ValueError Number of processes must be at least 1
    ValueError maxtasksperchild must be a positive int or None
    TypeError initializer must be a callable
    <multiprocessing.pool.Pool state=RUN pool_size=2>
    ValueError Pool is still running
    NotImplementedError pool objects cannot be passed between processes or pickled
    ValueError Chunksize must be 1+, not 0
    <multiprocessing.pool.Pool state=CLOSE pool_size=2>
    ValueError Pool not running
    ValueError Pool not running
    ValueError Pool not running
    ValueError Pool not running
    None
    None
    <multiprocessing.pool.Pool state=TERMINATE pool_size=2>
    9
    <multiprocessing.pool.Pool state=TERMINATE pool_size=1>
    ValueError Pool not running
    []
  `,
});

sideBySide("workers: names, initializer, tasks for each, and what they are in the process table", {
  python: `${PYTHON_IMPORTS}
    import os
    base = None
    def setup(value, other=0):
        global base
        base = value + other
    def based(x):
        return base + x
    def who(x):
        process = multiprocessing.current_process()
        return process.name, process.daemon, os.getppid() == x, os.getpid() != x
    def pid(x):
        return os.getpid()
    if __name__ == "__main__":
        first = multiprocessing.Process(target=print)
        with multiprocessing.Pool(1) as pool:
            print(pool.apply(who, (os.getpid(),)))
            print([process.name for process in multiprocessing.active_children()])
        with multiprocessing.Pool(2, setup, (100, 5)) as pool:
            print(pool.map(based, [1, 2, 3]))
        with multiprocessing.Pool(1, maxtasksperchild=2) as pool:
            print(len(set(pool.map(pid, range(6), 1))), pool.apply(who, (os.getpid(),))[0])
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(who, (os.getpid(),)))
        print(first.name, multiprocessing.Process(target=print).name)
  `,
  emitted: `${IMPORTS}
    import { add, len, set } from "py2mp/main";
    import * as os from "py2mp/os";
    let base = null;
    function setup(value, other = 0) { base = add(value, other); }
    function based(x) { return add(base, x); }
    function who(x) {
      const process = multiprocessing.current_process();
      return tuple.of(process.name, process.daemon, os.getppid() === x, os.getpid() !== x);
    }
    function pid(x) { return os.getpid(); }
    define({ setup, based, who, pid });
    if (__name__ === "__main__") {
      const first = new multiprocessing.Process({ target: print });
      let pool = new multiprocessing.Pool(1);
      print(pool.apply(who, [os.getpid()]));
      print(multiprocessing.active_children().map((process) => process.name));
      pool.__exit__(null, null, null);
      pool = new multiprocessing.Pool(2, { initializer: setup, initargs: [100, 5] });
      print(pool.map(based, [1, 2, 3]));
      pool.__exit__(null, null, null);
      pool = new multiprocessing.Pool(1, { maxtasksperchild: 2 });
      print(len(new set(pool.map(pid, range(6), 1))), pool.apply(who, [os.getpid()]).at(0));
      pool.__exit__(null, null, null);
      pool = multiprocessing.get_context("spawn").Pool(1);
      print(pool.apply(who, [os.getpid()]));
      pool.__exit__(null, null, null);
      print(first.name, new multiprocessing.Process({ target: print }).name);
    }
  `,
  output: `
    ('ForkPoolWorker-2', True, True, True)
    ['ForkPoolWorker-2']
    [106, 107, 108]
    3 ForkPoolWorker-8
    ('SpawnPoolWorker-9', True, True, True)
    Process-1 Process-10
  `,
});

sideBySide("what can't be pickled", {
  python: `${PYTHON_IMPORTS}
    def square(x):
        return x * x
    def generator(x):
        return (i for i in range(x))
    if __name__ == "__main__":
        with multiprocessing.Pool(1) as pool:
            show(lambda: pool.map(lambda x: x, [1]))
            show(lambda: pool.apply(square, ((i for i in range(3)),)))
            show(lambda: pool.map(square, [1, (i for i in range(3)), 3], 1))
            try:
                pool.apply(generator, (1,))
            except multiprocessing.pool.MaybeEncodingError as e:
                print(type(e).__name__, str(e)[:22], str(e)[str(e).index("'. Reason"):])
            show(lambda: pool.map(square, [4]))
  `,
  emitted: `${IMPORTS}
    function square(x) { return x * x; }
    function generator(x) { return (function* () {})(); }
    define({ square, generator });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(1);
      show(() => pool.map(Object.assign((x) => x, { __qualname__: "<lambda>.<locals>.<lambda>" }), [1]));
      show(() => pool.apply(square, [(function* () {})()]));
      show(() => pool.map(square, [1, (function* () {})(), 3], 1));
      try {
        pool.apply(generator, [1]);
      } catch (e) {
        print(e.constructor.name, str(e).slice(0, 22), str(e).slice(str(e).indexOf("'. Reason")));
      }
      show(() => pool.map(square, [4]));
      pool.__exit__(null, null, null);
    }
  `,
  output: `
    AttributeError Can't pickle local object '<lambda>.<locals>.<lambda>'
    TypeError cannot pickle 'generator' object
    TypeError cannot pickle 'generator' object
    MaybeEncodingError Error sending result:  '. Reason: 'TypeError("cannot pickle 'generator' object")'
    [16]
  `,
});

sideBySide("an iterable that raises, and a pool that nobody closes", {
  python: `${PYTHON_IMPORTS}
    def square(x):
        return x * x
    def failing():
        yield 1
        yield 2
        raise ValueError("no more")
    if __name__ == "__main__":
        pool = multiprocessing.Pool(2)
        it = pool.imap(square, failing())
        show(lambda: next(it))
        show(lambda: next(it))
        show(lambda: next(it))
        show(lambda: next(it))
        show(lambda: pool.map(square, failing()))
        other = multiprocessing.Pool(1)
        print(other.apply(square, (5,)))
  `,
  emitted: `${IMPORTS}
    import { next } from "py2mp/main";
    function square(x) { return x * x; }
    function* failing() { yield 1; yield 2; throw new ValueError("no more"); }
    define({ square, failing });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(2);
      const it = pool.imap(square, failing());
      show(() => next(it));
      show(() => next(it));
      show(() => next(it));
      show(() => next(it));
      show(() => pool.map(square, failing()));
      const other = new multiprocessing.Pool(1);
      print(other.apply(square, [5]));
    }
  `,
  output: `
    1
    4
    ValueError no more
    StopIteration 
    ValueError no more
    25
  `,
});

/** What CPython's Pool never comes back from. */
describe("faults", () => {
  async function outputOf(source: string): Promise<{ out: string; err: string }> {
    const run = await runEmitted(`${IMPORTS}${source}`);
    expect(run.timedOut).toBe(false);
    return { out: run.stdout.replace(/pid \d+/g, "pid …"), err: run.stderr };
  }

  test("a worker that is killed or exits fails its task only", async () => {
    const { out } = await outputOf(`
    import * as os from "py2mp/os";
    import * as time from "py2mp/time";
    function fate(x) {
      if (x === 1) process.exit(3);
      if (x === 2) os.kill(os.getpid(), 9);
      if (x === 2) time.sleep(100);
      return x;
    }
    define({ fate });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(1);
      const results = [0, 1, 2, 3].map((x) => pool.apply_async(fate, [x]));
      for (const result of results) show(() => result.get());
      show(() => pool.map(fate, [0, 4, 5]));
      pool.close();
      pool.join();
    }
    `);
    expect(out).toBe(
      [
        "0",
        "WorkerLostError worker process ForkPoolWorker-1 (pid …) ended with exit code 3 while it ran the task",
        "WorkerLostError worker process ForkPoolWorker-2 (pid …) ended with exit code -9 while it ran the task",
        "3",
        "[0, 4, 5]",
        "",
      ].join("\n"),
    );
  });

  test("an initializer that raises fails the tasks", async () => {
    const { out, err } = await outputOf(`
    function setup() { throw new ValueError("not today"); }
    function square(x) { return x * x; }
    define({ setup, square });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(2, { initializer: setup });
      show(() => pool.map(square, [1, 2]));
      show(() => pool.apply(square, [1]));
      pool.close();
      pool.join();
    }
    `);
    expect(out).toBe("ValueError not today\nValueError not today\n");
    expect(err).toContain("Process ForkPoolWorker-1:\nTraceback (most recent call last):");
  });

  test("sys.exit in a task, results after terminate, callbacks that raise", async () => {
    const { out, err } = await outputOf(`
    import { SystemExit } from "py2mp/main";
    import * as time from "py2mp/time";
    function leave(x) { throw new SystemExit(x); }
    function slow(x) { time.sleep(100); }
    function broken() { throw new ValueError("in the callback"); }
    define({ leave, slow, broken });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(1);
      show(() => pool.apply(leave, [5]));
      const first = pool.apply_async(str, [1], { callback: broken });
      show(() => first.get());
      show(() => pool.apply(str, [2]));
      const lost = pool.apply_async(slow, [1]);
      pool.terminate();
      show(() => lost.get());
    }
    `);
    expect(out).toBe("SystemExit 5\n'1'\n'2'\nRuntimeError the pool was terminated before the result was ready\n");
    expect(err).toContain("ValueError: in the callback");
  });

  test("an endless iterable keeps nobody else waiting", async () => {
    const { out } = await outputOf(`
    import { next } from "py2mp/main";
    function square(x) { return x * x; }
    function* count() { for (let n = 0; ; n++) yield n; }
    define({ square });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(2);
      const squares = pool.imap(square, count());
      print(next(squares), next(squares), pool.apply(square, [5]), next(squares));
    }
    `);
    expect(out).toBe("0 1 25 4\n");
  });

  test("an exception that can't be rebuilt arrives as its traceback", async () => {
    const { out } = await outputOf(`
    import { Exception } from "py2mp/main";
    class Picky extends Exception {
      constructor(a, b) { super(a); if (b === undefined) throw new ValueError("b is missing"); }
    }
    function fail(x) { throw new Picky("text", x); }
    define({ Picky, fail });
    if (__name__ === "__main__") {
      const pool = new multiprocessing.Pool(1);
      show(() => pool.apply(fail, [1]));
      show(() => pool.apply(str, [1]));
      pool.terminate();
    }
    `);
    expect(out).toContain("RemoteError");
    expect(out).toContain("Picky: text");
    expect(out).toMatch(/'1'\n$/);
  });
});

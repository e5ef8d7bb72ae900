/** Each hazard in its true cases, and what only looks like it. */
import { expect, test } from "vitest";
import { warnings } from "./cases.js";

const program = (main: string, definitions = ""): string =>
  `from multiprocessing import Process, Pool, Queue
import multiprocessing as mp, threading
def work(n=0): print(n)
${definitions}
if __name__ == "__main__":
    ${main}
`;

test.each([
  ["Process(target=work()).start()", "", ["target-called 6"]],
  ["mp.Process(target=work(3)).start()", "", ["target-called 6"]],
  ["threading.Thread(target=work()).start()", "", ["target-called 6"]],
  ["ps = [Process(target=work(i)) for i in range(3)]", "", ["target-called 6"]],
  ["Process(name='x', target=work(), args=()).start()", "", ["target-called 6"]],
  ["Process(target=make()).start()", "def make(): return work", []],
  ["Process(target=work).start()", "", []],
  ["Process(target=Job()).start()", "class Job:\n  def __call__(self): pass", []],
  ["Process(target=decorated()).start()", "import functools\n@functools.cache\ndef decorated(): pass", []],
  ["Process(target=mp.freeze_support()).start()", "", []],
])("a target that is called: %s", async (main, definitions, expected) => {
  const line = definitions === "" ? 6 : 5 + definitions.split("\n").length;
  expect(await warnings(program(main, definitions))).toEqual(expected.map((each) => each.replace("6", String(line))));
});

test.each([
  ["args=(5)", ["args-no-tuple 6"]],
  ["args=5", ["args-no-tuple 6"]],
  ['args=("name")', ["args-no-tuple 6"]],
  ['args=f"{1}"', ["args-no-tuple 6"]],
  ["args=(1.5)", ["args-no-tuple 6"]],
  ["args=(name)", ["args-no-tuple 6"]],
  ["args=(one)", ["args-no-tuple 6"]],
  ["args=(Queue())", ["args-no-tuple 6"]],
  ["args=(names)", ["args-no-tuple 6"]],
  ["args=names", []],
  ["args=(names), daemon=True", ["args-no-tuple 6"]],
  ["args=(one, name)", []],
  ["args=(given)", []],
  ["args=(5,)", []],
  ["args=[5]", []],
  ["args=()", []],
  ["args=tuple([5])", []],
  ["kwargs={'n': 5}", []],
])("arguments that are no tuple: %s", async (args, expected) => {
  const values = "name, one, names, given = 'bob', 1, ['bob', 'ann'], (1,)";
  expect(await warnings(program(`${values}; p = Process(target=work, ${args})`))).toEqual(expected);
});

const subclass = (init: string, bases = "Process"): string =>
  `from multiprocessing import Process\nimport multiprocessing\nclass Worker(${bases}):\n    n = 0\n${init}\n    def run(self): print(self.n)\n`;

test.each([
  ["    def __init__(self, n):\n        self.n = n", "Process", ["process-not-made 5"]],
  ["    def __init__(self):\n        pass", "multiprocessing.Process", ["process-not-made 5"]],
  ["    def __init__(self, *args):\n        self.args = args", "Process", ["process-not-made 5"]],
  ["    def __init__(self, n):\n        self.n = n\n        self.run()", "Process", ["process-not-made 5"]],
  ["    def __init__(self, n):\n        print(super().name)", "Process", ["process-not-made 5"]],
  ["    def __init__(self, n):\n        super().__init__()\n        self.n = n", "Process", []],
  ["    def __init__(self, n):\n        super(Worker, self).__init__()", "Process", []],
  ["    def __init__(self, n):\n        Process.__init__(self)", "Process", []],
  ["    def other(self, n):\n        self.n = n", "Process", []],
  ["    def __init__(self, n):\n        self.n = n", "object", []],
])("a subclass that does not make its Process: %j", async (init, bases, expected) => {
  expect(await warnings(subclass(init, bases))).toEqual(expected);
});

const spawned = (target: string, method = "mp.set_start_method('spawn')"): string =>
  `import multiprocessing as mp
def top(): pass
def main():
    def nested(): print(1)
    ${method}
    mp.Process(target=${target}).start()
if __name__ == "__main__":
    main()
`;

test.each([
  ["lambda: print(1)", "mp.set_start_method('spawn')", ["target-out-of-reach 6"]],
  ["nested", "mp.set_start_method('spawn')", ["target-out-of-reach 6"]],
  ["nested", "mp.set_start_method('forkserver', force=True)", ["target-out-of-reach 6"]],
  ["lambda: top()", "mp.set_start_method('forkserver')", ["target-out-of-reach 6"]],
  ["lambda: None", "mp.get_context('spawn')", ["target-out-of-reach 6"]],
  ["top", "mp.set_start_method('spawn')", []],
  ["nested", "pass", []],
  ["lambda: print(1)", "mp.set_start_method('fork')", []],
  ["print", "mp.set_start_method('spawn')", []],
  ["main.__class__", "mp.set_start_method('spawn')", []],
])("a target that spawned children can't find: %s after %s", async (target, method, expected) => {
  expect(await warnings(spawned(target, method))).toEqual(expected);
});

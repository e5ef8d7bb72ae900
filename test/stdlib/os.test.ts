import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytes } from "../../runtime/builtins/bytes.js";
import { BaseException } from "../../runtime/builtins/exceptions.js";
import { open } from "../../runtime/builtins/io/open.js";
import { lt } from "../../runtime/builtins/compare.js";
import { tagged } from "../../runtime/builtins/numbers.js";
import { repr, text } from "../../runtime/builtins/repr.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import { typeName } from "../../runtime/builtins/type-name.js";
import * as os from "../../runtime/stdlib/os.js";
import { expectRecorded } from "../support/recorded.js";

type Step = [name: string, ...args: never[]];

/** The steps of a script in an empty folder, one answer each. */
function script(steps: Step[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), "py2mp-os-"));
  const home = os.getcwd();
  os.chdir(folder);
  try {
    return steps.map((step) => answer(step, folder));
  } finally {
    os.chdir(home);
    rmSync(folder, { recursive: true });
  }
}

function answer([name, ...args]: Step, folder: string): unknown {
  try {
    const steps: Record<string, (...args: never[]) => unknown> = STEPS;
    const special = steps[name];
    if (special !== undefined) return special(...args);
    const functions = { ...os.path, ...os } as unknown as Record<string, (...args: never[]) => unknown>;
    const result = functions[name]!(...args) ?? null;
    if (Array.isArray(result)) return sorted(result);
    return name === "getcwd" ? (result as string).replace(realpathSync(folder), "HERE") : result;
  } catch (error) {
    if (error instanceof BaseException) return `${typeName(error)}: ${text(error)}`;
    throw error;
  }
}

function sorted<T>(items: Iterable<T>): T[] {
  return [...items].sort((a, b) => (lt(a, b) ? -1 : 1));
}

const STEPS = {
  write(path: string, content: string): null {
    const file = open(path, "w");
    file.write(content);
    file.close();
    return null;
  },
  walk(top: string, topdown = true): unknown[] {
    const found: unknown[] = [];
    for (const [folder, folders, files] of os.walk(top, topdown) as Iterable<[string, string[], string[]]>) {
      if (topdown) folders.sort();
      found.push(tuple.of(folder, sorted(folders), sorted(files)));
    }
    return found;
  },
  scan: (folder: string) =>
    sorted(
      Array.from(os.scandir(folder), (entry) => tuple.of(entry.name, entry.path, entry.is_dir(), entry.is_file())),
    ),
  getmtime: (path: string) => tagged(os.path.getmtime(path)),
  getatime: (path: string) => tagged(os.path.getatime(path)),
  stat_size: (path: string) => os.stat(path).st_size,
  descriptors(path: string): unknown[] {
    let fd = os.open(path, os.O_RDWR | os.O_CREAT);
    const done: unknown[] = [
      os.write(fd, new bytes([104, 101, 108, 108, 111])),
      os.ftruncate(fd, 3),
      os.fstat(fd).st_size,
    ];
    os.close(fd);
    fd = os.open(path, os.O_RDONLY);
    done.push(os.read(fd, 2), os.read(fd, 9), os.read(fd, 9), os.isatty(fd));
    os.close(fd);
    return done;
  },
};

test("paths and files are handled as CPython does", () => {
  os.environ.__setitem__("HOME", "/home/me");
  expectRecorded("os_files", { ...os.path, script } as never);
});

test("the environment is a mapping that reaches the system", () => {
  os.environ.__setitem__("PY2MP_TEST", "1");
  expect(process.env.PY2MP_TEST).toBe("1");
  expect(os.getenv("PY2MP_TEST")).toBe("1");
  expect(os.environ.pop("PY2MP_TEST")).toBe("1");
  expect(process.env.PY2MP_TEST).toBeUndefined();
  expect(os.getenv("PY2MP_TEST")).toBeNull();
  expect(os.getenv("PY2MP_TEST", "d")).toBe("d");
  expect(textOfError(() => os.environ.__getitem__("PY2MP_TEST"))).toBe("'PY2MP_TEST'");
  expect(() => os.environ.__setitem__("a", 1 as never)).toThrow("str expected, not int");
  expect(repr(os.environ).startsWith("environ({'")).toBe(true);
});

test("processes", () => {
  expect(os.getpid()).toBe(process.pid);
  expect(os.getppid()).toBe(process.ppid);
  expect(os.cpu_count()).toBeGreaterThan(0);
  expect(textOfError(() => os.kill(99999999, 0))).toBe("[Errno 3] No such process");
  expect(os.system("exit 3")).toBe(768);
  expect(os.urandom(5).data).toHaveLength(5);
  expect(() => os.urandom(-1)).toThrow("negative argument not allowed");
});

/** What Python's `str` says of the exception that a function raises. */
function textOfError(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return text(error);
  }
  throw new Error("nothing was raised");
}

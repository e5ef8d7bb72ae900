/**
 * Mirrors the module `sys` of CPython 3.11. Differs: there are no modules, hooks
 * or trace functions to reach. `sys.stdout = file` goes through `__setattr__`.
 */
import { dirname, resolve } from "node:path";
import { __file__ } from "../kernel/script-file.js";
import { call } from "../builtins/call.js";
import { RECURSION_LIMIT, recursionLimit, setRecursionLimit } from "../builtins/recursion.js";
import { setExceptHook } from "../kernel/exit.js";
import { inheritState } from "../kernel/inheritance.js";
import { print_exception } from "../kernel/traceback.js";
import { asCount } from "../builtins/as-index.js";
import { AttributeError, type BaseException, SystemExit, TypeError, ValueError } from "../builtins/exceptions.js";
import { streams } from "../builtins/io/standard.js";
import { type int } from "../builtins/numbers.js";
import { limitStrDigits } from "../builtins/number-text.js";
import { currentlyHandled } from "../builtins/handling.js";
import type { traceback } from "../builtins/traceback.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { libraryModule } from "./module.js";
import * as self from "./sys.js";
import { float_info as FloatInfo, floatInfo, int_info as IntInfo, intInfo } from "./sys/facts.js";
import { scriptArguments, version_info as VersionInfo, versionInfo } from "./sys/facts.js";
import { sizeOf } from "./sys/sizes.js";

export type { float_info as _float_info, int_info as _int_info, version_info as _version_info } from "./sys/facts.js";

export const argv = scriptArguments();
export const version_info = versionInfo;
export const version = `3.11.7 (main, Dec  4 2023, 00:00:00) [Node.js ${process.versions.node}]`;
export const hexversion = 0x030b07f0;
export const api_version = 1013;
export const platform: string = process.platform;
export const byteorder = "little";
export const maxsize = 9223372036854775807n;
export const maxunicode = 0x10ffff;
export const float_info = floatInfo;
export const int_info = intInfo;
export const float_repr_style = "short";
export const executable = process.execPath;
export const prefix = "";
export const exec_prefix = "";
export const base_prefix = "";
export const path: string[] = [dirname(resolve(__file__))];

/** The streams; live, so that a stream that the script puts here is the one that everybody sees. */
export let stdin = streams.stdin;
export let stdout = streams.stdout;
export let stderr = streams.stderr;
export const __stdin__ = streams.stdin;
export const __stdout__ = streams.stdout;
export const __stderr__ = streams.stderr;

/** `sys.stdout = file` and the like. @throws AttributeError for another name */
export function __setattr__(name: string, value: never): void {
  switch (name) {
    case "stdin":
      stdin = streams.stdin = value;
      return;
    case "stdout":
      stdout = streams.stdout = value;
      return;
    case "stderr":
      stderr = streams.stderr = value;
      return;
  }
  if (name === "excepthook") return changeExceptHook(value);
  throw new AttributeError(`sys.${name} can't be changed`);
}

/** What of the module a forked child can't know; null for what is as at the start. */
type Changed = [streams: [never, never] | null, argv: string[] | null, recursionLimit: number | null];

inheritState(
  "sys",
  () => {
    const isChanged = argv.join("\0") !== scriptArguments().join("\0");
    const limit = recursionLimit();
    const changed = [
      stdout === __stdout__ && stderr === __stderr__ ? null : [stdout, stderr],
      isChanged ? argv : null,
      limit === RECURSION_LIMIT ? null : limit,
    ];
    return changed.some((each) => each !== null) ? changed : undefined;
  },
  ([streams, args, limit]: Changed) => {
    if (streams !== null) {
      __setattr__("stdout", streams[0]);
      __setattr__("stderr", streams[1]);
    }
    if (args !== null) argv.splice(0, argv.length, ...args);
    if (limit !== null) setRecursionLimit(limit);
  },
);

/** Mirrors `sys.excepthook(type, value, traceback)`: prints an exception that nobody caught. */
export function __excepthook__(_type: unknown, value: BaseException, tb?: traceback | null): void {
  if (tb !== undefined) value.__traceback__ = tb;
  print_exception(value);
}

export let excepthook: unknown = __excepthook__;

function changeExceptHook(hook: unknown): void {
  excepthook = hook;
  const isOwn = hook !== __excepthook__;
  setExceptHook(isOwn ? (raised) => void call(hook, raised.constructor, raised, raised.__traceback__) : null);
}

/** Mirrors `sys.displayhook`: prints what is not None, as the interactive interpreter does. */
export function displayhook(value: unknown): void {
  if (value !== null && value !== undefined) streams.stdout.write(`${repr(value)}\n`);
}

/** Ends this process by raising SystemExit, made of a tuple's elements where it is given one. */
export function exit(status: unknown = null): never {
  if (status instanceof tuple) throw new SystemExit(...status);
  throw status === null ? new SystemExit() : new SystemExit(status);
}

/** (type, value, traceback) of the exception being handled. */
export function exc_info(): tuple<[unknown, BaseException | null, traceback | null]> {
  const caught = currentlyHandled();
  return caught === null ? tuple.of(null, null, null) : tuple.of(caught.constructor, caught, caught.__traceback__);
}

/** The exception being handled. */
export function exception(): BaseException | null {
  return currentlyHandled();
}

export function getsizeof(object: unknown, _default?: int): number {
  return sizeOf(object);
}

export function getdefaultencoding(): string {
  return "utf-8";
}

export function getfilesystemencoding(): string {
  return "utf-8";
}

export { recursionLimit as getrecursionlimit } from "../builtins/recursion.js";

/** @throws ValueError for a limit below 1 */
export function setrecursionlimit(limit: int): void {
  const count = asCount(limit);
  if (count < 1) {
    throw new ValueError("recursion limit must be greater or equal than 1");
  }
  setRecursionLimit(count);
}

export { get_int_max_str_digits } from "../builtins/number-text.js";

/** @throws ValueError for a limit between 0 and 640 */
export function set_int_max_str_digits(maxdigits: int): void {
  limitStrDigits(asCount(maxdigits));
}

let switchInterval = 0.005;

export function getswitchinterval(): number {
  return switchInterval;
}

/** Remembered only: processes are threads of the system. */
export function setswitchinterval(interval: number): void {
  switchInterval = Number(interval);
}

export function intern(string: string): string {
  if (typeof string !== "string") {
    throw new TypeError(`intern() argument must be str, not ${typeName(string)}`);
  }
  return string;
}

export function is_finalizing(): boolean {
  return false;
}

libraryModule("sys", () => self, { float_info: FloatInfo, int_info: IntInfo, version_info: VersionInfo });
givesRawFloats(self, ["getswitchinterval"]);

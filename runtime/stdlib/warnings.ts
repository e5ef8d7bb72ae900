/** Mirrors the module `warnings`: warnings go to standard error, each text once from each place. */
import { isinstance } from "../builtins/type.js";
import { streams } from "../builtins/io/standard.js";
import { object } from "../builtins/object.js";
import { repr, text } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { className } from "../builtins/type-name.js";
import { call } from "../builtins/call.js";
import { AssertionError, BaseException, RuntimeWarning, UserWarning, Warning } from "../builtins/exceptions.js";
import { type Frame, frames } from "../kernel/frames.js";
import type { Dynamic } from "../builtins/dynamic.js";
import { inheritState } from "../kernel/inheritance.js";
import { libraryModule } from "./module.js";
import * as self from "./warnings.js";

type Class = abstract new (...args: never[]) => unknown;

interface Filter {
  action: string;
  category: Class;
  /** What the text must begin with. */
  begins: RegExp;
}

const ACTIONS = ["error", "ignore", "always", "default", "module", "once"];

let filters: Filter[] = [];
inheritState(
  "warnings",
  () =>
    filters.length === 0 ? undefined : filters.map(({ action, category, begins }) => [action, category, begins.source]),
  (inherited: [action: string, category: Class, begins: string][]) => {
    filters = inherited.map(([action, category, begins]) => ({ action, category, begins: new RegExp(begins, "i") }));
  },
);
let shown = new Set<string>();

/** Mirrors `simplefilter(action, category=Warning)`. */
export function simplefilter(
  action: string,
  category: Class = Warning,
  _lineno: number = 0,
  append: boolean = false,
): void {
  addFilter({ action, category, begins: /^/ }, append);
}

/** Mirrors `filterwarnings(action, message="", category=Warning)`. Differs: the module is not looked at. */
export function filterwarnings(
  action: string,
  message: string = "",
  category: Class = Warning,
  _module: string = "",
  _lineno: number = 0,
  append: boolean = false,
): void {
  addFilter({ action, category, begins: new RegExp(`^(?:${message})`, "i") }, append);
}

function addFilter(filter: Filter, append: boolean): void {
  if (!ACTIONS.includes(filter.action)) throw new AssertionError(`invalid action: '${filter.action}'`);
  filters = append ? [...filters, filter] : [filter, ...filters];
}

/** Mirrors `resetwarnings()`. */
export function resetwarnings(): void {
  filters = [];
}

/** Mirrors `warn(message, category=UserWarning, stacklevel=1)`. @throws the warning itself where a filter says "error" */
export function warn(message: unknown, category: Class | null = null, stacklevel: number = 1): void {
  const warning =
    message instanceof BaseException ? message : (call(category ?? UserWarning, message) as BaseException);
  const place = frames(new Error().stack).at(-stacklevel);
  show(warning, place, "");
}

/** Warns of a coroutine that nobody waited for, at the statement that dropped it. */
export function warn_unawaited(message: string): void {
  const place = frames(new Error().stack).at(-1);
  show(
    new RuntimeWarning(message),
    place,
    "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n",
  );
}

function show(warning: BaseException, place: Frame | undefined, more: string): void {
  const key = `${className(warning.constructor)}:${text(warning)}`;
  const action = actionFor(warning);
  if (action === "error") throw warning;
  const once = action === "once" ? key : `${place?.file}:${place?.line}:${key}`;
  if (action === "ignore" || (action !== "always" && shown.has(once))) return;
  shown.add(once);
  if (recorded !== null) {
    recorded.push(new WarningMessage(warning, place?.file ?? "sys", place?.line ?? 1));
    return;
  }
  const line = place === undefined || place.text === "" ? "" : `  ${place.text}\n`;
  streams.stderr.write(
    `${place?.file ?? "sys"}:${place?.line ?? 1}: ${className(warning.constructor)}: ${text(warning)}\n${line}${more}`,
  );
}

function actionFor(warning: BaseException): string {
  const found = filters.find(({ category, begins }) => isinstance(warning, category) && begins.test(text(warning)));
  return found?.action ?? "default";
}

/** Mirrors `warnings.WarningMessage`: a warning that was recorded. */
export class WarningMessage {
  readonly message: BaseException;
  readonly category: unknown;
  readonly filename: string;
  readonly lineno: number;
  readonly file = null;
  readonly line = null;
  readonly source = null;

  constructor(message: BaseException, filename: string, lineno: number) {
    this.message = message;
    this.category = message.constructor;
    this.filename = filename;
    this.lineno = lineno;
  }

  __str__(): string {
    const { message, category, filename, lineno } = this;
    const name = repr(className(category as CallableFunction));
    return `{message : ${repr(message)}, category : ${name}, filename : ${repr(filename)}, lineno : ${lineno}, line : None}`;
  }
}

/** Where warnings go instead of to standard error. */
let recorded: WarningMessage[] | null = null;

/** What `catch_warnings` restores. */
type Saved = [Filter[], Set<string>, WarningMessage[] | null];

/** Mirrors `catch_warnings(record=False)`: filters are as before when it ends. */
export class catch_warnings extends object {
  declare private record: boolean;
  declare private saved: Saved[];

  override __init__({ record = false }: { record?: unknown } = {}): void {
    Object.defineProperty(this, "record", { value: truth(record) });
    Object.defineProperty(this, "saved", { value: [] });
  }

  __enter__(): Dynamic {
    this.saved.push([filters, shown, recorded]);
    shown = new Set(this.record ? [] : shown);
    if (!this.record) return null;
    return (recorded = []);
  }

  __exit__(..._error: unknown[]): null {
    [filters, shown, recorded] = this.saved.pop()!;
    return null;
  }
}

libraryModule("warnings", () => self, { catch_warnings, WarningMessage });

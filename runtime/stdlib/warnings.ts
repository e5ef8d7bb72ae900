/** Mirrors the module `warnings`: warnings go to standard error, each text once from each place. */
import { isinstance } from "../builtins/type.js";
import { streams } from "../builtins/io/standard.js";
import { object } from "../builtins/object.js";
import { text } from "../builtins/repr.js";
import { className } from "../builtins/type-name.js";
import { call } from "../builtins/call.js";
import { AssertionError, BaseException, UserWarning, Warning } from "../builtins/exceptions.js";
import { frames } from "../kernel/frames.js";
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
  const key = `${className(warning.constructor)}:${text(warning)}`;
  const action = actionFor(warning);
  if (action === "error") throw warning;
  const once = action === "once" ? key : `${place?.file}:${place?.line}:${key}`;
  if (action === "ignore" || (action !== "always" && shown.has(once))) return;
  shown.add(once);
  const line = place === undefined || place.text === "" ? "" : `  ${place.text}\n`;
  streams.stderr.write(
    `${place?.file ?? "sys"}:${place?.line ?? 1}: ${className(warning.constructor)}: ${text(warning)}\n${line}`,
  );
}

function actionFor(warning: BaseException): string {
  const found = filters.find(({ category, begins }) => isinstance(warning, category) && begins.test(text(warning)));
  return found?.action ?? "default";
}

/** Mirrors `catch_warnings()`: filters are as before when it ends. Differs: no `record`. */
export class catch_warnings extends object {
  readonly #saved: [Filter[], Set<string>][] = [];

  __enter__(): null {
    this.#saved.push([filters, shown]);
    shown = new Set(shown);
    return null;
  }

  __exit__(..._error: unknown[]): null {
    [filters, shown] = this.#saved.pop()!;
    return null;
  }
}

libraryModule("warnings", () => self, { catch_warnings });

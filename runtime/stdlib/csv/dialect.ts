/** Dialects: what separates fields, what quotes them, and the names that dialects are registered under. */
import { getattr, hasattr } from "../../builtins/attributes.js";
import { Exception, TypeError } from "../../builtins/exceptions.js";
import { isInt } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { text } from "../../builtins/repr.js";
import { strLength } from "../../builtins/str/code-points.js";
import { truth } from "../../builtins/truth.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `csv.Error`. */
export class Error extends Exception {}

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;

const PARAMETERS = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;
type Parameter = (typeof PARAMETERS)[number];

/** A checked dialect, as readers and writers use it. Mirrors `_csv.Dialect`. */
export class CheckedDialect {
  readonly delimiter: string;
  readonly doublequote: boolean;
  readonly escapechar: string | null;
  readonly lineterminator: string;
  readonly quotechar: string | null;
  readonly quoting: number;
  readonly skipinitialspace: boolean;
  readonly strict: boolean;

  /** @throws TypeError for values that a dialect can't have */
  constructor(values: Partial<Record<Parameter, unknown>>) {
    const { delimiter = ",", doublequote = true, escapechar = null, lineterminator = "\r\n", quotechar = '"' } = values;
    const isUnquoted = values.quotechar === null && values.quoting === undefined;
    const { quoting = isUnquoted ? QUOTE_NONE : QUOTE_MINIMAL, skipinitialspace = false, strict = false } = values;
    this.delimiter = character("delimiter", delimiter, false)!;
    this.doublequote = truth(doublequote);
    this.escapechar = character("escapechar", escapechar, true);
    if (lineterminator !== null && typeof lineterminator !== "string") {
      throw new TypeError('"lineterminator" must be a string');
    }
    this.quotechar = character("quotechar", quotechar, true);
    if (!isInt(quoting)) throw new TypeError('"quoting" must be an integer');
    this.quoting = Number(quoting);
    this.skipinitialspace = truth(skipinitialspace);
    this.strict = truth(strict);
    if (this.quoting < QUOTE_MINIMAL || this.quoting > QUOTE_NONE) throw new TypeError('bad "quoting" value');
    if (this.quoting !== QUOTE_NONE && this.quotechar === null) {
      throw new TypeError("quotechar must be set if quoting enabled");
    }
    if (lineterminator === null) throw new TypeError("lineterminator must be set");
    this.lineterminator = lineterminator;
  }
}
Object.defineProperty(CheckedDialect, "name", { value: "Dialect" });
Object.defineProperty(CheckedDialect, "__module__", { value: "_csv" });

function character(name: string, value: unknown, mayLack: boolean): string | null {
  if (value === null && mayLack) return null;
  if (typeof value !== "string") {
    throw new TypeError(`"${name}" must be string${mayLack ? " or None" : ""}, not ${typeName(value)}`);
  }
  if (strLength(value) !== 1) throw new TypeError(`"${name}" must be a 1-character string`);
  return value;
}

/** The keyword arguments that readers and writers take beside a dialect. */
export type FormatOptions = Partial<Record<Parameter, unknown>>;

/** The dialect of a name, class, instance or None, changed by keyword arguments. @throws Error, TypeError */
export function dialectOf(given: unknown, options: FormatOptions): CheckedDialect {
  const unknown = Object.keys(options).find((name) => !PARAMETERS.includes(name as Parameter));
  if (unknown !== undefined) throw new TypeError(`'${unknown}' is an invalid keyword argument for this function`);
  const base = typeof given === "string" ? get_dialect(given) : given;
  if (base instanceof CheckedDialect && Object.keys(options).length === 0) return base;
  const values: FormatOptions = {};
  for (const name of PARAMETERS) {
    if (name in options) values[name] = options[name];
    else if (base !== null && hasattr(base, name)) values[name] = getattr(base, name);
  }
  return new CheckedDialect(values);
}

const dialects = new Map<string, CheckedDialect>();

/** Mirrors `csv.register_dialect(name[, dialect, **options])`. @throws TypeError */
export function register_dialect(name: string, dialect: unknown = null, options: FormatOptions = {}): void {
  if (typeof name !== "string") throw new TypeError("dialect name must be a string");
  dialects.set(name, dialectOf(dialect, options));
}

/** @throws Error for a name that isn't registered */
export function unregister_dialect(name: string): void {
  if (!dialects.delete(name)) throw new Error("unknown dialect");
}

/** @throws Error for a name that isn't registered */
export function get_dialect(name: string): CheckedDialect {
  const found = dialects.get(name);
  if (found === undefined) throw new Error("unknown dialect");
  return found;
}

export function list_dialects(): string[] {
  return [...dialects.keys()];
}

/** Mirrors `csv.Dialect`: its subclasses describe dialects by class attributes. */
export class Dialect extends object {
  static delimiter: unknown = null;
  static quotechar: unknown = null;
  static escapechar: unknown = null;
  static doublequote: unknown = null;
  static skipinitialspace: unknown = null;
  static lineterminator: unknown = null;
  static quoting: unknown = null;
  declare delimiter: unknown;
  declare quotechar: unknown;
  declare escapechar: unknown;
  declare doublequote: unknown;
  declare skipinitialspace: unknown;
  declare lineterminator: unknown;
  declare quoting: unknown;

  /** @throws Error for a dialect that can't be used */
  override __init__(): void {
    try {
      dialectOf(this, {});
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new Error(text(error));
    }
  }
}

// An instance shows the attributes of its class until it gets its own.
for (const name of PARAMETERS.filter((name) => name in Dialect)) {
  Object.defineProperty(Dialect.prototype, name, {
    get(this: Dialect) {
      return (this.constructor as unknown as Record<string, unknown>)[name];
    },
    set(this: Dialect, value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
  });
}

/** Mirrors `csv.excel`. */
export class excel extends Dialect {
  static override delimiter: unknown = ",";
  static override quotechar: unknown = '"';
  static override doublequote: unknown = true;
  static override skipinitialspace: unknown = false;
  static override lineterminator: unknown = "\r\n";
  static override quoting: unknown = QUOTE_MINIMAL;
}

/** Mirrors `csv.excel_tab`. */
export class excel_tab extends excel {
  static override delimiter: unknown = "\t";
}

/** Mirrors `csv.unix_dialect`. */
export class unix_dialect extends Dialect {
  static override delimiter: unknown = ",";
  static override quotechar: unknown = '"';
  static override doublequote: unknown = true;
  static override skipinitialspace: unknown = false;
  static override lineterminator: unknown = "\n";
  static override quoting: unknown = QUOTE_ALL;
}

register_dialect("excel", excel);
register_dialect("excel-tab", excel_tab);
register_dialect("unix", unix_dialect);

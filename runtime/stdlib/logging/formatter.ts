/** How records become text. */
import { fillTemplate } from "../../builtins/format/template.js";
import { getattr } from "../../builtins/attributes.js";
import type { dict } from "../../builtins/dict.js";
import { AttributeError, KeyError, ValueError } from "../../builtins/exceptions.js";
import { mod } from "../../builtins/operators.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { format_exception } from "../../kernel/traceback.js";
import { Template } from "../string/template.js";
import { localtime, strftime } from "../time.js";
import type { ExceptionInfo, LogRecord } from "./record.js";

/** Values for fields that a record lacks. */
type Defaults = dict<string, unknown> | null;

/** A record as the mapping that a format takes its fields from. */
class Fields {
  readonly #record: LogRecord;
  readonly #defaults: Defaults;

  constructor(record: LogRecord, defaults: Defaults) {
    this.#record = record;
    this.#defaults = defaults;
  }

  __getitem__(name: string): unknown {
    try {
      return getattr(this.#record, name);
    } catch (error) {
      if (!(error instanceof AttributeError)) throw error;
      if (this.#defaults?.__contains__(name)) return this.#defaults.__getitem__(name);
      throw new KeyError(name);
    }
  }
}

/** One of the three styles of format strings. */
interface Style {
  readonly standard: string;
  readonly time: RegExp;
  check(format: string): void;
  fill(format: string, fields: Fields): string;
}

const PERCENT_FIELD = /%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]/i;

const STYLES: Record<string, Style> = {
  "%": {
    standard: "%(levelname)s:%(name)s:%(message)s",
    time: /%\(asctime\)/,
    check(format) {
      if (!PERCENT_FIELD.test(format)) throw new ValueError(`Invalid format '${format}' for '%' style`);
    },
    fill: (format, fields) => mod(format, fields),
  },
  "{": {
    standard: "{levelname}:{name}:{message}",
    time: /\{asctime/,
    check(format) {
      if (!/\{[^{}]/.test(format)) throw new ValueError("invalid format: no fields");
    },
    fill: (format, fields) => fillTemplate(format, { positional: [], named: (name) => fields.__getitem__(name) }),
  },
  $: {
    standard: "${levelname}:${name}:${message}",
    time: /\$\{?asctime/,
    check(format) {
      if (new Template(format).get_identifiers().length === 0) throw new ValueError("invalid format: no fields");
    },
    fill: (format, fields) => new Template(format).substitute(fields),
  },
};

/** The standard format of a style. @throws ValueError "Style must be one of: %,{,$" */
export function styleOf(name: string): Style {
  const style = STYLES[name];
  if (style === undefined) throw new ValueError(`Style must be one of: ${Object.keys(STYLES).join(",")}`);
  return style;
}

/** Mirrors `logging.Formatter`. */
export class Formatter extends object {
  static default_time_format = "%Y-%m-%d %H:%M:%S";
  static default_msec_format: string | null = "%s,%03d";
  static converter: (secs: number) => unknown = localtime;

  readonly _fmt: string;
  readonly datefmt: string | null;
  readonly #style: Style;
  readonly #styleName: string;
  readonly #defaults: Defaults;
  declare converter?: (secs: number) => unknown;

  /** @throws ValueError "Invalid format '%(x' for '%' style" */
  constructor(
    fmt: string | null = null,
    datefmt: string | null = null,
    style: string = "%",
    validate: boolean = true,
    { defaults = null }: { defaults?: Defaults } = {},
  ) {
    super();
    this.#style = styleOf(style);
    this.#styleName = style;
    this._fmt = fmt ?? (style === "%" ? "%(message)s" : style === "{" ? "{message}" : "${message}");
    this.datefmt = datefmt;
    this.#defaults = defaults;
    if (validate) this.#style.check(this._fmt);
  }

  /** What another formatter needs to be the same. */
  settings(): [fmt: string, datefmt: string | null, style: string, defaults: Defaults] {
    return [this._fmt, this.datefmt, this.#styleName, this.#defaults];
  }

  /** The record's time, by `datefmt` or as `2024-01-31 12:00:00,123`. */
  formatTime(record: LogRecord, datefmt: string | null = null): string {
    const { default_time_format, default_msec_format, converter } = this.constructor as typeof Formatter;
    const moment = (this.converter ?? converter)(record.created) as Iterable<number>;
    if (datefmt) return strftime(datefmt, moment);
    const shown = strftime(default_time_format, moment);
    if (!default_msec_format) return shown;
    return default_msec_format.replace("%s", shown).replace("%03d", String(Math.floor(record.msecs)).padStart(3, "0"));
  }

  /** An exception's traceback without its last line end. */
  formatException(ei: ExceptionInfo): string {
    const [, exception] = ei;
    if (exception === null) return "NoneType: None";
    return format_exception(exception, { since: new Error().stack }).join("").replace(/\n$/, "");
  }

  formatStack(stack_info: string): string {
    return stack_info;
  }

  usesTime(): boolean {
    return this.#style.time.test(this._fmt);
  }

  formatMessage(record: LogRecord): string {
    return this.#style.fill(this._fmt, new Fields(record, this.#defaults));
  }

  /** The text of a record: message, then traceback, then stack. */
  format(record: LogRecord): string {
    record.message = record.getMessage();
    if (this.usesTime()) record.asctime = this.formatTime(record, this.datefmt);
    let result = this.formatMessage(record);
    if (record.exc_info && !record.exc_text) record.exc_text = this.formatException(record.exc_info);
    for (const more of [record.exc_text, record.stack_info && this.formatStack(record.stack_info)]) {
      if (more) result += (result.endsWith("\n") ? "" : "\n") + more;
    }
    return result;
  }

  override __repr__(): string {
    return `<logging.Formatter fmt=${repr(this._fmt)}>`;
  }
}

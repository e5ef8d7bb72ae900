/** The classes `tzinfo` and `timezone`. */
import { NotImplementedError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { timedelta } from "./timedelta.js";

/** Mirrors `datetime.tzinfo`: the base of classes of time zones. */
export class tzinfo extends object {
  utcoffset(_dt: unknown): timedelta | null {
    throw new NotImplementedError("a tzinfo subclass must implement utcoffset()");
  }

  dst(_dt: unknown): timedelta | null {
    throw new NotImplementedError("a tzinfo subclass must implement dst()");
  }

  tzname(_dt: unknown): string | null {
    throw new NotImplementedError("a tzinfo subclass must implement tzname()");
  }
}

/** `+05:30`, with seconds and microseconds where there are any. */
export function offsetText(offset: timedelta, separator = ":"): string {
  const negative = offset.days < 0;
  const { seconds, microseconds } = negative ? offset.__neg__() : offset;
  const two = (value: number) => String(value).padStart(2, "0");
  let text = two(Math.floor(seconds / 3600)) + separator + two(Math.floor(seconds / 60) % 60);
  if (seconds % 60 !== 0 || microseconds !== 0) {
    text += separator + two(seconds % 60) + (microseconds === 0 ? "" : "." + String(microseconds).padStart(6, "0"));
  }
  return (negative ? "-" : "+") + text;
}

const LIMIT = 86400n * 1000000n;

/** Mirrors `datetime.timezone`: a fixed distance from UTC. */
export class timezone extends tzinfo {
  declare private offset: timedelta;
  declare private label: string | null;
  static readonly utc = new timezone(new timedelta(0));
  static readonly min = new timezone(new timedelta(0, 60 - 86400));
  static readonly max = new timezone(new timedelta(0, 86400 - 60));

  constructor(offset: timedelta, name: string | null = null) {
    super(offset, name);
  }

  override __init__(offset: timedelta, name: string | null = null): void {
    if (!(offset instanceof timedelta)) {
      throw new TypeError(`timezone() argument 1 must be datetime.timedelta, not ${typeName(offset)}`);
    }
    if (offset.span() >= LIMIT || offset.span() <= -LIMIT) {
      throw new ValueError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), " +
          `not ${repr(offset)}.`,
      );
    }
    this.offset = offset;
    this.label = name;
  }

  override utcoffset(_dt: unknown): timedelta {
    return this.offset;
  }

  override dst(_dt: unknown): null {
    return null;
  }

  override tzname(_dt: unknown): string {
    return this.label ?? (this.offset.span() === 0n ? "UTC" : "UTC" + offsetText(this.offset));
  }

  override __eq__(other: unknown): unknown {
    return other instanceof timezone ? this.offset.span() === other.offset.span() : NotImplemented;
  }

  declare __hash__: () => int;

  override __str__(): string {
    return this.tzname(null);
  }

  __reduce__(): tuple {
    return tuple.of(timezone, this.label === null ? tuple.of(this.offset) : tuple.of(this.offset, this.label));
  }

  override __repr__(): string {
    if (this.label === null && this.offset.span() === 0n) {
      return "datetime.timezone.utc";
    }
    const name = this.label === null ? "" : `, ${repr(this.label)}`;
    return `datetime.timezone(${repr(this.offset)}${name})`;
  }
}

Object.defineProperty(timezone.prototype, "__hash__", {
  value(this: timezone): int {
    return hash(this.utcoffset(null));
  },
});

/** The class `Values`, which holds what was parsed. */
import { getattr, setattr } from "../../builtins/attributes.js";
import { eq } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { raiseForAbsent } from "../../builtins/fields.js";
import { instanceDict } from "../../builtins/instance-dict.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { className } from "../../builtins/type-name.js";

/** Mirrors `optparse.Values`. */
export class Values extends object {
  /** What the command line gave. */
  [name: string]: Dynamic;

  static readonly __hash__ = null;

  override __init__(defaults: dict<string, unknown> | null = null): void {
    for (const [name, value] of defaults?.items() ?? []) setattr(this, name, value);
  }

  override __eq__(other: unknown): unknown {
    if (other instanceof Values) return eq(instanceDict(this), instanceDict(other));
    return other instanceof dict ? eq(instanceDict(this), other) : NotImplemented;
  }

  /** The attribute, which becomes `value` where there is none or it is None. */
  ensure_value(attr: string, value: unknown): Dynamic {
    if (getattr(this, attr, null) === null) setattr(this, attr, value);
    return getattr(this, attr) as Dynamic;
  }

  override __str__(): string {
    return repr(instanceDict(this));
  }

  override __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)}: ${this.__str__()}>`;
  }
}

raiseForAbsent(Values);

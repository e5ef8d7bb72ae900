/** The class `Namespace`, which holds what was parsed. */
import type { Dynamic } from "../../builtins/dynamic.js";
import { eq } from "../../builtins/compare.js";
import { attributeNames, instanceDict } from "../../builtins/instance-dict.js";
import { object } from "../../builtins/object.js";
import { raiseForAbsent } from "../../builtins/fields.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { isidentifier } from "../../builtins/str/classify.js";
import { className } from "../../builtins/type-name.js";

/** The repr of an object by its attributes: `Name(a=1, b=2)`. */
export function attributesRepr(holder: object, attributes: readonly (readonly [string, unknown])[]): string {
  const named = attributes.filter(([name]) => isidentifier(name)).map(([name, value]) => `${name}=${repr(value)}`);
  const others = attributes.filter(([name]) => !isidentifier(name));
  const rest = others.map(([name, value]) => `${repr(name)}: ${repr(value)}`).join(", ");
  const shown = rest === "" ? named : [...named, `**{${rest}}`];
  return `${className(holder.constructor)}(${shown.join(", ")})`;
}

/** Mirrors `argparse.Namespace`. */
export class Namespace extends object {
  /** What the command line gave. */
  [name: string]: Dynamic;

  static readonly __hash__ = null;

  override __init__(options: Record<string, unknown> = {}): void {
    Object.assign(this, options);
  }

  override __eq__(other: unknown): unknown {
    return other instanceof Namespace ? eq(instanceDict(this), instanceDict(other)) : NotImplemented;
  }

  __contains__(key: string): boolean {
    return attributeNames(this).includes(key);
  }

  override __repr__(): string {
    const values = this as unknown as Record<string, unknown>;
    return attributesRepr(
      this,
      attributeNames(this).map((name) => [name, values[name]] as const),
    );
  }
}

raiseForAbsent(Namespace);

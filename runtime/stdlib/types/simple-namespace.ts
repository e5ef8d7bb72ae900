/** The class `SimpleNamespace`. */
import { splitKeywords } from "../../builtins/call.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { eq } from "../../builtins/compare.js";
import { TypeError } from "../../builtins/exceptions.js";
import { raiseForAbsent } from "../../builtins/fields.js";
import { instanceDict } from "../../builtins/instance-dict.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { enterRepr, leaveRepr, repr } from "../../builtins/repr.js";
import { className } from "../../builtins/type-name.js";

/** Mirrors `types.SimpleNamespace`: an object whose attributes are its keyword arguments. */
export class SimpleNamespace extends object {
  /** What the keyword arguments gave, and what was stored since. */
  [name: string]: Dynamic;

  static readonly __hash__ = null;

  /** @throws TypeError for positional arguments */
  override __init__(...args: unknown[]): void {
    const [positional, keywords] = splitKeywords(args);
    if (positional.length > 0) throw new TypeError("no positional arguments expected");
    instanceDict(this).update(keywords);
  }

  override __eq__(other: unknown): unknown {
    return other instanceof SimpleNamespace ? eq(instanceDict(this), instanceDict(other)) : NotImplemented;
  }

  /** In the order in which the attributes were made. */
  override __repr__(): string {
    const owner = this.constructor === SimpleNamespace ? "namespace" : className(this.constructor);
    if (!enterRepr(this)) return `${owner}(...)`;
    try {
      const shown = Array.from(instanceDict(this).entries(), ([name, value]) => `${name}=${repr(value)}`);
      return `${owner}(${shown.join(", ")})`;
    } finally {
      leaveRepr(this);
    }
  }
}
raiseForAbsent(SimpleNamespace);
Object.defineProperty(SimpleNamespace, "__tp_name__", { value: "types.SimpleNamespace" });

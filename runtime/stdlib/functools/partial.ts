/** The class `functools.partial`. */
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { stepwise } from "../../builtins/stepwise.js";
import { calling, handsOver } from "../../builtins/threaded.js";
import { tuple } from "../../builtins/tuple.js";

/** Mirrors `functools.partial`: a function with some of its arguments given. */
export class partial {
  readonly func: unknown;
  readonly args: tuple<unknown[]>;
  readonly keywords: dict<string, unknown>;

  /** Keyword arguments come last, as a plain object. @throws TypeError unless the first argument can be called */
  constructor(func: unknown, ...args: unknown[]) {
    if (!callable(func)) {
      throw new TypeError("the first argument must be callable");
    }
    const options = isOptions(args.at(-1)) ? (args.pop() as Record<string, unknown>) : {};
    const inner = func instanceof partial ? func : null;
    this.func = inner === null ? func : inner.func;
    this.args = new tuple(inner === null ? args : [...inner.args, ...args]);
    this.keywords = new dict<string, unknown>(inner === null ? [] : inner.keywords.entries(), options);
  }

  __call__(...args: unknown[]): unknown {
    const more = isOptions(args.at(-1)) ? (args.pop() as Record<string, unknown>) : {};
    const keywords = { ...Object.fromEntries(this.keywords.entries()), ...more };
    const all = [...this.args, ...args, ...(Object.keys(keywords).length > 0 ? [keywords] : [])];
    return handsOver(partial.prototype.__call__) ? calling(this.func, ...all) : call(this.func, ...all);
  }

  __repr__(): string {
    const keywords = Array.from(this.keywords.entries(), ([name, value]) => `${name}=${repr(value)}`);
    return `functools.partial(${[repr(this.func), ...this.args.map(repr), ...keywords].join(", ")})`;
  }

  __reduce__(): tuple {
    const state = tuple.of(this.func, this.args, this.keywords, null);
    return tuple.of(partial, tuple.of(this.func), state);
  }

  __setstate__(state: tuple<[unknown, tuple<unknown[]>, dict<string, unknown> | null, unknown]>): void {
    const [func, args, keywords] = state as unknown as [unknown, tuple<unknown[]>, dict<string, unknown> | null];
    Object.assign(this, { func, args, keywords: keywords ?? new dict<string, unknown>() });
  }
}

stepwise.noteMethod(partial.prototype.__call__);

/** Mirrors the module `decimal`. */
import { TypeError } from "../builtins/exceptions.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY } from "./decimal/context.js";
import { Context, DefaultContext, getcontext, setcontext } from "./decimal/context-class.js";
import { Decimal, DecimalTuple } from "./decimal/decimal-class.js";
import type { ContextOptions } from "./decimal/context.js";
import * as signals from "./decimal/signals.js";
import { libraryModule } from "./module.js";
import * as self from "./decimal.js";

export {
  Clamped,
  ConversionSyntax,
  DecimalException,
  DivisionByZero,
  DivisionImpossible,
  DivisionUndefined,
  FloatOperation,
  Inexact,
  InvalidContext,
  InvalidOperation,
  Overflow,
  Rounded,
  Subnormal,
  Underflow,
} from "./decimal/signals.js";
export {
  Context,
  Decimal,
  DecimalTuple,
  DefaultContext,
  getcontext,
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  MIN_ETINY,
  setcontext,
};

export const ROUND_CEILING = "ROUND_CEILING";
export const ROUND_FLOOR = "ROUND_FLOOR";
export const ROUND_UP = "ROUND_UP";
export const ROUND_DOWN = "ROUND_DOWN";
export const ROUND_HALF_UP = "ROUND_HALF_UP";
export const ROUND_HALF_DOWN = "ROUND_HALF_DOWN";
export const ROUND_HALF_EVEN = "ROUND_HALF_EVEN";
export const ROUND_05UP = "ROUND_05UP";
export const HAVE_THREADS = true;
export const HAVE_CONTEXTVAR = true;

const { Clamped, DivisionByZero, InvalidOperation, Overflow, Underflow } = signals;
export const BasicContext = new Context({
  prec: 9,
  rounding: ROUND_HALF_UP,
  traps: [Clamped, DivisionByZero, InvalidOperation, Overflow, Underflow],
});
export const ExtendedContext = new Context({ prec: 9, traps: [] });

/** What `localcontext` gives: a context for the time of a `with` block. */
class ContextManager {
  readonly #context: Context;
  #before: Context | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  __enter__(): Context {
    this.#before = getcontext();
    setcontext(this.#context);
    return this.#context;
  }

  __exit__(..._error: unknown[]): void {
    if (this.#before !== null) setcontext(this.#before);
  }
}

/** Mirrors `localcontext(ctx=None, **settings)`. @throws TypeError */
export function localcontext(ctx: Context | null = null, options: ContextOptions = {}): ContextManager {
  if (ctx !== null && !(ctx instanceof Context)) {
    throw new TypeError("optional argument must be a context");
  }
  return new ContextManager((ctx ?? getcontext()).with(options));
}

export type { ContextManager as _ContextManager };
export type { SignalDict as _SignalDict } from "./decimal/context.js";

givesRawFloats(Decimal.prototype, ["__float__"]);
libraryModule("decimal", () => self, { ...signals, Context, ContextManager, Decimal } as Record<string, unknown>);

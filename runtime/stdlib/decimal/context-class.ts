/** The class `Context` with its operations, and the current context. */
import { inheritState } from "../../kernel/inheritance.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { TypeError } from "../../builtins/exceptions.js";
import { tuple } from "../../builtins/tuple.js";
import { ContextBase, type ContextOptions } from "./context.js";
import { numberOf } from "./convert.js";
import { Decimal } from "./decimal-class.js";
import * as functions from "./functions.js";
import * as numbers from "./number.js";
import { addMethod, CONTEXT_BINARY, CONTEXT_UNARY } from "./operations.js";
import { fix } from "./rounding.js";
import { both, integral, made, required } from "./running.js";
import { ConversionSyntax, type Status } from "./signals.js";

type Operand = unknown;
type ContextUnary = { [name in keyof typeof CONTEXT_UNARY]: (a: Operand) => Decimal };
type ContextBinary = { [name in keyof typeof CONTEXT_BINARY]: (a: Operand, b: Operand) => Decimal };

/** Mirrors `decimal.Context`. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets more below
export class Context extends ContextBase {
  copy(): Context {
    return new Context(this.state());
  }

  __copy__(): Context {
    return this.copy();
  }

  __reduce__(): tuple {
    const { prec, rounding, Emin, Emax, capitals, clamp, flags, traps } = this.state();
    return tuple.of(Context, tuple.of(prec, rounding, Emin, Emax, capitals, clamp, flags, traps));
  }

  /** Another context with some settings changed. */
  with(options: ContextOptions): Context {
    const made = this.copy();
    made.change(options);
    return made;
  }

  /** A number rounded to this context. */
  create_decimal(num: unknown = "0"): Decimal {
    const status: Status = new Set();
    // text with spaces or underscores is for the constructor only
    const isStrict = typeof num !== "string" || !/[_\s]/.test(num);
    const exact = num instanceof Decimal ? Decimal.numberOf(num) : isStrict ? numberOf(num, status) : numbers.NAN;
    const hasRoom = exact.coef === 0n || numbers.digitCount(exact.coef) <= Number(this.prec) - Number(this.clamp);
    if (!isStrict || (numbers.isNan(exact) && !hasRoom)) status.add(ConversionSyntax);
    const result = status.has(ConversionSyntax) ? numbers.NAN : fix(exact, this.settings(), status);
    this.note(status);
    return Decimal.of(result);
  }

  create_decimal_from_float(f: unknown): Decimal {
    return made(this, (settings, status) => fix(Decimal.numberOf(Decimal.from_float(f)), settings, status));
  }

  divmod(a: Operand, b: Operand): tuple<[Decimal, Decimal]> {
    return both(required(a), required(b), this);
  }

  fma(a: Operand, b: Operand, c: Operand): Decimal {
    return Decimal.of(required(a)).fma(b, c, this);
  }

  power(a: Operand, b: Operand, modulo: Operand = null): Decimal {
    const [x, y] = [required(a), required(b)];
    if (modulo === null) return made(this, (settings, status) => functions.power(x, y, settings, status));
    const m = required(modulo);
    return made(this, (settings, status) => functions.powerModulo(x, y, m, settings, status));
  }

  to_integral_value(a: Operand): Decimal {
    return integral(required(a), null, this, false);
  }

  to_integral_exact(a: Operand): Decimal {
    return integral(required(a), null, this, true);
  }

  to_sci_string(a: Operand): string {
    return numbers.numberText(required(a), this.capitals === 1);
  }

  to_eng_string(a: Operand): string {
    return numbers.numberText(required(a), this.capitals === 1, true);
  }

  radix(): Decimal {
    return Decimal.of(numbers.finite(0, 10n, 0));
  }
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets them below
export interface Context extends ContextUnary, ContextBinary {}

for (const [name, operation] of Object.entries(CONTEXT_UNARY)) {
  addMethod(Context.prototype, name, function (this: Context, a: Operand): Decimal {
    const x = required(a);
    return made(this, (settings, status) => operation(x, settings, status));
  });
}
for (const [name, operation] of Object.entries(CONTEXT_BINARY)) {
  addMethod(Context.prototype, name, function (this: Context, a: Operand, b: Operand): Decimal {
    const [x, y] = [required(a), required(b)];
    return made(this, (settings, status) => operation(x, y, settings, status));
  });
}

let current: Context | null = null;

registerInheritor(
  Context.prototype,
  (context) => {
    const { prec, rounding, Emin, Emax, capitals, clamp, flags, traps } = context.state();
    return [prec, rounding, Emin, Emax, capitals, clamp, flags, traps];
  },
  "decimal_context",
  (prec, rounding, Emin, Emax, capitals, clamp, flags, traps) =>
    new Context({ prec, rounding, Emin, Emax, capitals, clamp, flags, traps }),
);
inheritState(
  "decimal",
  () => current ?? undefined,
  (inherited: Context) => (current = inherited),
);

/** The contexts that new ones are made from. */
export const DefaultContext = new Context();

/** Mirrors `getcontext()`. */
export function getcontext(): Context {
  return (current ??= DefaultContext.copy());
}

/** Mirrors `setcontext(context)`. @throws TypeError */
export function setcontext(context: Context): void {
  if (!(context instanceof Context)) throw new TypeError("argument must be a context");
  current = context;
}

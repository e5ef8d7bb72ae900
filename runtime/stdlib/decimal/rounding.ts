/** Rounding to the precision and the exponents of a context. */
import { adjusted, digitCount, finite, infinity, isNan, type Num, tenTo } from "./number.js";
import { Clamped, Inexact, Overflow, Rounded, type Status, Subnormal, Underflow } from "./signals.js";

export const ROUNDINGS = [
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** What an operation needs to know of its context. */
export interface Settings {
  prec: number;
  rounding: Rounding;
  Emin: number;
  Emax: number;
  clamp: number;
}

export const etiny = ({ Emin, prec }: Settings): number => Emin - prec + 1;
export const etop = ({ Emax, prec }: Settings): number => Emax - prec + 1;

/** A coefficient without its last digits, rounded; and whether these weren't zeros. */
export function dropDigits(coef: bigint, count: number, rounding: Rounding, sign: 0 | 1): [bigint, boolean] {
  if (count <= 0) return [coef * tenTo(-count), false];
  const isTiny = count > digitCount(coef);
  const unit = isTiny ? 0n : tenTo(count);
  const [kept, rest] = isTiny ? [0n, coef] : [coef / unit, coef % unit];
  if (rest === 0n) return [kept, false];
  // the rest of what is dropped whole is less than half a unit
  const half = isTiny ? -1 : compare(rest * 2n, unit);
  return [roundsUp(kept, half, rounding, sign) ? kept + 1n : kept, true];
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function roundsUp(kept: bigint, half: number, rounding: Rounding, sign: 0 | 1): boolean {
  switch (rounding) {
    case "ROUND_DOWN":
      return false;
    case "ROUND_UP":
      return true;
    case "ROUND_CEILING":
      return sign === 0;
    case "ROUND_FLOOR":
      return sign === 1;
    case "ROUND_HALF_UP":
      return half >= 0;
    case "ROUND_HALF_DOWN":
      return half > 0;
    case "ROUND_HALF_EVEN":
      return half > 0 || (half === 0 && kept % 2n === 1n);
    case "ROUND_05UP":
      return kept % 5n === 0n;
  }
}

/** A finite number with another exponent, rounded. */
export function rescaled(a: Num, exp: number, rounding: Rounding): Num {
  if (a.coef === 0n) return finite(a.sign, 0n, exp);
  return finite(a.sign, dropDigits(a.coef, exp - a.exp, rounding, a.sign)[0], exp);
}

/** A number as the context can hold it. */
export function fix(a: Num, settings: Settings, status: Status): Num {
  if (isNan(a)) return fixPayload(a, settings);
  if (a.kind === "inf") return a;
  return a.coef === 0n ? fixZero(a, settings, status) : fixFinite(a, settings, status);
}

/** A NaN keeps as many digits of its payload as there is room for. */
function fixPayload(a: Num, { prec, clamp }: Settings): Num {
  const room = prec - clamp;
  return a.coef !== 0n && digitCount(a.coef) > room ? { ...a, coef: a.coef % tenTo(room) } : a;
}

function fixZero(a: Num, settings: Settings, status: Status): Num {
  const most = settings.clamp === 1 ? etop(settings) : settings.Emax;
  const exp = Math.min(Math.max(a.exp, etiny(settings)), most);
  if (exp !== a.exp) status.add(Clamped);
  return finite(a.sign, 0n, exp);
}

function fixFinite(a: Num, settings: Settings, status: Status): Num {
  const { prec, rounding, Emax, Emin, clamp } = settings;
  if (adjusted(a) > Emax) return overflow(a.sign, settings, status);
  const isSubnormal = adjusted(a) < Emin;
  const least = isSubnormal ? etiny(settings) : a.exp + Math.max(0, digitCount(a.coef) - prec);
  if (isSubnormal) status.add(Subnormal);
  if (a.exp >= least) {
    if (clamp === 1 && a.exp > etop(settings)) {
      status.add(Clamped);
      return finite(a.sign, a.coef * tenTo(a.exp - etop(settings)), etop(settings));
    }
    return a;
  }
  const [kept, isInexact] = dropDigits(a.coef, least - a.exp, rounding, a.sign);
  const isLonger = digitCount(kept) > prec;
  const result = isLonger ? finite(a.sign, kept / 10n, least + 1) : finite(a.sign, kept, least);
  status.add(Rounded);
  if (isInexact) status.add(Inexact);
  if (isInexact && isSubnormal) status.add(Underflow);
  if (kept === 0n) status.add(Clamped);
  if (kept !== 0n && adjusted(result) > Emax) return overflow(a.sign, settings, status);
  if (clamp === 1 && result.exp > etop(settings)) return fixFinite(result, settings, status);
  return result;
}

/** What is too big is infinite, or the biggest number, as rounding goes. */
function overflow(sign: 0 | 1, { prec, rounding, Emax }: Settings, status: Status): Num {
  for (const signal of [Overflow, Inexact, Rounded]) status.add(signal);
  const stays =
    rounding === "ROUND_DOWN" ||
    rounding === "ROUND_05UP" ||
    (rounding === "ROUND_CEILING" && sign === 1) ||
    (rounding === "ROUND_FLOOR" && sign === 0);
  return stays ? finite(sign, tenTo(prec) - 1n, Emax - prec + 1) : infinity(sign);
}

/** The cube root, by the polynomial and the step of Halley's method of the GNU C library. */
import { highWord, scaled } from "./bits.js";

const [P0, P1, P2, P3] = [0.35489576504391986, 1.50819193781584896, -2.11499494167371287, 2.4469312256353443];
const [P4, P5, P6] = [-1.83469277483613086, 0.784932344976639262, -0.145263899385486377];
const ROOT = 1.2599210498948731648; // 2 ** (1 / 3)
const SQUARE = 1.5874010519681994748; // 2 ** (2 / 3)
const FACTORS = [1 / SQUARE, 1 / ROOT, 1, ROOT, SQUARE];

export function cbrt(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) {
    return x;
  }
  const isSubnormal = size < 2 ** -1022;
  const normal = isSubnormal ? size * 2 ** 54 : size;
  const ownExponent = (highWord(normal) >> 20) - 1022;
  const exponent = isSubnormal ? ownExponent - 54 : ownExponent;
  const m = scaled(scaled(normal, -Math.trunc(ownExponent / 2)), Math.trunc(ownExponent / 2) - ownExponent);
  const u = P0 + (P1 + (P2 + (P3 + (P4 + (P5 + P6 * m) * m) * m) * m) * m) * m;
  const cube = u * u * u;
  const root = ((u * (cube + 2 * m)) / (2 * cube + m)) * FACTORS[2 + (exponent % 3)]!;
  return scaled(x > 0 ? root : -root, Math.trunc(exponent / 3));
}

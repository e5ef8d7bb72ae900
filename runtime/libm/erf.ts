/** The error function, by the rational approximations of fdlibm (Sun Microsystems), summed as in the GNU C library. */
import { truncated } from "./bits.js";
import { exp } from "./exp.js";

const ERX = 0.8450629115104675;
const EFX = 0.1283791670955126;

const P = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5,
];
const Q = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6,
];
const PA = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const QA = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const RA = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const SA = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const RB = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const SB = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];

/** Sums the terms by pairs, in the order of the GNU C library. */
function polynomial(coefficients: readonly number[], x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const powers = [1, x2, x4, x4 * x2, x4 * x4];
  let sum = 0;
  for (let at = 0; at < coefficients.length; at += 2) {
    const pair = at + 1 < coefficients.length ? coefficients[at]! + x * coefficients[at + 1]! : coefficients[at]!;
    sum += powers[at / 2]! * pair;
  }
  return sum;
}

/** 1 - erf(|x|), for |x| of 1.25 and more. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const [r, q] = x < 1 / 0.35 ? [RA, SA] : [RB, SB];
  const z = truncated(x);
  const ratio = polynomial(r, s) / polynomial(q, s);
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + ratio)) / x;
}

export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || size === Infinity) {
    return Math.sign(x);
  }
  if (size < 0.84375) {
    if (size < 2 ** -28) {
      return size < 2 ** -1015 ? 0.0625 * (16 * x + 16 * EFX * x) : x + EFX * x;
    }
    const z = x * x;
    return x + x * (polynomial(P, z) / polynomial(Q, z));
  }
  if (size < 1.25) {
    const s = size - 1;
    return Math.sign(x) * (ERX + polynomial(PA, s) / polynomial(QA, s));
  }
  return Math.sign(x) * (size >= 6 ? 1 : 1 - tail(size));
}

export function erfc(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) {
    return x;
  }
  if (size === Infinity) {
    return x > 0 ? 0 : 2;
  }
  if (size < 0.84375) {
    if (size < 2 ** -56) {
      return 1 - x;
    }
    const z = x * x;
    const y = polynomial(P, z) / polynomial(Q, z);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (size < 1.25) {
    const s = size - 1;
    const y = polynomial(PA, s) / polynomial(QA, s);
    return x >= 0 ? 1 - ERX - y : 1 + (ERX + y);
  }
  if (size >= 28 || x < -6) {
    return x > 0 ? 0 : 2;
  }
  return x > 0 ? tail(size) : 2 - tail(size);
}

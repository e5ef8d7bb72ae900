/** Products and sums without rounding in between, as processors have them and JavaScript has not. */

const SPLITTER = 134217729; // 2 ** 27 + 1

/** What `a * b` loses by rounding, `product` being the rounded product. Neither may be near the ends of the range. */
export function productError(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** `a * b + c`, rounded once. */
export function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const part = sum - product;
  const lost = product - (sum - part) + (c - part);
  return sum + (lost + productError(a, b, product));
}

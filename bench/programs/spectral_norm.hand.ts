function a(i: number, j: number): number {
  return 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
}

function multiply(v: number[]): number[] {
  return v.map((_, i) => v.reduce((total, item, j) => total + a(i, j) * item, 0));
}

function multiplyTransposed(v: number[]): number[] {
  return v.map((_, i) => v.reduce((total, item, j) => total + a(j, i) * item, 0));
}

const n = 900;
let u = new Array<number>(n).fill(1);
let v = u;
for (let round = 0; round < 5; round++) {
  v = multiplyTransposed(multiply(u));
  u = multiplyTransposed(multiply(v));
}
let [vbv, vv] = [0, 0];
for (let i = 0; i < n; i++) {
  vbv += u[i]! * v[i]!;
  vv += v[i]! * v[i]!;
}
console.log(Math.sqrt(vbv / vv).toFixed(9));

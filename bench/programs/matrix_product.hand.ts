function product(a: number[][], b: number[][]): number[][] {
  return a.map((row) =>
    b[0]!.map((_, j) => {
      let total = 0;
      for (let k = 0; k < b.length; k++) total += row[k]! * b[k]![j]!;
      return total;
    }),
  );
}

function square(size: number, item: (i: number, j: number) => number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => item(i, j)));
}

const n = 360;
const c = product(
  square(n, (i, j) => (i * j) % 7),
  square(n, (i, j) => (i + j) % 5),
);
console.log(
  c.flat().reduce((total, item) => total + item, 0),
  c[3]![5],
);

function escape(cr: number, ci: number, limit: number): number {
  let zr = 0;
  let zi = 0;
  for (let i = 0; i < limit; i++) {
    const next = zr * zr - zi * zi + cr;
    zi = 2 * zr * zi + ci;
    zr = next;
    if (zr * zr + zi * zi > 4) return i;
  }
  return limit;
}

function main(size: number, limit: number): number {
  let total = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) total += escape((3 * x) / size - 2, (2 * y) / size - 1, limit);
  }
  return total;
}

console.log(main(500, 500));

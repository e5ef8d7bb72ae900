function steps(n: number): number {
  let count = 0;
  while (n !== 1) {
    n = n % 2 === 0 ? n / 2 : 3 * n + 1;
    count++;
  }
  return count;
}

let [best, length] = [0, 0];
for (let start = 1; start < 400_000; start++) {
  const count = steps(start);
  if (count > length) [best, length] = [start, count];
}
console.log(best, length);

function sieve(n: number): number[] {
  const flags = new Array<boolean>(n + 1).fill(true);
  flags[0] = flags[1] = false;
  for (let i = 2; i * i <= n; i++) {
    if (flags[i]) {
      for (let j = i * i; j <= n; j += i) flags[j] = false;
    }
  }
  const primes: number[] = [];
  for (let i = 0; i <= n; i++) if (flags[i]) primes.push(i);
  return primes;
}

for (let n = 4_000_000; n < 9_000_000; n += 1_000_000) {
  const primes = sieve(n);
  console.log(primes.length, primes.at(-1));
}

def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, flag in enumerate(flags) if flag]


for n in range(4_000_000, 9_000_000, 1_000_000):
    primes = sieve(n)
    print(len(primes), primes[-1])

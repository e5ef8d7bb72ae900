def steps(n):
    count = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


best, length = 0, 0
for start in range(1, 400_000):
    count = steps(start)
    if count > length:
        best, length = start, count
print(best, length)

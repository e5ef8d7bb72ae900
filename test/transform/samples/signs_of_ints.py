# This sample tests which ints are known not to be negative, by the remainders and quotients that are computed of them.
def f(n):
    out = []
    for i in range(n):
        out.append((i % 3, i // 4, i & 5, i | 8, i ^ 3, -i % 3, -i // 4, (i - 2) % 3))
    for j in range(n, -1, -1):
        out.append(j % 4)
    for j in range(3, -4, -2):
        out.append((j % 4, j // 2, j & 3))
    for j in range(-5, 5):
        out.append(j % 3)
    for k, x in enumerate([5, 6], 3):
        out.append((k % 2, x // 2))
    t = n
    t %= 3
    t |= 4
    t ^= 1
    t &= 7
    out.append(t)
    u = len(out)
    u //= 2
    u -= 100
    out.append((u % 7, u // 7, abs(u) % 7))
    w = 5
    while w > -5:
        out.append((w % 3, w // 2, w & 1))
        w -= 3
    try:
        out.append(n % (n - n))
    except ZeroDivisionError as e:
        out.append(str(e))
    big = 2 ** 40
    out.append((big & 3, big | 1, big % 7, big // 3, (big * big) % 10))
    b = True
    out.append((b % 2, b // 1, b & 1, len("abc") % 2, ord("a") // 2, sum([1, 2, 3]) % 2, max(3, 4) % 3, min(-3, 4) % 3, round(7) % 4))
    return out

print(f(9))
data = [3, -4, 5]
print([x % 3 for x in data], [x // 2 for x in data], sum(data) % 3)
def g(a, b=2):
    return a % b, a // b
print(g(7), g(-7), g(7, 3))
class C:
    count = 0
    def step(self):
        self.count -= 3
        return self.count % 5
c = C()
print(c.step(), c.step())

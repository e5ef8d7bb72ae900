from math import sqrt


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def multiply(v):
    return [sum(a(i, j) * v[j] for j in range(len(v))) for i in range(len(v))]


def multiply_transposed(v):
    return [sum(a(j, i) * v[j] for j in range(len(v))) for i in range(len(v))]


n = 900
u = [1.0] * n
for _ in range(5):
    v = multiply_transposed(multiply(u))
    u = multiply_transposed(multiply(v))
vbv = sum(x * y for x, y in zip(u, v))
vv = sum(y * y for y in v)
print(f"{sqrt(vbv / vv):.9f}")

import itertools
import math
import random

inf, nan = float("inf"), float("nan")
VALUES = [-1, 0, inf, -inf, nan, "a", 2, 1e308, 0.5, None, -0.0, 1, 1.5, 5e-324, 2**70, True]
EXACT = "sqrt fabs floor ceil trunc degrees radians isqrt frexp modf isnan isinf isfinite ulp".split()
# equal to the last digit
ELEMENTARY = "log log2 log10 log1p exp exp2 expm1 sin cos sinh cosh tanh asinh acosh atanh cbrt gamma lgamma erf erfc".split()
ROUNDED = "tan asin acos atan".split()
RANGES = {
    "exp": [(-745, 709), (-1, 1), (-1e-9, 1e-9)], "exp2": [(-1075, 1024), (-1, 1)], "expm1": [(-40, 709), (-1, 1)],
    "log": [(0, 5), (0.9, 1.1), (0, 1e300), (0, 1e-310)], "log2": [(0, 5), (0.9, 1.1), (0, 1e-310)],
    "log10": [(0, 5), (0, 1e300)], "log1p": [(-1, 1), (-1e-6, 1e-6), (0, 1e20)],
    "sin": [(-1, 1), (-10, 10), (-1e5, 1e5), (-1e12, 1e12), (1e300, 1e301)],
    "cos": [(-1, 1), (-10, 10), (-1e5, 1e5), (-1e12, 1e12), (1e300, 1e301)],
    "sinh": [(-1, 1), (-30, 30), (700, 711)], "cosh": [(-1, 1), (-30, 30), (700, 711)], "tanh": [(-1, 1), (-25, 25)],
    "asinh": [(-1, 1), (-1e10, 1e10)], "acosh": [(1, 3), (1, 1e10)], "atanh": [(-1, 1)],
    "cbrt": [(-10, 10), (-1e300, 1e300), (0, 1e-310)], "gamma": [(-10, 10), (0, 172), (-180, 0)],
    "lgamma": [(-10, 10), (0, 1e6)], "erf": [(-2, 2), (-7, 7)], "erfc": [(-2, 2), (0, 28)],
}
PAIRS = [(2, 3), (-1, 0.5), (0, -1), (10, 400), (-8, 1 / 3), (inf, -1), (1, nan), (nan, 0), (5, 3), (-5, 3), (5, -3), (5, 0), (inf, 1), (1, inf), (-1, inf), (0.5, -inf), (7.5, 2.5), (-7.5, 5), (1, -0.0), (0.0, 0.0), (1, 2), (2.5, 1), (3.5, 1)]
INTEGERS = [(), (12, 18), (-12, 18, 27), (1.5, 2), (4, 6), (0, 5), (0,), (2**100, 6**50), ("a",)]
COUNTS = [(5, 2), (5, -1), (-1, 2), (5.0, 2), (5, 7), (100, 50), (5, 0), (0, 0), (30, 3)]


def rounded(name):
    def call(*args):
        return float("%.11g" % getattr(math, name)(*args))

    return call


def calls():
    rng = random.Random(9)
    for name, value in itertools.product(EXACT + ELEMENTARY, VALUES):
        yield name, getattr(math, name), [value]
    for name, value in itertools.product(ROUNDED, VALUES):
        yield "rounded", lambda n, x: rounded(n)(x), [name, value]
    for name in ROUNDED:
        for _ in range(20):
            yield "rounded", lambda n, x: rounded(n)(x), [name, rng.uniform(0, 20) * rng.random()]
    for name in ("log", "log2", "log10"):
        for value in (10**400, -(10**400), 2**2000 + 12345, 3**700, 10**308, 10**309):
            yield name, getattr(math, name), [value]
    for name, ranges in RANGES.items():
        for low, high in ranges:
            for _ in range(60):
                yield name, getattr(math, name), [rng.uniform(low, high)]
    for x in [0.1 * n for n in range(1, 30)] + [150.5, 171.5, -150.5, -0.5, 180, -190.5, 1e-21, 25, 24, 23]:
        yield "gamma", math.gamma, [x]
        yield "lgamma", math.lgamma, [x]
    for x, y in PAIRS:
        for name in ("fmod", "remainder", "copysign", "nextafter", "hypot", "isclose"):
            yield name, getattr(math, name), [x, y]
        yield "pow", math.pow, [x, y]
        yield "rounded", lambda n, x, y: rounded(n)(x, y), ["atan2", x, y]
    for low, high, scale in [(0, 10, 10), (0, 2, 900), (0.9, 1.1, 300), (0, 1e300, 1.5), (-10, 10, 0)]:
        for _ in range(60):
            y = rng.uniform(-scale, scale) if scale else rng.randint(-20, 20)
            yield "pow", math.pow, [rng.uniform(low, high), y]
    for x, base in [(8, 2), (8, 1), (8, 0), (0, 2), (100, 10), (2**2000, 2), (-1, 2)]:
        yield "log", math.log, [x, base]
    for x, i in [(1, 5), (1, 5000), (1.5, -5000), (1, 1.5), (0.75, -1074), (0.75, -1073), (1.25, -1074), (1e300, -2000), (5e-324, 2000), (5e-324, 3000), (0, 5000), (inf, 1), (1.3, -1060)]:
        yield "ldexp", math.ldexp, [x, i]
    for args in INTEGERS:
        yield "gcd", math.gcd, args
        yield "lcm", math.lcm, args
    for args in COUNTS:
        yield "comb", math.comb, args
        yield "perm", math.perm, args
    for n in (0, 5, 20, 21, 30, 100, -1, 5.0):
        yield "factorial", math.factorial, [n]
        yield "perm", math.perm, [n]
    for n in (-1, 10**30, 10**30 - 1, 2**52, 99, 1.5):
        yield "isqrt", math.isqrt, [n]
    for values in ([1, 2, 3], [], [1.5, 2], ["a", 2], [2**60, 2**60], 5):
        yield "prod", math.prod, [values]
        yield "prod_from", lambda v, s: math.prod(v, start=s), [values, 3]
    for p, q in [([1, 2], [4, 6]), ([1], [1, 2]), (1, 2), ([], [])]:
        yield "dist", math.dist, [p, q]
    for values in ([], [3, 4], [1, 2, 3], [1e-310, 2e-310], ["a"], [inf, nan], [1.5]):
        yield "hypot", math.hypot, values
    for values in ([0.1] * 10, [inf, -inf], [1e308, 1e308], ["a"], [inf, 1], [nan], [], [1e16, 1, 1e-16], [1, 1e100, 1, -1e100], [2.0**53, -0.5, -(2.0**-54)]):
        yield "fsum", math.fsum, [values]
    for _ in range(100):
        values = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-20, 20) for _ in range(rng.randint(1, 8))]
        yield "fsum", math.fsum, [values]
        yield "hypot", math.hypot, values
    for a, b, rel, absolute in [(1, 1.1, 0.2, 0), (1, 2, 0, -1), (1, 1.0000001, 1e-6, 0), (0, 1e-9, 1e-9, 1e-8)]:
        yield "isclose_within", lambda a, b, r, t: math.isclose(a, b, rel_tol=r, abs_tol=t), [a, b, rel, absolute]
    for value in (1e20, nan, inf, -0.5, 1.7, -1.7, 2**60 + 0.0):
        for name in ("floor", "ceil", "trunc"):
            yield name, getattr(math, name), [value]

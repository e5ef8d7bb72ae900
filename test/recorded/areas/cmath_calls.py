import cmath
import itertools
import math
import random

FUNCTIONS = "exp log log10 sqrt sinh cosh tanh asinh acosh atanh sin cos tan asin acos atan polar isnan isinf isfinite".split()
PARTS = [-math.inf, -2.3, -0.0, 0.0, 2.3, math.inf, math.nan]
NUMBERS = [1 + 2j, -3.5 + 0.25j, 0.1 - 7j, 1e-320 + 1e-321j, 1e300 + 1e299j, 700 + 3j, 711 + 0.1j, 1 + 0j, -1 + 0j, 1j, -1j, -2 - 0.0j, 1e-10 + 1e-10j, 5, True, -0.5, "a", None]


def calls():
    rng = random.Random(4)
    special = [complex(a, b) for a, b in itertools.product(PARTS, PARTS)]
    drawn = [complex(rng.uniform(-3, 3), rng.uniform(-3, 3)) for _ in range(12)]
    for name, z in itertools.product(FUNCTIONS, special + NUMBERS + drawn):
        yield name, getattr(cmath, name), [z]
    for r, phi in itertools.product(PARTS, PARTS):
        yield "rect", cmath.rect, [r, phi]
    for z in special:
        yield "phase", cmath.phase, [z]
    for z, base in [(8, 2), (1j, 2j), (2, 1), (0, 2), (-1, 10), (3 + 4j, 1.5)]:
        yield "log", cmath.log, [z, base]
    for a, b in itertools.product(NUMBERS[:-2] + drawn[:4], [2, -0.5, 3, -2, 0, 0.5 + 1j, 101, 1j, 0j]):
        for name, operator in (("pow", lambda a, b: a**b), ("truediv", lambda a, b: a / b), ("mul", lambda a, b: a * b)):
            yield name, operator, [a, b]

"""Powers of floats, whose last digit older JavaScript engines get wrong."""
import math
import random
from decimal import Decimal, getcontext

getcontext().prec = 60


def is_halfway(base, exponent):
    """True where the exact power is so near the middle of two floats that libm may round it wrongly."""
    exact = Decimal(base) ** Decimal(exponent)
    power = base**exponent
    return abs(abs(exact - Decimal(power)) / Decimal(math.ulp(power)) - Decimal("0.5")) < Decimal("0.001")


def calls():
    source = random.Random(3)
    for _ in range(1500):
        kind = source.randrange(5)
        if kind == 0:
            base, exponent = round(source.uniform(0.5, 2), 2), float(source.randint(-40, 60))
        elif kind == 1:
            base, exponent = source.uniform(0, 100), source.uniform(-10, 10)
        elif kind == 2:
            base, exponent = source.uniform(1, 1.2), source.uniform(0, 400)
        elif kind == 3:
            base, exponent = float(source.randint(2, 2000)), source.choice([0.5, 1 / 3, 0.25, 1.5, -0.5, -1, -2, -3])
        else:
            base, exponent = -round(source.uniform(0.1, 30), 1), float(source.randint(-15, 15))
        if base > 0 and is_halfway(base, exponent):
            continue
        yield "pow", pow, [base, exponent]

"""Decimal arithmetic under contexts of all kinds: results, flags and errors."""
import decimal
import random
from decimal import Context, Decimal

rng = random.Random(29)
ROUNDINGS = [decimal.ROUND_CEILING, decimal.ROUND_FLOOR, decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_HALF_UP, decimal.ROUND_HALF_DOWN, decimal.ROUND_HALF_EVEN, decimal.ROUND_05UP]
UNARY = ["abs", "minus", "plus", "normalize", "sqrt", "exp", "ln", "log10", "logb", "next_minus", "next_plus", "to_integral_value", "to_integral_exact", "logical_invert"]
BINARY = ["add", "subtract", "multiply", "divide", "divide_int", "remainder", "remainder_near", "quantize", "compare", "max", "min", "max_mag", "min_mag", "next_toward", "scaleb", "shift", "rotate", "logical_and", "logical_or", "logical_xor", "power"]
SPECIAL = ["0", "-0", "0E+5", "1", "-1", "10", "1E+3", "0.1", "Infinity", "-Infinity", "NaN", "sNaN", "NaN12", "9.999999999", "1E-9", "-7.5", "2.5", "0.5", "1E+20", "1E-20", "101", "110"]
SPECS = ["", ".2f", "10.3f", "<12.1f", "^14,.2f", "+.3e", "e", "E", "g", ".3g", ".0f", "%", ".1%", "012.2f", "*>15", " .2f", ",", "=+12.1f", "n", "#.0f", "z.1f", "x", ".", "s", "_"]


def number():
    if rng.random() < 0.15:
        return rng.choice(SPECIAL)
    digits = rng.randint(1, rng.choice([2, 5, 12]))
    coefficient = str(rng.randint(1, 10**digits - 1))
    return f"{rng.choice(['', '-', ''])}{coefficient}E{rng.randint(-digits - rng.choice([0, 3, 8]), rng.choice([0, 2, 6]))}"


def context(prec, rounding, limit, clamp):
    return Context(prec=prec, rounding=rounding, Emin=-limit, Emax=limit, capitals=1, clamp=clamp, flags=[], traps=[])


def run(name, numbers, prec, rounding, limit, clamp):
    ctx = context(prec, rounding, limit, clamp)
    result = getattr(ctx, name)(*map(Decimal, numbers))
    return [str(result), sorted(signal.__name__ for signal, is_set in ctx.flags.items() if is_set)]


def create(text, prec, rounding, limit, clamp):
    ctx = context(prec, rounding, limit, clamp)
    return [str(ctx.create_decimal(text)), sorted(signal.__name__ for signal, is_set in ctx.flags.items() if is_set)]


def shown(text, spec):
    value = Decimal(text)
    return [format(value, spec), str(value), value.to_eng_string(), repr(value), tuple(value.as_tuple())]


def compared(a, b):
    a, b = Decimal(a), b if isinstance(b, (int, float)) else Decimal(b)
    return [a == b, a < b, a <= b, a > b, a >= b]


def hashed(text):
    return hash(Decimal(text))


def settings():
    return [rng.choice([1, 2, 5, 9, 16, 28, 40]), rng.choice(ROUNDINGS), rng.choice([6, 40, 999999]), rng.choice([0, 0, 1])]


def calls():
    for _ in range(1100):
        name = rng.choice(BINARY[:8] * 3 + BINARY)
        yield "run", run, [name, [number(), number()], *settings()]
    for _ in range(500):
        yield "run", run, [rng.choice(UNARY), [number()], *settings()]
    for _ in range(60):
        yield "run", run, ["fma", [number(), number(), number()], *settings()]
        yield "run", run, ["power", [number(), str(rng.randint(-12, 12))], *settings()]
    for base, exponent in [("2", "0.5"), ("10", "0.3"), ("4", "0.5"), ("1.5", "-2.25"), ("0.001", "7.7"), ("123456", "1.1"), ("1", "0.5"), ("1.00", "3"), ("9", "-0.5"), ("7", "1000"), ("1.000001", "1000000"), ("2", "-1000.5")]:
        for prec in (3, 10, 28, 50):
            yield "run", run, ["power", [base, exponent], prec, decimal.ROUND_HALF_EVEN, 999999, 0]
    for value in ["1", "2", "10", "0.5", "1.0000001", "0.9999", "123.456", "1E-10", "1E+10", "99999", "-3", "-0.001", "700", "-5000"]:
        for name in ("exp", "ln", "log10", "sqrt"):
            for prec in (1, 7, 28, 60):
                yield "run", run, [name, [value], prec, decimal.ROUND_HALF_EVEN, 999999, 0]
    for text in SPECIAL + ["abc", "", "1_000", " 12 ", "1e", ".5", "5.", ".", "+1", "--1", "0x10", "1e5", "inf", "-inf", "INFINITY", "nan", "sNaN3", "-NaN", "1E+1000000000", "123456789012345678901234567890"]:
        yield "create", create, [text, *settings()]
        yield "create", create, [text, 28, decimal.ROUND_HALF_EVEN, 999999, 0]
    for text in [*SPECIAL, "1234567.891", "-0.00012345", "99.995", "1E+2", "-12345678901234567890.5"]:
        for spec in rng.sample(SPECS, 12):
            yield "shown", shown, [text, spec]
    for _ in range(60):
        text = number()
        if "s" not in text:
            yield "compared", compared, [text, rng.choice([number().replace("sNaN", "1"), rng.randint(-9, 9), rng.choice([0.5, 1.0, -2.5, 0.1])])]
        if "N" not in text:
            yield "hashed", hashed, [text]

import random

FLOATS = [0.0, -0.0, 1.0, 1.5, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.1, 1e22, 1e21, 5e-324, 1.7976931348623157e308,
          float("inf"), float("-inf"), float("nan"), 0.1, 1 / 3, 2.5e-5, 9999999999999998.0, 1e100, -1e-7]
INTS = ["0", "12", "-12", "+5", " 12 ", "1_000", "1__0", "_1", "1_", "", " ", "abc", "12a", "1.5", "0x1f", "0b1", "٣٤", "𝟗", "99999999999999999999",
        "9007199254740993", "- 1", "--1", "\t7\n", "é"]
BASED = [("ff", 16), ("0xff", 16), ("0XFF", 0), ("0b101", 0), ("0o17", 0), ("017", 0), ("00", 0), ("1_0", 0), ("0x_f", 16), ("0x", 16), ("z", 36), ("2", 2),
         ("0b1", 2), ("b1", 16), ("0b1", 16), ("10", 1), ("10", 37), ("10", -1), ("-0xff", 16), ("", 16), ("zz", 36), ("7fffffffffffffffffff", 16), ("1e5", 0), ("-0", 0)]
FLOAT_TEXTS = ["1", "1.5", " 1e3 ", "1_0.0_1", "1__0", ".5", "5.", ".", "", "e5", "1e", "inf", "-Infinity", "+nan", "infi", "1e400", "-1e400", "1e-400", "0x1p3", "1_", "_1", "١.٥",
               "1e+5", "1E-05", "abc", "1 2", "nan ", "1._5", "1e1_0"]
COMPLEX = ["1", "1j", "1+2j", "-1-2j", "j", "-j", "+j", "1+j", " (1+2j) ", "( 1 )", "1e5+2e-3j", "nan+infj", "1 + 2j", "", "abc", "1+2", "1j2", "inf", "1_0j"]
HEX_FLOATS = ["0x1p0", "1.8p1", "0x.8p0", "-0x1.fffffffffffffp+1023", "inf", "nan", "0x1p1024", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "", "0x", "1", "a.b", " 0x10 ", "0x1.00000000000008p0",
              "0x1.000000000000081p0", "0x1.00000000000018p0", "xyz", "0x1p", "0x1.fffffffffffff8p1023", "-0"]


def calls():
    rng = random.Random(1)
    values = FLOATS + [rng.uniform(-10, 10) * 10.0 ** rng.randint(-30, 30) for _ in range(60)]
    for value in values:
        yield "repr", repr, [value]
        yield "hex", float.hex, [value]
    for value in values[::5]:
        for other in (0.0, -0.0, 1.0, -2.5, float("nan")):
            yield "complex", lambda re, im: repr(complex(re, im)), [value, other]
    for text in INTS:
        yield "int", int, [text]
    for text, base in BASED:
        yield "int", int, [text, base]
    for text in FLOAT_TEXTS:
        yield "float", float, [text]
    for text in COMPLEX:
        yield "parse_complex", complex, [text]
    for text in HEX_FLOATS:
        yield "fromhex", float.fromhex, [text]
    yield "int", int, ["9" * 4300 + "9"]

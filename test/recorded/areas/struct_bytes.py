import random
import struct

CODES = "cbB?hHiIlLqQnNefdsp"
RANGES = {"b": (-128, 127), "B": (0, 255), "h": (-(2**15), 2**15 - 1), "H": (0, 2**16 - 1), "i": (-(2**31), 2**31 - 1), "I": (0, 2**32 - 1), "l": (-(2**31), 2**31 - 1), "L": (0, 2**32 - 1), "q": (-(2**63), 2**63 - 1), "Q": (0, 2**64 - 1), "n": (-(2**63), 2**63 - 1), "N": (0, 2**64 - 1)}
FIXED = [("i", ["a"]), ("b", [200]), ("ii", [1]), ("z", [1]), ("H", [-1]), ("<H", [-1]), ("I", [2**32]), ("s", ["a"]), ("c", ["a"]), ("d", ["a"]), ("5s", [b"abc"]), ("5p", [b"abc"]), ("0s", [b"abc"]), ("2x", []), ("f", [1.5]), ("e", [1.5]), ("e", [65504.0]), ("e", [1e-8]), ("e", [0.1]), ("?", [[]]), ("3i", [1, 2, 3]), ("i 2h", [1, 2, 3]),
         ("5", []), ("", []), ("b", [1.5]), ("c", [b"ab"]), ("e", [float("nan")]), ("e", [float("inf")]), ("d", [5]), ("f", [True]), ("<q", [-1]), (">q", [-2]), ("!H", [258]), ("=l", [5]), ("<n", [1])]


def calls():
    rng = random.Random(8)
    for layout, values in FIXED:
        yield "pack", struct.pack, [layout, *values]
    for order in ("", "@", "=", "<", ">", "!"):
        for _ in range(35):
            codes = [rng.choice(CODES if order in ("", "@") else CODES.replace("n", "").replace("N", "")) for _ in range(rng.randint(1, 5))]
            layout, values = order, []
            for code in codes:
                if code in "sp":
                    size = rng.randint(1 if code == "p" else 0, 6)
                    layout += f"{size}{code}"
                    values.append(bytes(rng.randrange(256) for _ in range(rng.randint(0, 7))))
                    continue
                layout += code
                if code == "c":
                    values.append(bytes([rng.randrange(256)]))
                elif code == "?":
                    values.append(rng.random() < 0.5)
                elif code in "efd":
                    values.append(round(rng.uniform(-100, 100), 3))
                else:
                    values.append(rng.randint(*RANGES[code]))
            yield "pack", struct.pack, [layout, *values]
            yield "calcsize", struct.calcsize, [layout]
            yield "unpack", struct.unpack, [layout, struct.pack(layout, *values)]
    for layout, data in [("i", b"abc"), ("<hhl", b"\1\0\2\0\3\0\0\0"), ("5p", b"\x03abcd"), ("2p", b"\x09a"), ("?", b"\x05")]:
        yield "unpack", struct.unpack, [layout, data]
    for layout, data, offset in [("i", b"\0\0\0\0\1\0\0\0", 4), ("i", b"12", 0), ("h", b"1234", -2), ("h", b"12", -5)]:
        yield "unpack_from", struct.unpack_from, [layout, data, offset]

import json
import random

VALUES = [None, True, 1, -5, 2**70, 1.0, -0.0, 1e16, 1e-7, float("nan"), float("inf"), "", "é\n\u2028😀\x7f\"\\/\x00", [], {}, [1, [2, []], {}], {"a": [1, {"b": None}], "é": "x"}, (1, (2,)), {1: 2, 1.5: 3, None: 4, False: 5}, {(1, 2): 3}, {1, 2}, b"x", 1j, {"b": 1, "a": 2}, {2: 1, 1: 2}, {"a": 1, 2: 3}]
OPTIONS = [{}, {"indent": 2}, {"indent": 0}, {"indent": "--"}, {"sort_keys": True}, {"separators": (",", ":")}, {"ensure_ascii": False}, {"skipkeys": True}, {"allow_nan": False}, {"indent": 1, "sort_keys": True, "separators": (";", "=")}]
TEXTS = ["[1, 2.0, 1e5, -0, null, true, NaN, Infinity, -Infinity, 12345678901234567890, 1E-2, -0.0]", '{"a": 1}', "", "[1,]", '{"a" 1}', "{a:1}", "[1 2]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\ud83d\\ude00"', "1 2", "nul", '{"a":1,}', "[", "{", '{"a"', '{"a":', '{"a":1',
         "01", "-", "[1.5.2]", "\n\n  x", " [ ] ", ' { "a" : [ ] , "b" : { } } ', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"', '"\\', '"é😀" x', "tru", "1.", ".5", "+1", "1e", "'a'", "[1,,2]", '{"a":1 "b":2}', '{"a":1,,}', '{"a":1,"a":2}', "\ufeff1", "[1]]", "\t1\r\n", "nullx", '["a', "[true,false"]


def random_value(rng, depth=0):
    kind = rng.randrange(8 if depth < 3 else 6)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return rng.randint(-(10**12), 10**12)
    if kind == 2:
        return rng.uniform(-1, 1) * 10.0 ** rng.randint(-10, 20)
    if kind in (3, 4, 5):
        return "".join(rng.choice("ab\"\\/\n\té€😀\x01 ") for _ in range(rng.randint(0, 6)))
    if kind == 6:
        return [random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {random_value(rng, 9) if rng.random() < 0.8 else rng.randint(0, 9): random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def calls():
    rng = random.Random(4)
    for value in VALUES:
        for options in OPTIONS:
            yield "dumps", lambda v, o: json.dumps(v, **o), [value, options]
    for text in TEXTS:
        yield "loads", json.loads, [text]
    for _ in range(200):
        value = random_value(rng)
        options = rng.choice(OPTIONS)
        yield "dumps", lambda v, o: json.dumps(v, **o), [value, options]
        if not options.get("indent") == "--" and "separators" not in options and not options.get("sort_keys"):
            yield "loads", json.loads, [json.dumps(value)]
    for value in (b"[1]", b'"\xc3\xa9"', 5, None):
        yield "loads", json.loads, [value]

import random

SEEDS = [0, 1, 42, -42, 2**32, 2**70 + 5, "hello", "", b"ab", True, 1.5, -0.1, "é😀"]
DRAWS = [
    ("random", []), ("getrandbits", [1]), ("getrandbits", [0]), ("getrandbits", [31]), ("getrandbits", [32]), ("getrandbits", [33]), ("getrandbits", [53]), ("getrandbits", [54]), ("getrandbits", [100]), ("randbytes", [5]), ("randbytes", [0]),
    ("randrange", [10]), ("randrange", [2**31]), ("randrange", [2**32]), ("randrange", [2**40]), ("randrange", [2**80]), ("randrange", [-5, 5]), ("randrange", [0, 100, 7]), ("randrange", [100, 0, -3]), ("randint", [1, 6]), ("randint", [-(2**60), 2**60]),
    ("choice", [[1, 2, 3]]), ("choice", ["abc😀"]), ("choice", [(1.0, None)]), ("sample", [[1, 2, 3, 4, 5], 3]), ("sample", ["abcdef", 6]), ("choices", [["a", "b"]]), ("choices", [["a", "b", "c"], [1, 2, 3.5]]),
    ("uniform", [1, 3]), ("uniform", [-0.5, 2**60]), ("triangular", []), ("triangular", [0, 10, 2]), ("uniform", [0, 1]),
]
# these rest on the math library, whose last digit differs from machine to machine
ROUNDED = [
    ("normalvariate", []), ("normalvariate", [5, 2]), ("gauss", []), ("gauss", [1, 0.5]), ("lognormvariate", [0, 1]), ("expovariate", [1.5]),
    ("vonmisesvariate", [0, 4]), ("vonmisesvariate", [1, 0]), ("gammavariate", [2.5, 1]), ("gammavariate", [1, 2]), ("gammavariate", [0.5, 1]), ("betavariate", [2, 3]), ("paretovariate", [3]), ("weibullvariate", [1, 1.5]),
]
WRONG = [
    ("randrange", [0]), ("randrange", [5, 5]), ("randrange", [5, 1]), ("randrange", [0, 5, 0]), ("randrange", [0, 5, -1]), ("randrange", [2.5]), ("randrange", [3.0]), ("randrange", ["a"]), ("randrange", [0, 2.5]), ("randrange", [None]), ("randint", [5, 1]),
    ("randint", [1.5, 2]), ("choice", [[]]), ("choice", [{1}]), ("choice", [{"a": 1}]), ("choice", [5]), ("sample", [[1, 2], 3]), ("sample", [[1, 2], -1]), ("sample", [{1, 2}, 1]), ("sample", [{"a": 1}, 1]), ("choices", [[1, 2], [1]]), ("choices", [[1, 2], [0, 0]]),
    ("choices", [[1, 2], 5]), ("choices", [[1, 2], [float("inf"), 1]]), ("getrandbits", [-1]), ("gammavariate", [0, 1]), ("expovariate", [0]), ("shuffle", [(1, 2)]), ("shuffle", ["ab"]), 
]


def draw(seed, method, args, times):
    generator = random.Random(seed)
    return [getattr(generator, method)(*args) for _ in range(times)]


def rounded(seed, method, args, times):
    return [float("%.12g" % value) for value in draw(seed, method, args, times)]


def shuffled(seed, size):
    items = list(range(size))
    random.Random(seed).shuffle(items)
    return items


def calls():
    for seed in SEEDS:
        yield "draw", draw, [seed, "random", [], 3]
        yield "shuffled", shuffled, [seed, 12]
    for method, args in DRAWS:
        yield "draw", draw, [2024, method, args, 12]
    for method, args in ROUNDED:
        yield "rounded", rounded, [2024, method, args, 50]
    for method, args in WRONG:
        yield "draw", draw, [1, method, args, 1]
    for seed in ([1], (1,), 1j):
        yield "draw", draw, [seed, "random", [], 1]
    for seed in ("a", b"xyz", "", 5, 2.5):
        yield "old_seed", lambda s: [r := random.Random(), r.seed(s, 1), r.random()][2], [seed]
    for k in (0, 1, 5, 6, 20, 100):
        yield "sample_range", lambda n, k: random.Random(3).sample(range(n), k), [1000, k]
        yield "sample_range", lambda n, k: random.Random(3).sample(range(n), k), [100, k]
        yield "choices_k", lambda p, w, k: random.Random(3).choices(p, w, k=k), ["abcd", [1, 2, 3, 4], k]
        yield "choices_k", lambda p, w, k: random.Random(3).choices(p, w, k=k), ["abcd", None, k]
        yield "choices_cum", lambda p, w, k: random.Random(3).choices(p, cum_weights=w, k=k), ["abcd", [1, 2, 3, 10], k]
    for counts in ([4, 2], [1], [0, 0], [1.5, 2], [10, 0]):
        yield "sample_counts", lambda p, k, c: random.Random(3).sample(p, k, counts=c), [["red", "blue"], 5, counts]
    yield "hashed", lambda s, n: hash(tuple(draw(s, "random", [], n))), [99, 10000]
    yield "hashed_ints", lambda s, n: hash(tuple(draw(s, "randint", [1, 1000], n))), [99, 10000]
    yield "state", lambda: [r := random.Random(5), r.gauss(), s := r.getstate(), a := r.gauss(), r.setstate(s), a == r.gauss(), hash(s[1])][5:], []

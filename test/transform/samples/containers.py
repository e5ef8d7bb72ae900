# This sample tests that containers take the type of what is put into them, wherever that happens.
xs = []
reveal_type(xs)  # expect: list[int]
xs.append(1)
ys = xs
ys.insert(0, 2)

words = []
words.extend("a b".split())
reveal_type(words)  # expect: list[str]
words += ["c"]
words[0] = "d"
reveal_type(words[0])  # expect: str
reveal_type(words[1:])  # expect: list[str]
reveal_type(words + words)  # expect: list[str]
reveal_type(words * 2)  # expect: list[str]

mixed = [1, "a", None]
reveal_type(mixed)  # expect: list[int | str | None]
nested = [[0] * 3 for _ in range(2)]
reveal_type(nested)  # expect: list[list[int | float]]
nested[0][1] = 2.5
reveal_type(nested)  # expect: list[list[int | float]]

counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
reveal_type(counts)  # expect: dict[str, int]
for key, value in counts.items():
    reveal_type(key)  # expect: str
    reveal_type(value)  # expect: int
reveal_type(sorted(counts))  # expect: list[str]
reveal_type(counts.get("a"))  # expect: int | None
reveal_type(list(counts.keys()))  # expect: list[str]
reveal_type(counts.setdefault("x", 0))  # expect: int
reveal_type(dict(a=1))  # expect: dict[str, int]
reveal_type({**counts, "z": 1})  # expect: dict[str, int]

seen = set()
seen.add((1, "a"))
reveal_type(seen)  # expect: set[tuple[int, str]]
reveal_type(seen | {(2, "b")})  # expect: set[tuple[int, str]]
reveal_type(frozenset([1.5]))  # expect: frozenset[float]

pair = (1, "a")
first, second = pair
reveal_type(first)  # expect: int8
reveal_type(second)  # expect: str
reveal_type(pair[0])  # expect: int
reveal_type(pair[-1])  # expect: str
reveal_type(pair + (None,))  # expect: tuple[int, str, None]
head, *tail = [1.0, 2.0]
reveal_type(head)  # expect: float
reveal_type(tail)  # expect: list[float]
reveal_type(tuple([1, 2]))  # expect: tuple[int, ...]
reveal_type(())  # expect: tuple[()]

reveal_type([w.upper() for w in words if w])  # expect: list[str]
reveal_type({w: len(w) for w in words})  # expect: dict[str, int]
reveal_type({len(w) for w in words})  # expect: set[int]
reveal_type((w for w in words))  # expect: Generator[str]
reveal_type(list(zip(words, xs)))  # expect: list[tuple[str, int]]
reveal_type(list(enumerate(words)))  # expect: list[tuple[int, str]]
reveal_type(list(map(len, words)))  # expect: list[int]
reveal_type(list(map(str, xs)))  # expect: list[str]
reveal_type(list(filter(None, words)))  # expect: list[str]
reveal_type(list(reversed(xs)))  # expect: list[int]
reveal_type(dict(zip(words, xs)))  # expect: dict[str, int]
reveal_type(max(xs))  # expect: int
reveal_type(max(words, key=len))  # expect: str
reveal_type(min(1, 2.5))  # expect: int | float
reveal_type("abc"[0])  # expect: str
reveal_type(b"abc"[0])  # expect: int
reveal_type([0, 1][0:1])  # expect: list[int]
never_filled = []
reveal_type(never_filled)  # expect: list[never]

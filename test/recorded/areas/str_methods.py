import itertools

TEXTS = ["", "a", "abc", "Hello World", "hello world", "ABC", "  a b  c ", "a,b,,c", "aaa", "ß", "ﬁne", "ǆ", "ΑΣ", "ΑΣ Α", "İstanbul", "ı", "😀b😀", "héllo wörld", "they're bill's", "x\ty\tz", "a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i",
         "123", "²", "½", "Ⅷ", "一二", "٣", "a1_", "_x", "1a", "class", " ", "\xa0\u3000", "\x00", "\u200b", "Ａ", "ა", "ᾳ", "ŉ", "ΐ", "Dž", "aB c-D", "Hello", "HELLO wORLD", "\u1e9e", "Ꭰ", "ꭰ", "+12", "-3", "'", '"', "'\"", "\\", "é\x7f\x80\xad", "\U0010ffff\ue000",
         *"ǅǰᾲᾷᾈﬓẞſİᏸﬅς"]
PLAIN = "upper lower casefold capitalize title swapcase isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper strip lstrip rstrip split rsplit splitlines expandtabs".split()
FEW = ["", "abc", "  a b  c ", "a,b,,c", "aaa", "ab😀b😀", "x\ty\tz", "-12é"]
PAIRS = [("abcabc", "bc"), ("abcabc", ""), ("", ""), ("", "a"), ("😀a😀a", "a"), ("aaaa", "aa"), ("héhé", "é"), ("abc", "abcd"), ("a.b.c", ".")]
BOUNDS = [(), (1,), (1, 3), (-2,), (None, 2), (2, 1), (10,), (0, 100), (-100, -1), (None, None), (10, 20), (2**70,)]


def method(name):
    return lambda s, *args: getattr(s, name)(*args)


def calls():
    for name, text in itertools.product(PLAIN, TEXTS):
        yield name, method(name), [text]
    for text in TEXTS:
        yield "repr", repr, [text]
        yield "ascii", ascii, [text]
        yield "len", len, [text]
        yield "splitlines", method("splitlines"), [text, True]
        for tabs in (0, 1, 4, -1):
            yield "expandtabs", method("expandtabs"), [text, tabs]
    for text in FEW:
        for width in (0, 5, 6, 12, True):
            for name in ("center", "ljust", "rjust"):
                yield name, method(name), [text, width]
                yield name, method(name), [text, width, "é"]
            yield "zfill", method("zfill"), [text, width]
        for sep, limit in itertools.product([None, "a", " ", ",", "😀", "aa"], [-1, 0, 1, 2, 5]):
            yield "split", method("split"), [text, sep, limit]
            yield "rsplit", method("rsplit"), [text, sep, limit]
        for chars in (None, "a", " abc", "😀", ""):
            for name in ("strip", "lstrip", "rstrip"):
                yield name, method(name), [text, chars]
        for sep in ("a", "b", " ", "😀", "bc"):
            yield "partition", method("partition"), [text, sep]
            yield "rpartition", method("rpartition"), [text, sep]
            yield "removeprefix", method("removeprefix"), [text, sep]
            yield "removesuffix", method("removesuffix"), [text, sep]
        for old, new, limit in itertools.product(["a", "", "😀", "ab"], ["", "X", "$&"], [-1, 0, 1, 2, 100]):
            yield "replace", method("replace"), [text, old, new, limit]
        for at in (0, 1, -1, -3, 5, 100):
            yield "item", lambda s, i: s[i], [text, at]
        for start, stop, step in itertools.product([None, 0, 1, -2, 100], [None, 0, 2, -1], [None, 1, 2, -1, -2]):
            yield "slice", lambda s, a, b, c: s[a:b:c], [text, start, stop, step]
    for (text, sub), bounds in itertools.product(PAIRS, BOUNDS):
        for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
            yield name, method(name), [text, sub, *bounds]
    yield from errors()
    yield from translations()


def errors():
    s = "abc"
    for name in ("find", "rfind", "index", "rindex", "count"):
        yield name, method(name), [s, 1]
        yield name, method(name), [s, "a", "b"]
    for name, args in [
        ("split", [1]), ("split", [""]), ("rsplit", [1]), ("rsplit", [""]), ("split", ["a", "b"]), ("split", ["a", 1.5]), ("startswith", [1]), ("startswith", [(1,)]), ("endswith", [[1]]), ("startswith", [("x", "a")]),
        ("endswith", [("x", "c"), 1]), ("startswith", [()]), ("replace", [1, 2]), ("replace", ["a", 2]), ("replace", ["a", "b", "c"]), ("join", [[1]]), ("join", [1]), ("join", [["a", None]]), ("join", [["a"]]), ("join", [[]]),
        ("join", [("x", "y", "z")]), ("join", ["pqr"]), ("strip", [1]), ("lstrip", [1]), ("center", ["a"]), ("center", [5, "ab"]), ("center", [5, 1]), ("ljust", [5, ""]), ("zfill", ["a"]), ("partition", [""]), ("partition", [1]),
        ("rpartition", [1]), ("rpartition", [""]), ("expandtabs", ["a"]), ("removeprefix", [1]), ("removesuffix", [1]), ("item", ["x"]),
    ]:
        if name != "item":
            yield name, method(name), [s, *args]
    yield "contains", lambda s, x: x in s, [s, 1]
    yield "contains", lambda s, x: x in s, [s, "bc"]
    yield "slice", lambda s, a, b, c: s[a:b:c], [s, None, None, 0]


def translations():
    tables = [{97: 1.5}, {97: 0x110000}, {97: -1}, {97: "xx", 98: None}, {97: 0x1F600}, {"a": "z"}, 1, [1, 2], "x" * 200]
    for table in tables:
        yield "translate", method("translate"), ["abcab", table]
    for args in [[1], ["a", "bc"], [{"ab": 1}], [{1.5: 1}], ["a", 1], [1, "a"], ["a", "b", 1], ["ab", "xy"], ["ab", "xy", "z"], [{"a": "b", 98: None}], ["😀", "x"]]:
        yield "maketrans", str.maketrans, args

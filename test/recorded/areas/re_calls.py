import re

TEXTS = ["", "a", "ab", "aab", "abab", "xaxbxc", "a\nb\n", "foo bar  baz", "2024-05-06 x", "é_1 ٣", "aXbX", "😀a😀", "a.b*c", "((a)(b))", "key=value; k2=v2", "AbC"]
PATTERNS = ["a", "a*", "x*", "(a)(b)?", "(a)|b", "a(?P<n>b)?", "^", "$", "^a|b$", "(?m)^.", "(?m)$", "(?s).+", ".", ".*", r"\d+", r"\D", r"\w+", r"\W+", r"\s+", r"\S+", r"\bf", r"\Bb", r"\Aa", r"b\Z", "[a-c]+", "[^a-c]", "[]a]", "[^]a]", "[a-]", r"[\w.]+", r"[^\s,]+", r"[\d-]+", "a{2}", "a{1,}", "(ab){2}",
            "x{,3}a", "a{b", "a*?b", "a+?", "a??b", "(?:ab)+", "(?=a)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?P<q>a)(?P=q)", r"(a)\1", r"\x61\u0062", "(?>a+)b", "a++b", "(?i)B", "(?x) a # c\n b", "(a|ab)(c|b)?", "((a)(b))", "(a)()", "(?a)\\w+", "|a", "a|", "()", "(?P<y>\\d{4})-(?P<m>\\d\\d)", "(\\w+)=(\\w+)", "[\\n]", "é", "😀", "(?#comment)a", "\\.", "[.]", "\\(", "[0-9a-fA-F]+", "\\141", "\\0?a", "(a+)+b", "(?:a|b)*?c?"]
BAD = ["(", ")", "*a", "[a", "(?P<1>a)", r"\q", "a{2,1}", "(?<=a+)b", "a**", "(?P<a>x)(?P<a>y)", "(?P=z)", r"\1", "[b-a]", "(?z)", "a(?i)b", "[\\q]", "(?P<n", "(?P<>a)", "\\", "(?", "(?P", "+", "a\n(", "\\x1", "[z-\\d]", "(?#x", "(a\\1)", "?"]
SUBS = [("a", "b"), ("(a)(b)?", r"\2-\1"), ("(?P<n>a)", r"<\g<n>\g<1>\g<0>\n>"), ("x*", "-"), ("", "."), (r"\w+", r"[\g<0>]"), ("a", r"\5"), ("a", r"\q"), ("a", r"\g<z>"), ("(a)", r"\1\\n\t"), ("a", r"\060"), ("$", "!")]
NAMES = ["search", "match", "fullmatch"]


def shown(match):
    if match is None:
        return None
    return [match.group(), match.span(), match.groups(), match.groupdict(), match.lastindex, match.lastgroup, match.regs, repr(match)]


def calls():
    for pattern in PATTERNS:
        for text in TEXTS:
            yield "search", lambda p, t: shown(re.search(p, t)), [pattern, text]
        for text in TEXTS[1:6]:
            yield "match", lambda p, t: shown(re.match(p, t)), [pattern, text]
            yield "fullmatch", lambda p, t: shown(re.fullmatch(p, t)), [pattern, text]
        for text in TEXTS[::2]:
            yield "findall", re.findall, [pattern, text]
            yield "spans", lambda p, t: [m.span() for m in re.finditer(p, t)], [pattern, text]
            yield "split", re.split, [pattern, text]
    for pattern in BAD:
        yield "compile", lambda p: re.compile(p).pattern, [pattern]
    for pattern, template in SUBS:
        for text in TEXTS[::2]:
            yield "sub", re.sub, [pattern, template, text]
            yield "subn", re.subn, [pattern, template, text, 2]
    for flags in (0, re.I, re.I | re.M, re.S | re.X, re.A):
        yield "repr", lambda p, f: [repr(re.compile(p, f)), int(re.compile(p, f).flags), re.compile(p, f).groups], ["(a) b", int(flags)]
        yield "search_flags", lambda p, t, f: shown(re.search(p, t, f)), ["^b.\\w", "a\nB\né", int(flags)]
    for text in ("a.b*c d\n-é", "", "[x](y){z}|^$+?\\&~#"):
        yield "escape", re.escape, [text]
    for pattern, text, limit in [("(,)", "a,b,c", 1), (",", "a,b,c", 1), ("x*", "axbc", 2)]:
        yield "split", re.split, [pattern, text, limit]
    for pattern, text in [(b"a+", b"xaa"), (b"\\w", b"\xe9a"), ("a", b"a"), (b"a", "a"), (1, "a"), ("a", 1), (b"(?P<n>.)", b"\xff")]:
        yield "search", lambda p, t: shown(re.search(p, t)), [pattern, text]
    for pattern, text, pos, endpos in [("b", "abcb", 2, None), ("^b", "ab", 1, None), ("b$", "abc", 0, 2), ("b", "abc", 2, 1), ("😀", "a😀b😀", 2, None)]:
        yield "search_in", lambda p, t, a, b: shown(re.compile(p).search(t, a) if b is None else re.compile(p).search(t, a, b)), [pattern, text, pos, endpos]
    for group in (5, "z", -1, "n", 1, 0):
        yield "group", lambda p, t, g: re.search(p, t).group(g), ["(?P<n>a)(b)?", "a", group]

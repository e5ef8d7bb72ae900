"""Calls and operations that raise, each as an expression of its own."""

EXPRESSIONS = r'''
len()
len(1, 2)
len(5)
len(None)
len(x=[1])
int("a", "b", "c")
int("abc")
int("12", 1)
int("12", 37)
int("19", 8)
int(12, 10)
int([])
int(None)
int("")
int(" ")
int("1__0")
int(b"zz")
int(float("nan"))
int(float("inf"))
int(1j)
int({})
int(base=10)
float("x")
float([])
float(None)
float("1", "2")
float("")
float(1j)
complex("1+")
complex([])
complex("1", "2")
complex(1, "2")
complex(None)
str(1, 2, 3, 4)
str(b"a", 5)
str("a", "utf8")
bool(1, 2)
list(5)
list(1, 2)
list(None)
tuple(5)
tuple(1, 2)
set(5)
set(1, 2)
set([[]])
set([{}])
frozenset(5)
frozenset([[1]])
dict(5)
dict([1])
dict([(1, 2, 3)])
dict(["ab", "c"])
dict(1, 2)
dict(None)
dict([[[], 1]])
{[]: 1}
{{}: 1}
{set(): 1}
{[1]}
{{1}}
hash([])
hash({})
hash(set())
hash(([],))
hash(slice(1))
[].append()
[].append(1, 2)
[].extend()
[].extend(5)
[].extend(None)
[].insert(1)
[].insert("a", 1)
[].insert()
[].pop()
[].pop("a")
[].pop(1, 2)
[1].pop(5)
[].remove()
[].remove(1)
[].index(1)
[].index()
[1].index(1, "a")
[].count()
[].sort(1)
[].sort(foo=1)
[1, "a"].sort()
[1, None].sort()
[].reverse(1)
[].clear(1)
[].copy(1)
[].foo
[].add(1)
[].push(1)
[].length
[].sort(key=5)
[1].sort(key=5)
"".join(1)
"".join([1])
"".join(["a", 2, None])
"".join(None)
"".join()
"".join("a", "b")
"".split(1)
"a".split("")
"a".split(None, "x")
"a".replace("a")
"a".replace("a", 1)
"a".replace("a", "b", "c")
"a".replace()
"a".find()
"a".find(1)
"a".find("a", "b")
"a".index("b")
"a".index(1)
"a".rindex("z")
"a".count()
"a".count(1)
"a".startswith()
"a".startswith(1)
"a".startswith(["a"])
"a".startswith(("a", 1))
"a".endswith(1)
"a".strip(1)
"a".lstrip(1, 2)
"a".upper(1)
"a".title(1)
"a".center()
"a".center("a")
"a".center(3, "ab")
"a".center(3, 1)
"a".ljust(1.5)
"a".rjust(5, "")
"a".zfill("a")
"a".zfill()
"a".zfill(1.0)
"a".encode(1)
"a".encode("nope")
"é".encode("ascii")
"a".partition()
"a".partition(1)
"a".partition("")
"a".rpartition("")
"a".rsplit("")
"a".splitlines(1, 2)
"a".expandtabs("a")
"a".translate()
"a".translate(1)
"a".format_map()
"{}".format()
"{0} {1}".format(1)
"{a}".format()
"{a}".format(b=1)
"{0.x}".format(1)
"{0[a]}".format([1])
"{0[5]}".format([1])
"{:d}".format("a")
"{:d}".format(1.5)
"{:s}".format(1)
"{:x}".format(1.5)
"{:.2f}".format("a")
"{:q}".format(1)
"{:>10}".format([])
"{".format()
"}".format()
"{} {0}".format(1)
"{:{}}".format(1)
"{!x}".format(1)
"{a".format(a=1)
"{:+}".format("a")
"{:,}".format("a")
"{:.2}".format(1)
"{:.2d}".format(1)
"{:=5}".format("a")
"{:c}".format(-1)
"{:c}".format("a")
"a".isdigit(1)
"a".foo
"a".foo()
"a".append("b")
"a".push("b")
"a".reverse()
"a".swapcase(1)
"a".casefold(1)
"a"[5]
"a"["b"]
"a"[1.0]
"abc"["a":]
"abc"[::0]
"a" + 1
1 + "a"
"a" + None
"a" + b"b"
b"b" + "a"
"a" - "b"
"a" * "b"
"a" * 1.5
"a" / 2
"a" ** 2
-"a"
+"a"
~"a"
~1.5
"a" < 1
1 < "a"
1 < None
None < 1
[] < 1
[1] < ["a"]
(1,) < [1]
{} < {}
1j < 2j
None > None
[1] + (2,)
[1] + 1
[1] + None
(1,) + [2]
(1,) + 1
[1] * "a"
[1] * [2]
[1] * 1.5
[1] - [1]
{1} + {2}
{1} | [2]
{1} & 5
{1} - [1]
{1: 2} + {3: 4}
{1: 2} | [1]
{} - {}
None + 1
1 + None
None + None
None * 2
None[0]
None["a"]
None.foo
None.foo()
None()
5()
5[0]
5.5[0]
5.5()
"a"()
[]()
{}()
()()
True()
True[0]
(5).foo
(5.5).foo
(5).append(1)
len[0]
len.foo
print[0]
[1][5]
[1]["a"]
[1][1.5]
[1][None]
[1][0, 1]
[1]["a":]
[1][::0]
(1,)[5]
(1,).append(2)
(1,).index(5)
(1,).count()
(1,).index()
{}["a"]
{}[1]
{}[None]
{}[(1, 2)]
{}[[]]
{}.get()
{}.get(1, 2, 3)
{}.get([])
{}.pop()
{}.pop(1)
{}.pop("a")
{}.popitem()
{}.setdefault()
{}.setdefault([])
{}.update(5)
{}.update([1])
{}.update(1, 2)
{}.update(None)
{}.keys(1)
{}.items(1)
dict.fromkeys(5)
dict.fromkeys([[]])
{}.foo
{}.has_key(1)
{}.add(1)
{}.append(1)
set().add()
set().add([])
set().remove(1)
set().remove([])
set().pop()
set().discard()
set().update(5)
set().union(5)
set().intersection(None)
set().issubset(5)
set().foo
set()[0]
set().append(1)
frozenset().add(1)
set().add(1, 2)
sorted()
sorted(1)
sorted(None)
sorted([1, "a"])
sorted([1], 2)
sorted([1], foo=2)
sorted([1, 2], key=5)
sorted([3, None, 1])
sorted([{}, {}])
sorted([1j, 2j])
sorted([1], key=len)
max()
max(1)
max([])
max(())
max("")
max(None)
max([1, "a"])
max(1, "a")
max([], key=len)
max(1, 2, default=3)
max([1], foo=2)
min()
min([])
min(5)
min({})
min(1, None)
sum()
sum(5)
sum("ab")
sum(["a"])
sum(["a"], "")
sum([[1]])
sum([None])
sum([1], [2])
sum([1], 2, 3)
sum(None)
sum([b"a"], b"")
abs()
abs("a")
abs(None)
abs(1, 2)
abs([])
round()
round("a")
round(1.5, "a")
round(None)
round(1, 2, 3)
round([])
round(1.5, 1.5)
round(float("nan"))
round(float("inf"))
pow()
pow(1)
pow("a", 2)
pow(2, -1, 4)
pow(2, 3, 0)
pow(2.0, 3, 5)
pow(2, 3, "a")
pow(0, -1)
0 ** -1
0.0 ** -1
divmod()
divmod(1)
divmod(1, 0)
divmod(1.0, 0)
divmod("a", 1)
divmod(None, 1)
1 / 0
1.0 / 0
1 // 0
1.0 // 0
1 % 0
1.0 % 0
1j / 0
1j // 1
1j % 1
1 << -1
1 >> -1
1 << 1.0
1.5 & 1
1 | "a"
1 ^ None
2.0 ** 10000
1 @ 2
"%d" % "a"
"%d" % 1.5 + 1
"%s %s" % 1
"%s %s" % (1,)
"%s" % (1, 2)
"%" % 1
"%z" % 1
"%(a)s" % 1
"%(a)s" % {}
"%c" % "ab"
"%c" % -1
"%c" % 1.5
"%x" % 1.5
"%x" % "a"
"%f" % "a"
"%d" % None
"%i" % []
"%*d" % (1,)
"%*d" % ("a", 1)
"abc" % 1
"abc" % (1,)
"%(a" % {"a": 1}
ord()
ord("")
ord("ab")
ord(1)
ord(b"ab")
ord([])
ord(None)
chr()
chr(-1)
chr(1114112)
chr("a")
chr(1.5)
chr(None)
bin()
bin("a")
bin(1.5)
hex("a")
hex(None)
oct(1.5)
range()
range("a")
range(1.5)
range(1, 2, 0)
range(1, 2, 3, 4)
range(None)
range(5)[10]
range(5)["a"]
range(5).index(9)
range(1, "a")
enumerate(5)
enumerate([1], "a")
enumerate(None)
zip(1)
zip([1], 2)
zip([1], None)
list(zip([1], [1, 2], strict=True))
list(zip([1, 2], [1], strict=True))
map()
map(len)
map(len, 5)
list(map(len, [1]))
list(map(5, [1]))
filter()
filter(None)
filter(None, 5)
list(filter(5, [1]))
reversed()
reversed(5)
reversed({1})
reversed(None)
iter()
iter(5)
iter(None)
iter(5, 1)
next()
next([])
next(5)
next(iter([]))
next("a")
any()
any(5)
all(5)
all()
all(None)
isinstance()
isinstance(1)
isinstance(1, 2)
isinstance(1, "a")
isinstance(1, (int, 5))
issubclass(1, int)
issubclass(int, 1)
callable()
id()
type()
type(1, 2)
type(1, 2, 3)
getattr(1)
getattr(1, 2)
getattr(1, "foo")
getattr()
setattr(1, "a")
setattr(1, "a", 2)
hasattr(1)
hasattr(1, 2)
delattr(1, "a")
input(1, 2)
print(sep=1)
print(end=1)
print(1, foo=2)
print(1, sep=[])
repr()
repr(1, 2)
ascii()
format()
format(1, 2)
format("a", "d")
format(1, "s")
format([], "d")
format(None, "5")
open()
open("/nonexistent/file")
open("x", "z")
open("x", "rw")
open("x", "rb", encoding="utf8")
bytes("a")
bytes(-1)
bytes([256])
bytes(["a"])
bytes(1.5)
bytes("a", 5)
bytes(None)
bytearray("a")
bytearray([300])
b"a"[5]
b"a"["a"]
b"a".join(["a"])
b"a".decode("nope")
b"\xff".decode()
b"\xff".decode("ascii")
b"a" + 1
b"a" % 1
b"%d" % "a"
b"%s" % "a"
b"%(a)s" % 1
b"a".split("a")
b"a".replace("a", "b")
b"a".find("a")
b"a".startswith("a")
b"a" < "a"
b"a" * "b"
bytes.fromhex("zz")
bytes.fromhex(1)
slice()
slice(1, 2, 3, 4)
memoryview("a")
memoryview(1)
object(1)
object().foo
complex(1, 2).foo
(1).real()
(1).bit_length(1)
(1.5).is_integer(1)
(1.5).bit_length()
(1).is_integer()
(1).to_bytes()
(-1).to_bytes(1, "big")
(256).to_bytes(1, "big")
int.from_bytes("a", "big")
int.from_bytes(b"a", "x")
(1.5).hex(1)
float.fromhex("zz")
float.fromhex(1)
(1).conjugate(1)
(lambda: 1)(1)
(lambda x: 1)()
(lambda x, y: 1)(1)
(lambda x: 1)(y=1)
(lambda x: 1)(1, x=1)
(lambda *, k: 1)()
(lambda x, y, z: 1)()
(lambda x=1: 1)(1, 2)
(lambda: 1)(a=1)
(lambda x, /: 1)(x=1)
[*5]
[*None]
(*5,)
{**5}
{**[1]}
dict(**{1: 2})
print(**5)
max(*5)
len(*[1, 2])
[x for x in 5]
[x for x in None]
[a for a, b in [1]]
[a for a, b in [(1,)]]
[a for a, b in [(1, 2, 3)]]
1 in 5
1 in None
1 in "abc"
None in "abc"
"a" in 5
[] in {1}
[] in {}
1 not in 2
not_defined
not_defined()
lenn([1])
primt("a")
'''


def calls():
    for expression in EXPRESSIONS.strip().splitlines():
        yield expression, lambda text: eval(text), (expression,)

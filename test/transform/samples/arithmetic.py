# This sample tests the types that arithmetic gives, and the bounds of small ints.
n = 5
reveal_type(n + 1)  # expect: int16
reveal_type(n / 2)  # expect: float
reveal_type(n // 2)  # expect: int8
reveal_type(n % 3)  # expect: int8
reveal_type(2**10)  # expect: int16
reveal_type(2**n)  # expect: int | float
reveal_type(2**-1)  # expect: float
reveal_type(n * 1.5)  # expect: float
reveal_type(1.5**2)  # expect: float
reveal_type(True + True)  # expect: int8
reveal_type(-n)  # expect: int8
reveal_type(not n)  # expect: bool
reveal_type(n & 255)  # expect: int8
reveal_type(1 << 20)  # expect: int26
reveal_type(1 << n)  # expect: int
reveal_type(10**18)  # expect: int
reveal_type(9007199254740993)  # expect: int
reveal_type("%d items" % n)  # expect: str
reveal_type("-" * 20)  # expect: str
reveal_type(f"{n}")  # expect: str
reveal_type(n > 2)  # expect: bool
reveal_type(1 < n < 3)  # expect: bool
reveal_type(n and "a")  # expect: int | str
reveal_type(None or "a")  # expect: str
reveal_type(1j * 2)  # expect: complex
reveal_type(abs(-2))  # expect: int8
reveal_type(abs(-2.5))  # expect: float
reveal_type(round(2.5))  # expect: int
reveal_type(round(2.567, 1))  # expect: float
reveal_type(divmod(7, 2))  # expect: tuple[int, int]
reveal_type(sum([1, 2]))  # expect: int
reveal_type(sum([0.5]))  # expect: int | float
reveal_type(sum([0.5], 0.0))  # expect: float
reveal_type(len("abc"))  # expect: int32
reveal_type(int("5"))  # expect: int
reveal_type(float("5"))  # expect: float
reveal_type(str(5))  # expect: str
reveal_type(pow(2, 3))  # expect: int8

i = 0
while i < 10:
    i += 1
reveal_type(i)  # expect: int50
total = 0
for k in range(1000):
    reveal_type(k)  # expect: int16
    total += k
reveal_type(total)  # expect: int
product = 1
for k in range(1, 5):
    product *= k
reveal_type(product)  # expect: int
for index, letter in enumerate("abc"):
    reveal_type(index)  # expect: int50
for k in range(len("abc")):
    reveal_type(k)  # expect: int32
a, b = 0, 1
for _ in range(100):
    a, b = b, a + b
reveal_type(a)  # expect: int
x = 3.0
y = 4.0
reveal_type((x * x + y * y) ** 0.5)  # expect: float
reveal_type(len(range(10)))  # expect: int16
reveal_type(len(range(10**18)))  # expect: int

# This sample tests calls: defaults, keywords, star arguments, closures, callbacks, recursion, generators, decorators.

def fib(n):
    reveal_type(n)  # expect: int50
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def greet(name, greeting="hello", *, mark=None):
    reveal_type(name)  # expect: str
    reveal_type(greeting)  # expect: str
    reveal_type(mark)  # expect: str | None
    return greeting + name


def collect(*args, **kwargs):
    reveal_type(args)  # expect: tuple[int | str, ...]
    reveal_type(kwargs)  # expect: dict[str, float]


def make_adder(amount):
    def add(x):
        return x + amount

    return add


def apply(function, value):
    return function(value)


def countdown(n):
    while n > 0:
        yield n
        n -= 1
    return "done"


def chain():
    result = yield from countdown(3)
    reveal_type(result)  # expect: str
    yield "end"


def timed(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@timed
def area(width, height):
    reveal_type(width)  # expect: float
    return width * height


def no_return(x):
    print(x)


def never_called(x: int, y=2.5, z=None):
    reveal_type(x)  # expect: int
    reveal_type(y)  # expect: float
    return x


def raises():
    raise ValueError("no")


reveal_type(fib(10))  # expect: int
reveal_type(greet("Ann"))  # expect: str
greet(name="Bob", mark="!")
collect(1, "a", speed=2.5)
reveal_type(make_adder(2.5)(1.5))  # expect: int | float
reveal_type(apply(lambda x: [x], "a"))  # expect: list[str]
reveal_type(countdown(3))  # expect: Generator[int]
reveal_type([x for x in chain()])  # expect: list[int | str]
reveal_type(area(1.5, 2.5))  # expect: float
reveal_type(no_return(1))  # expect: None
reveal_type(raises())  # expect: never
reveal_type(sorted(["b"], key=lambda s: len(s)))  # expect: list[str]
reveal_type([f(2) for f in [abs, lambda v: v]])  # expect: list[int]
print(*[1, 2])
numbers = {"add": make_adder(1), "same": lambda v: v}
reveal_type(numbers["add"](2))  # expect: int | float

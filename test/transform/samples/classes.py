# This sample tests attributes, methods, inheritance, properties, operators and protocols of the script's own classes.
from dataclasses import dataclass, field


class Point:
    count = 0

    def __init__(self, x, y=0.0):
        self.x = x
        self.y = y
        self.tags = []
        Point.count += 1

    def __add__(self, other):
        reveal_type(other)  # expect: Point
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    @property
    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    @staticmethod
    def origin():
        return Point(0.0, 0.0)

    @classmethod
    def unit(cls):
        return cls(1.0, 0.0)

    def tag(self, name):
        self.tags.append(name)
        return self


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    def describe(self):
        reveal_type(self)  # expect: Point3
        return self.x + self.z


class Bag:
    def __init__(self):
        self.items = {}

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return False

    def __call__(self, n):
        return n * 2


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


@dataclass
class Job:
    name: str
    size: int = 1
    parts: list = field(default_factory=list)


class AppError(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


p = Point(1.5, 2.5)
reveal_type(p.x)  # expect: float
reveal_type(p + p)  # expect: Point
reveal_type(p == p)  # expect: bool
reveal_type(p.length)  # expect: float
reveal_type(Point.origin())  # expect: Point
reveal_type(Point.unit())  # expect: Point
reveal_type(Point3(1.5, 2.5, 3.5).describe())  # expect: float
reveal_type(p.tag("a").tags)  # expect: list[str]
reveal_type(Point.count)  # expect: int
bag = Bag()
bag["a"] = 1
reveal_type(bag["a"])  # expect: int
reveal_type(len(bag))  # expect: int
reveal_type([k for k in bag])  # expect: list[str]
with bag as opened:
    reveal_type(opened)  # expect: Bag
reveal_type(bag(2.5))  # expect: float
reveal_type([n for n in Countdown(3)])  # expect: list[int]
job = Job("a", parts=[1])
reveal_type(job.name)  # expect: str
reveal_type(job.size)  # expect: int
reveal_type(job.parts)  # expect: list[int]
try:
    raise AppError(5)
except AppError as error:
    reveal_type(error.code)  # expect: int
    reveal_type(error)  # expect: AppError
reveal_type([Point(1.5), Point3(1.5, 2.5, 3.5)])  # expect: list[Point]
method = p.tag
reveal_type(method("b"))  # expect: Point


class Metres:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if not isinstance(other, Metres):
            return NotImplemented
        return Metres(self.n + other.n)

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Metres) else NotImplemented

    def __getitem__(self, key):
        reveal_type(key)  # expect: str
        return key


reveal_type(Metres(1) + Metres(2))  # expect: Metres
reveal_type(Metres(1) < Metres(2))  # expect: bool
reveal_type(Metres(1)["x"])  # expect: str

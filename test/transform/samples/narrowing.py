# This sample tests isinstance, type(), is, ==, truth and their combinations.


class Shape:
    pass


class Circle(Shape):
    radius = 1.5


class Square(Shape):
    side = 2


def area(shape):
    reveal_type(shape)  # expect: Circle | Square | None
    if isinstance(shape, Circle):
        return reveal_type(shape.radius)  # expect: float
    if isinstance(shape, (Square, str)):
        return reveal_type(shape)  # expect: Square
    return reveal_type(shape)  # expect: None


def check(value):
    if type(value) is str:
        reveal_type(value)  # expect: str
    if isinstance(value, int) and value:
        reveal_type(value)  # expect: int
    if value is not None and value != "x":
        reveal_type(value)  # expect: int | str
    if value is None or value == 5:
        reveal_type(value)  # expect: int | None
    if not isinstance(value, (int, str)):
        reveal_type(value)  # expect: None
    if value:
        reveal_type(value)  # expect: int | str
    other = value if value is not None else 2.5
    reveal_type(other)  # expect: int | float | str
    return [value for _ in range(2) if value is not None]


def unknown_value(value):
    if isinstance(value, str):
        reveal_type(value)  # expect: str
    if isinstance(value, int):
        reveal_type(value)  # expect: bool | int
    if isinstance(value, list):
        reveal_type(value)  # expect: list[unknown]
    if isinstance(value, Shape):
        reveal_type(value)  # expect: Shape
    if value is None:
        reveal_type(value)  # expect: None


def matched(command):
    match command:
        case ["go", direction]:
            reveal_type(direction)  # expect: str
        case str() as text:
            reveal_type(text)  # expect: str
        case _:
            pass


area(Circle())
area(Square())
area(None)
reveal_type(check(1))  # expect: list[int | str]
check("a")
check(None)
matched("x")
matched(["go", "north"])

# This sample tests what a variable holds at one place: after assignments, branches, loops and tests.

def parse(text):
    value = text
    reveal_type(value)  # expect: str
    value = int(value)
    reveal_type(value)  # expect: int
    return value


def find(names, wanted):
    found = None
    for name in names:
        if name == wanted:
            found = name
            break
    reveal_type(found)  # expect: str | None
    if found is None:
        return -1
    reveal_type(found)  # expect: str
    return len(found)


def describe(value):
    reveal_type(value)  # expect: int | str | None
    if isinstance(value, str):
        reveal_type(value)  # expect: str
    elif value is not None:
        reveal_type(value)  # expect: int
    else:
        reveal_type(value)  # expect: None
    return value or "nothing"


def optional(value=None):
    if not value:
        value = []
    reveal_type(value)  # expect: list[int]
    value.append(1)
    return value


def guarded(value):
    assert value is not None
    reveal_type(value)  # expect: float
    return value if value > 0 else None


def handled(text):
    try:
        number = int(text)
    except ValueError as error:
        reveal_type(error)  # expect: ValueError
        number = None
    finally:
        print("done")
    reveal_type(number)  # expect: int | None
    return number


def early(text):
    while True:
        if text == "":
            return None
        text = text[1:]


def closure():
    state = None

    def fill():
        nonlocal state
        state = 5

    fill()
    if state is None:
        reveal_type(state)  # expect: int | None
    return state


def walrus(items):
    while (item := items.pop()) is not None:
        reveal_type(item)  # expect: int
    return [y for x in items if (y := x) is not None]


reveal_type(parse("5"))  # expect: int
reveal_type(find(["a"], "a"))  # expect: int
reveal_type(describe(1))  # expect: int | str
describe("a")
describe(None)
reveal_type(optional())  # expect: list[int]
reveal_type(guarded(1.5))  # expect: float | None
guarded(None)
handled("5")
reveal_type(early("a"))  # expect: None
closure()
reveal_type(walrus([1, None]))  # expect: list[int | None]

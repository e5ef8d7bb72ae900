# This sample tests functions whose callers are unknown, and values that go where they are not followed.
import json; nowhere = json.loads("{}")


def handler(event):
    reveal_type(event)  # expect: unknown
    return 5


def plain(n):
    reveal_type(n)  # expect: int
    return n


class Account:
    def __init__(self):
        self.total = 0

    def deposit(self, amount):
        reveal_type(amount)  # expect: float
        self.total += amount

    def hidden(self, amount):
        reveal_type(amount)  # expect: str
        return amount


class Stranger(nowhere.Base):
    def on_event(self, event):
        reveal_type(event)  # expect: unknown


nowhere.register(handler)
plain(1)
values = [1, 2]
nowhere.fill(values)
reveal_type(values)  # expect: list[unknown]
kept = [1]
print(kept)
reveal_type(kept)  # expect: list[int]
nowhere.adopt(Account())
nowhere.account().deposit(2.5)
nowhere.account().owner = "Ann"
reveal_type(Account().total)  # expect: int | float
Account().hidden("x")
reveal_type(nowhere.value + 1)  # expect: unknown
reveal_type(nowhere.value == 1)  # expect: bool

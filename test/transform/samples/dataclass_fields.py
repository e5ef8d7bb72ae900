# This sample tests what the __init__ of a dataclass does with its arguments and defaults.
from dataclasses import KW_ONLY, InitVar, dataclass, field, replace
from typing import ClassVar


@dataclass
class Base:
    name: str
    kind: ClassVar[str] = "base"
    size: float = 1.5
    start: InitVar[int] = 0

    def __post_init__(self, start):
        reveal_type(start)  # expect: int8
        self.total = start


@dataclass
class Derived(Base):
    hidden: list = field(default_factory=list, init=False)
    extra: object = None
    _: KW_ONLY
    flag: bool = field(default=False)


d = Derived("a", 2.5, 3, "extra", flag=True)
d.hidden.append(b"x")
reveal_type(d.name)  # expect: str | None
reveal_type(d.kind)  # expect: str
reveal_type(d.size)  # expect: float
reveal_type(d.total)  # expect: int
reveal_type(d.hidden)  # expect: list[bytes]
reveal_type(d.extra)  # expect: str | None
reveal_type(d.flag)  # expect: bool
changed = replace(Base("b"), name=None)
reveal_type(changed)  # expect: Base
reveal_type(changed.name)  # expect: str | None

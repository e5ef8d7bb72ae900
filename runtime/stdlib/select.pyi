error = OSError

@blocks
def select(rlist: Iterable[Any], wlist: Iterable[Any], xlist: Iterable[Any], timeout: float | None = None, /) -> tuple[list[Any], list[Any], list[Any]]: ...

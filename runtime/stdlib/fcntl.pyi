LOCK_SH: int
LOCK_EX: int
LOCK_NB: int
LOCK_UN: int

@blocks
def flock(fd: Any, operation: int, /) -> None: ...
@blocks
def lockf(fd: Any, cmd: int, len: int = 0, start: int = 0, whence: int = 0, /) -> None: ...

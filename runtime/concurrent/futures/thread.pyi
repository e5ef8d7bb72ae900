from .errors import BrokenExecutor
from .executor import Executor
from .future import Future

class BrokenThreadPool(BrokenExecutor): ...

class ThreadPoolExecutor(Executor):
    _max_workers: SmallInt
    _threads: set[Any]
    @threads
    @applies("initializer", "initargs")
    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
    ) -> None: ...

from multiprocessing.context import BaseContext
from .errors import BrokenExecutor
from .executor import Executor

class BrokenProcessPool(BrokenExecutor): ...

class ProcessPoolExecutor(Executor):
    _max_workers: SmallInt
    _processes: dict[int, Any]
    @options("mp_context")
    @applies("initializer", "initargs")
    def __init__(
        self,
        max_workers: int | None = None,
        mp_context: BaseContext | None = None,
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
        *,
        max_tasks_per_child: int | None = None,
    ) -> None: ...

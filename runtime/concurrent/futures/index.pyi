from . import process as process
from .process import BrokenExecutor as BrokenExecutor
from .process import Executor as Executor
from .process import Future as Future
from .process import CancelledError as CancelledError
from .process import InvalidStateError as InvalidStateError
from .process import ProcessPoolExecutor as ProcessPoolExecutor
from builtins import TimeoutError as TimeoutError

FIRST_COMPLETED: str
FIRST_EXCEPTION: str
ALL_COMPLETED: str

class DoneAndNotDoneFutures(tuple[set[Future[Any]], set[Future[Any]]]):
    done: set[Future[Any]]
    not_done: set[Future[Any]]

def wait[T](
    fs: Iterable[Future[T]], timeout: float | None = None, return_when: str = "ALL_COMPLETED"
) -> tuple[set[Future[T]], set[Future[T]]]: ...
def as_completed[T](fs: Iterable[Future[T]], timeout: float | None = None) -> Iterator[Future[T]]: ...

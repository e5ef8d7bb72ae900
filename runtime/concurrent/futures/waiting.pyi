from .future import Future

FIRST_COMPLETED: str
FIRST_EXCEPTION: str
ALL_COMPLETED: str

class DoneAndNotDoneFutures[T](tuple[set[Future[T]], set[Future[T]]]):
    done: set[Future[T]]
    not_done: set[Future[T]]

@blocks
def wait[T](
    fs: Iterable[Future[T]], timeout: float | None = None, return_when: str = "ALL_COMPLETED"
) -> DoneAndNotDoneFutures[T]: ...
def as_completed[T](fs: Iterable[Future[T]], timeout: float | None = None) -> Iterator[Future[T]]: ...

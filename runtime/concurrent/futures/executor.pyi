from .future import Future

class Executor:
    @threads
    @applies("fn", "*args", "**kwargs")
    def submit[R](self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]: ...
    @threads
    @overload
    def map[A, R](
        self, fn: Callable[[A], R], iterable: Iterable[A], /, *, timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[R]: ...
    @threads
    @overload
    def map[A, B, R](
        self,
        fn: Callable[[A, B], R],
        first: Iterable[A],
        second: Iterable[B],
        /,
        *,
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[R]: ...
    @threads
    @overload
    def map[A, B, C, R](
        self,
        fn: Callable[[A, B, C], R],
        first: Iterable[A],
        second: Iterable[B],
        third: Iterable[C],
        /,
        *,
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[R]: ...
    @threads
    @overload
    def map[R](
        self, fn: Callable[..., R], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[R]: ...
    @blocks
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None: ...
    def __enter__(self) -> Self: ...
    @calls("shutdown")
    def __exit__(self, *args: object) -> None: ...

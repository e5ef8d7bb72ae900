from .context import BaseContext

class ApplyResult[T]:
    def ready(self) -> bool: ...
    def successful(self) -> bool: ...
    @blocks
    def wait(self, timeout: float | None = None) -> None: ...
    @blocks
    def get(self, timeout: float | None = None) -> T: ...

AsyncResult = ApplyResult

class MapResult[T](ApplyResult[list[T]]):
    _number_left: SmallInt
    _chunksize: SmallInt

class IMapIterator[T]:
    def next(self, timeout: float | None = None) -> T: ...
    def __next__(self) -> T: ...
    def __iter__(self) -> Iterator[T]: ...

class IMapUnorderedIterator[T](IMapIterator[T]): ...

class RemoteTraceback(Exception):
    tb: str

class MaybeEncodingError(Exception):
    exc: str
    value: str

class WorkerLostError(RuntimeError): ...

class Pool:
    _pool: list[Any]
    _processes: int
    @options("initializer")
    @applies("initializer", "initargs")
    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
        maxtasksperchild: int | None = None,
        context: BaseContext | None = None,
    ) -> None: ...
    @applies("func", "args", "kwds")
    def apply[R](self, func: Callable[..., R], args: Iterable[Any] = (), kwds: dict[str, Any] | None = None) -> R: ...
    @options("callback")
    @applies("func", "args", "kwds")
    def apply_async[R](
        self,
        func: Callable[..., R],
        args: Iterable[Any] = (),
        kwds: dict[str, Any] | None = None,
        callback: Callable[[R], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> ApplyResult[R]: ...
    def map[T, R](self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int | None = None) -> list[R]: ...
    @options("callback")
    def map_async[T, R](
        self,
        func: Callable[[T], R],
        iterable: Iterable[T],
        chunksize: int | None = None,
        callback: Callable[[list[R]], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> MapResult[R]: ...
    @applies_each("func", "iterable")
    def starmap[R](
        self, func: Callable[..., R], iterable: Iterable[Iterable[Any]], chunksize: int | None = None
    ) -> list[R]: ...
    @options("callback")
    @applies_each("func", "iterable")
    def starmap_async[R](
        self,
        func: Callable[..., R],
        iterable: Iterable[Iterable[Any]],
        chunksize: int | None = None,
        callback: Callable[[list[R]], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> MapResult[R]: ...
    def imap[T, R](self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int = 1) -> IMapIterator[R]: ...
    def imap_unordered[T, R](
        self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int = 1
    ) -> IMapIterator[R]: ...
    def close(self) -> None: ...
    def terminate(self) -> None: ...
    def join(self) -> None: ...
    def __enter__(self) -> Self: ...
    @calls("terminate")
    def __exit__(self, *args: object) -> None: ...

class ThreadPool:
    @threads
    @applies("initializer", "initargs")
    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., object] | None = None,
        initargs: Iterable[Any] = (),
    ) -> None: ...
    @threads
    @applies("func", "args", "kwds")
    def apply[R](self, func: Callable[..., R], args: Iterable[Any] = (), kwds: dict[str, Any] | None = None) -> R: ...
    @threads
    @options("callback")
    @applies("func", "args", "kwds")
    def apply_async[R](
        self,
        func: Callable[..., R],
        args: Iterable[Any] = (),
        kwds: dict[str, Any] | None = None,
        callback: Callable[[R], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> ApplyResult[R]: ...
    @threads
    def map[T, R](self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int | None = None) -> list[R]: ...
    @threads
    @options("callback")
    def map_async[T, R](
        self,
        func: Callable[[T], R],
        iterable: Iterable[T],
        chunksize: int | None = None,
        callback: Callable[[list[R]], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> MapResult[R]: ...
    @threads
    @applies_each("func", "iterable")
    def starmap[R](
        self, func: Callable[..., R], iterable: Iterable[Iterable[Any]], chunksize: int | None = None
    ) -> list[R]: ...
    @threads
    @options("callback")
    @applies_each("func", "iterable")
    def starmap_async[R](
        self,
        func: Callable[..., R],
        iterable: Iterable[Iterable[Any]],
        chunksize: int | None = None,
        callback: Callable[[list[R]], object] | None = None,
        error_callback: Callable[[BaseException], object] | None = None,
    ) -> MapResult[R]: ...
    @threads
    def imap[T, R](self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int = 1) -> IMapIterator[R]: ...
    @threads
    def imap_unordered[T, R](
        self, func: Callable[[T], R], iterable: Iterable[T], chunksize: int = 1
    ) -> IMapIterator[R]: ...
    def close(self) -> None: ...
    def terminate(self) -> None: ...
    def join(self) -> None: ...
    def __enter__(self) -> Self: ...
    @calls("terminate")
    def __exit__(self, *args: object) -> None: ...

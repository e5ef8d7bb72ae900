from multiprocessing.pool import ThreadPool
from queue import Queue as Queue
from threading import Barrier as Barrier
from threading import BoundedSemaphore as BoundedSemaphore
from threading import Condition as Condition
from threading import Event as Event
from threading import Lock as Lock
from threading import RLock as RLock
from threading import Semaphore as Semaphore
from threading import Thread
from .dummy.connection import Pipe as Pipe
from array import array

JoinableQueue = Queue

class DummyProcess(Thread):
    @property
    def exitcode(self) -> SmallInt | None: ...

Process = DummyProcess

class Value:
    value: Any
    @options("lock")
    def __init__(self, typecode: Any, value: Any, *, lock: Any = True) -> None: ...

@options("lock")
def Array(typecode: str, sequence: Iterable[Any], *, lock: Any = True) -> array[Any]: ...
def current_process() -> Thread: ...
def active_children() -> list[DummyProcess]: ...
def freeze_support() -> None: ...
@threads
@applies("initializer", "initargs")
def Pool(
    processes: int | None = None, initializer: Callable[..., object] | None = None, initargs: Iterable[Any] = ()
) -> ThreadPool: ...

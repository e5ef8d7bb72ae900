from logging import Logger
from .barrier import Barrier as Barrier
from .connection import Pipe as Pipe
from .context import BaseContext
from .context import Process as Process
from .errors import AuthenticationError as AuthenticationError
from .errors import BufferTooShort as BufferTooShort
from .errors import ProcessError as ProcessError
from .errors import TimeoutError as TimeoutError
from .managers import Manager as Manager
from .pool import Pool as Pool
from .process import active_children as active_children
from .process import current_process as current_process
from .process import parent_process as parent_process
from .queues import JoinableQueue as JoinableQueue
from .queues import Queue as Queue
from .queues import SimpleQueue as SimpleQueue
from .sharedctypes import Array as Array
from .sharedctypes import RawArray as RawArray
from .sharedctypes import RawValue as RawValue
from .sharedctypes import Value as Value
from .synchronize import BoundedSemaphore as BoundedSemaphore
from .synchronize import Condition as Condition
from .synchronize import Event as Event
from .synchronize import Lock as Lock
from .synchronize import RLock as RLock
from .synchronize import Semaphore as Semaphore

def get_logger() -> Logger: ...
def log_to_stderr(level: int | str | None = None) -> Logger: ...
def cpu_count() -> SmallInt: ...
def freeze_support() -> None: ...
def get_context(method: str | None = None) -> BaseContext: ...
def set_start_method(method: str | None, force: bool = False) -> None: ...
def get_start_method(allow_none: bool = False) -> str | None: ...
def get_all_start_methods() -> list[str]: ...
def set_executable(executable: object) -> None: ...
def set_forkserver_preload(module_names: list[str]) -> None: ...
def allow_connection_pickling() -> None: ...

from types import FrameType

SIGABRT: int
SIGALRM: int
SIGBUS: int
SIGCHLD: int
SIGCONT: int
SIGFPE: int
SIGHUP: int
SIGILL: int
SIGINT: int
SIGKILL: int
SIGPIPE: int
SIGQUIT: int
SIGSEGV: int
SIGSTOP: int
SIGTERM: int
SIGTSTP: int
SIGTTIN: int
SIGTTOU: int
SIGUSR1: int
SIGUSR2: int
SIGWINCH: int
NSIG: int
SIG_DFL: int
SIG_IGN: int

class Signals:
    value: int
    name: str
    def __init__(self, value: int) -> None: ...

def signal(signalnum: int, handler: Callable[[int, Reads[FrameType | None]], Any] | int | None, /) -> Reads[Callable[[int, FrameType | None], Any] | int | None]: ...
def getsignal(signalnum: int, /) -> Reads[Callable[[int, FrameType | None], Any] | int | None]: ...
def default_int_handler(signalnum: int, frame: Any, /) -> NoReturn: ...
def pause() -> None: ...
def raise_signal(signalnum: int, /) -> None: ...
def strsignal(signalnum: int, /) -> str | None: ...
def valid_signals() -> set[int]: ...

ITIMER_REAL: int

class ItimerError(OSError): ...

def alarm(seconds: int, /) -> SmallInt: ...
def setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]: ...
def getitimer(which: int, /) -> tuple[float, float]: ...

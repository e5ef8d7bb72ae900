PIPE: int
STDOUT: int
DEVNULL: int

class SubprocessError(Exception): ...

class CalledProcessError(SubprocessError):
    returncode: int
    cmd: Any
    output: Any
    stdout: Any
    stderr: Any
    def __init__(self, returncode: int, cmd: Any, output: Any = None, stderr: Any = None) -> None: ...

class TimeoutExpired(SubprocessError):
    cmd: Any
    timeout: Any
    output: Any
    stdout: Any
    stderr: Any
    def __init__(self, cmd: Any, timeout: float, output: Any = None, stderr: Any = None) -> None: ...

class CompletedProcess:
    args: Any
    returncode: int
    stdout: Any
    stderr: Any
    def __init__(self, args: Any, returncode: int, stdout: Any = None, stderr: Any = None) -> None: ...
    def check_returncode(self) -> None: ...

def run(args: Any, *, stdin: Any = None, stdout: Any = None, stderr: Any = None, input: Any = None, capture_output: bool = False, shell: bool = False, cwd: Any = None, timeout: Any = None, check: bool = False, encoding: str | None = None, errors: str | None = None, text: bool | None = None, universal_newlines: bool | None = None, env: dict[str, str] | None = None, executable: str | None = None) -> CompletedProcess: ...
def call(args: Any, *, stdin: Any = None, stdout: Any = None, stderr: Any = None, shell: bool = False, cwd: Any = None, timeout: Any = None, env: dict[str, str] | None = None) -> int: ...
def check_call(args: Any, *, stdin: Any = None, stdout: Any = None, stderr: Any = None, shell: bool = False, cwd: Any = None, timeout: Any = None, env: dict[str, str] | None = None) -> int: ...
def check_output(args: Any, *, stdin: Any = None, stderr: Any = None, input: Any = None, shell: bool = False, cwd: Any = None, timeout: Any = None, encoding: str | None = None, errors: str | None = None, text: bool | None = None, universal_newlines: bool | None = None, env: dict[str, str] | None = None) -> Any: ...
def getoutput(cmd: str) -> str: ...

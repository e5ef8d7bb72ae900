class _version_info(tuple[int, int, int, str, int]):
    major: int
    minor: int
    micro: int
    releaselevel: str
    serial: int

class _float_info(tuple[Any, ...]):
    max: float
    max_exp: int
    max_10_exp: int
    min: float
    min_exp: int
    min_10_exp: int
    dig: int
    mant_dig: int
    epsilon: float
    radix: int
    rounds: int

class _int_info(tuple[int, int, int, int]):
    bits_per_digit: int
    sizeof_digit: int
    default_max_str_digits: int
    str_digits_check_threshold: int

argv: list[str]
path: list[str]
version: str
version_info: _version_info
hexversion: int
api_version: int
platform: str
byteorder: str
maxsize: int
maxunicode: int
float_info: _float_info
int_info: _int_info
float_repr_style: str
executable: str
prefix: str
exec_prefix: str
base_prefix: str
stdin: TextIO
stdout: TextIO
stderr: TextIO
__stdin__: TextIO
__stdout__: TextIO
__stderr__: TextIO

excepthook: Any
def __excepthook__(exctype: Any, value: Any, traceback: Any, /) -> None: ...

def exit(status: object = None, /) -> NoReturn: ...
def exc_info() -> tuple[Any, Any, Any]: ...
def exception() -> BaseException | None: ...
def getsizeof(object: object, default: int = ...) -> int: ...
def getdefaultencoding() -> str: ...
def getfilesystemencoding() -> str: ...
def getrecursionlimit() -> int: ...
def setrecursionlimit(limit: int, /) -> None: ...
def get_int_max_str_digits() -> int: ...
def set_int_max_str_digits(maxdigits: int) -> None: ...
def getswitchinterval() -> float: ...
def setswitchinterval(interval: float, /) -> None: ...
def intern(string: str, /) -> str: ...
def is_finalizing() -> bool: ...
def displayhook(value: object, /) -> None: ...

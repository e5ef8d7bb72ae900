Any: Any
Union: Any
Optional: Any
Literal: Any
Final: Any
ClassVar: Any
Annotated: Any
NoReturn: Any
Never: Any
Self: Any
LiteralString: Any
TypeAlias: Any
TypeGuard: Any
Concatenate: Any
Unpack: Any
Required: Any
NotRequired: Any
List: Any
Dict: Any
Set: Any
FrozenSet: Any
Tuple: Any
Type: Any
DefaultDict: Any
OrderedDict: Any
Counter: Any
ChainMap: Any
Deque: Any
Callable: Any
Iterable: Any
Iterator: Any
Generator: Any
Reversible: Any
Container: Any
Collection: Any
Sequence: Any
MutableSequence: Any
Mapping: Any
MutableMapping: Any
AbstractSet: Any
MutableSet: Any
Hashable: Any
Sized: Any
ByteString: Any
Awaitable: Any
Coroutine: Any
AsyncIterator: Any
AsyncIterable: Any
AsyncGenerator: Any
KeysView: Any
ValuesView: Any
ItemsView: Any
ContextManager: Any
AsyncContextManager: Any
Pattern: Any
Match: Any
IO: Any
TextIO: Any
BinaryIO: Any
SupportsInt: Any
SupportsFloat: Any
SupportsIndex: Any
SupportsAbs: Any
Text: Any
AnyStr: Any
TYPE_CHECKING: bool

class Generic: ...
class Protocol: ...
def NamedTuple(typename: str, fields: Any = ..., /) -> Any: ...
def TypedDict(typename: str, fields: Any = ..., /, *, total: bool = True) -> Any: ...

class TypeVar:
    __name__: str
    __constraints__: tuple[Any, ...]
    __bound__: Any
    __covariant__: bool
    __contravariant__: bool
    def __init__(self, name: str, *constraints: object, bound: object = None, covariant: bool = False, contravariant: bool = False) -> None: ...

class ParamSpec(TypeVar): ...
class TypeVarTuple(TypeVar): ...

def NewType(name: str, tp: object) -> Callable[[Any], Any]: ...
def get_type_hints(obj: Any, /) -> dict[str, Any]: ...
def get_origin(tp: object, /) -> Any: ...
def get_args(tp: object, /) -> tuple[Any, ...]: ...
def cast[T](typ: object, val: T) -> T: ...
def assert_type[T](val: T, typ: object, /) -> T: ...
def reveal_type[T](obj: T, /) -> T: ...
def overload[T](func: T) -> T: ...
def final[T](f: T) -> T: ...
def no_type_check[T](arg: T) -> T: ...
def runtime_checkable[T](cls: T) -> T: ...
def override[T](method: T, /) -> T: ...
def assert_never(arg: Any, /) -> Never: ...
def dataclass_transform(**kwargs: Any) -> Any: ...
def no_type_check_decorator[T](decorator: T) -> T: ...

/**
 * Mirrors the module `typing`. Annotations prove nothing, so nearly all of it only has to be there: names that can be
 * subscripted and shown. Differs: no `get_type_hints`.
 */
import { PLAIN } from "../builtins/classes/allocate.js";
import { object } from "../builtins/object.js";
import { libraryModule } from "./module.js";
import { SpecialForm, TypeVar } from "./typing/forms.js";
import { Protocol } from "./typing/protocol.js";
import * as self from "./typing.js";

export { TypeVar } from "./typing/forms.js";
export { NamedTuple } from "./typing/named-tuple.js";
export { Protocol, runtime_checkable } from "./typing/protocol.js";
export { TypedDict } from "./typing/typed-dict.js";

const form = (name: string): SpecialForm => new SpecialForm(name);

export const Any = form("Any");
export const Union = form("Union");
export const Optional = form("Optional");
export const Literal = form("Literal");
export const Final = form("Final");
export const ClassVar = form("ClassVar");
export const Annotated = form("Annotated");
export const NoReturn = form("NoReturn");
export const Never = form("Never");
export const Self = form("Self");
export const LiteralString = form("LiteralString");
export const TypeAlias = form("TypeAlias");
export const TypeGuard = form("TypeGuard");
export const Concatenate = form("Concatenate");
export const Unpack = form("Unpack");
export const Required = form("Required");
export const NotRequired = form("NotRequired");

export const List = new SpecialForm("List", "list");
export const Dict = new SpecialForm("Dict", "dict");
export const Set = new SpecialForm("Set", "set");
export const FrozenSet = new SpecialForm("FrozenSet", "frozenset");
export const Tuple = new SpecialForm("Tuple", "tuple");
export const Type = new SpecialForm("Type", "type");
export const DefaultDict = new SpecialForm("DefaultDict", "defaultdict");
export const OrderedDict = new SpecialForm("OrderedDict", "OrderedDict");
export const Counter = new SpecialForm("Counter", "Counter");
export const ChainMap = new SpecialForm("ChainMap", "ChainMap");
export const Deque = new SpecialForm("Deque", "deque");

export const Callable = form("Callable");
export const Iterable = form("Iterable");
export const Iterator = form("Iterator");
export const Generator = form("Generator");
export const Reversible = form("Reversible");
export const Container = form("Container");
export const Collection = form("Collection");
export const Sequence = form("Sequence");
export const MutableSequence = form("MutableSequence");
export const Mapping = form("Mapping");
export const MutableMapping = form("MutableMapping");
export const AbstractSet = form("AbstractSet");
export const MutableSet = form("MutableSet");
export const Hashable = form("Hashable");
export const Sized = form("Sized");
export const ByteString = form("ByteString");
export const Awaitable = form("Awaitable");
export const Coroutine = form("Coroutine");
export const AsyncIterator = form("AsyncIterator");
export const AsyncIterable = form("AsyncIterable");
export const AsyncGenerator = form("AsyncGenerator");
export const KeysView = form("KeysView");
export const ValuesView = form("ValuesView");
export const ItemsView = form("ItemsView");
export const ContextManager = form("ContextManager");
export const AsyncContextManager = form("AsyncContextManager");
export const Pattern = form("Pattern");
export const Match = form("Match");
export const IO = form("IO");
export const TextIO = form("TextIO");
export const BinaryIO = form("BinaryIO");
export const SupportsInt = form("SupportsInt");
export const SupportsFloat = form("SupportsFloat");
export const SupportsIndex = form("SupportsIndex");
export const SupportsAbs = form("SupportsAbs");

export const Text = "str";
export const AnyStr = new TypeVar("AnyStr");
export const TYPE_CHECKING = false;

/** Mirrors `typing.Generic`: a base class that changes nothing. Differs: `Stack[int]` is `Stack` itself. */
export class Generic extends object {
  static readonly [PLAIN] = true;

  static __class_getitem__(_parameters: unknown): typeof Generic {
    return this;
  }
}

/** Mirrors `typing.ParamSpec`. */
export class ParamSpec extends TypeVar {}

/** Mirrors `typing.TypeVarTuple`. */
export class TypeVarTuple extends TypeVar {}

/** Mirrors `typing.NewType(name, tp)`: a function that returns its argument. */
export function NewType<T>(name: string, _tp: unknown): (value: T) => T {
  return Object.defineProperty((value: T) => value, "name", { value: name });
}

/** Mirrors `typing.cast(typ, val)`: the value. */
export function cast<T>(_typ: unknown, val: T): T {
  return val;
}

/** Mirrors `typing.assert_type(val, typ)`: the value. */
export function assert_type<T>(val: T, _typ: unknown): T {
  return val;
}

/** Mirrors `typing.reveal_type(obj)`: the value. */
export function reveal_type<T>(obj: T): T {
  return obj;
}

const unchanged = <T>(value: T): T => value;

/** The decorators that only type checkers heed. */
export const overload = unchanged;
export const final = unchanged;
export const no_type_check = unchanged;
export const override = unchanged;

libraryModule("typing", () => self, { TypeVar, Generic, Protocol, ParamSpec, TypeVarTuple });

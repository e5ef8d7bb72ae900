/**
 * Mirrors the module `typing`. Annotations prove nothing, so nearly all of it only has to be there: names that can be
 * subscripted and shown.
 */
import { PLAIN } from "../builtins/classes/allocate.js";
import { AssertionError, TypeError } from "../builtins/exceptions.js";
import { repr } from "../builtins/repr.js";
import { dict } from "../builtins/dict.js";
import { list } from "../builtins/list.js";
import { object } from "../builtins/object.js";
import { frozenset, set } from "../builtins/set.js";
import { str } from "../builtins/str.js";
import { tuple } from "../builtins/tuple.js";
import { INSTANCE_PROBLEM, type } from "../builtins/type.js";
import { libraryModule } from "./module.js";
import * as abc from "./collections/abc.js";
import * as collections from "./collections.js";
import { AbcForm, SpecialForm, TypeVar } from "./typing/forms.js";
import { Protocol } from "./typing/protocol.js";
import * as self from "./typing.js";

export { TypeVar, Union } from "./typing/forms.js";
export { get_args, get_origin, get_type_hints } from "./typing/hints.js";
export { NamedTuple } from "./typing/named-tuple.js";
export { Protocol, runtime_checkable } from "./typing/protocol.js";
export { TypedDict } from "./typing/typed-dict.js";

const form = (name: string): SpecialForm => new SpecialForm(name);

/** Mirrors `typing.assert_never(arg)`. @throws AssertionError */
export function assert_never(arg: unknown): never {
  const shown = repr(arg);
  throw new AssertionError(
    `Expected code to be unreachable, but got: ${shown.length > 100 ? `${shown.slice(0, 100)}...` : shown}`,
  );
}

/** Mirrors `typing.dataclass_transform()`: a decorator that only checkers read. */
export function dataclass_transform(_options: object = {}): <T>(cls: T) => T {
  return (cls) => cls;
}

/** Mirrors `typing.no_type_check_decorator(decorator)`. */
export function no_type_check_decorator<T>(decorator: T): T {
  return decorator;
}

export const Any = form("Any");
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

export const List = new SpecialForm("List", list);
export const Dict = new SpecialForm("Dict", dict);
export const Set = new SpecialForm("Set", set);
export const FrozenSet = new SpecialForm("FrozenSet", frozenset);
export const Tuple = new SpecialForm("Tuple", tuple);
export const Type = new SpecialForm("Type", type);
export const DefaultDict = new SpecialForm("DefaultDict", collections.defaultdict);
export const OrderedDict = new SpecialForm("OrderedDict", collections.OrderedDict);
export const Counter = new SpecialForm("Counter", collections.Counter);
export const ChainMap = new SpecialForm("ChainMap", collections.ChainMap);
export const Deque = new SpecialForm("Deque", collections.deque);

export const Callable = new AbcForm("Callable", abc.Callable);
export const Iterable = new AbcForm("Iterable", abc.Iterable);
export const Iterator = new AbcForm("Iterator", abc.Iterator);
export const Generator = new AbcForm("Generator", abc.Generator);
export const Reversible = new AbcForm("Reversible", abc.Reversible);
export const Container = new AbcForm("Container", abc.Container);
export const Collection = new AbcForm("Collection", abc.Collection);
export const Sequence = new AbcForm("Sequence", abc.Sequence);
export const MutableSequence = new AbcForm("MutableSequence", abc.MutableSequence);
export const Mapping = new AbcForm("Mapping", abc.Mapping);
export const MutableMapping = new AbcForm("MutableMapping", abc.MutableMapping);
export const AbstractSet = new AbcForm("AbstractSet", abc.Set);
export const MutableSet = new AbcForm("MutableSet", abc.MutableSet);
export const Hashable = new AbcForm("Hashable", abc.Hashable);
export const Sized = new AbcForm("Sized", abc.Sized);
export const ByteString = new AbcForm("ByteString", abc.ByteString);
export const Awaitable = form("Awaitable");
export const Coroutine = form("Coroutine");
export const AsyncIterator = form("AsyncIterator");
export const AsyncIterable = form("AsyncIterable");
export const AsyncGenerator = form("AsyncGenerator");
export const KeysView = new AbcForm("KeysView", abc.KeysView);
export const ValuesView = new AbcForm("ValuesView", abc.ValuesView);
export const ItemsView = new AbcForm("ItemsView", abc.ItemsView);
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

export const Text = str;
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

/** Mirrors `typing.NewType(name, tp)`: a function that returns its argument, and no class for `isinstance`. */
export function NewType<T>(name: string, _tp: unknown): (value: T) => T {
  const refuse = (): never => {
    throw new TypeError(INSTANCE_PROBLEM);
  };
  return Object.defineProperties((value: T) => value, {
    name: { value: name },
    [Symbol.hasInstance]: { value: refuse },
  });
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

/** What type annotations are as values: `Optional`, `List[int]`, `Callable[[int], str]`. They are shown and compared, no more. */
import { TypeError } from "../../builtins/exceptions.js";
import { typeText } from "../../builtins/generic-alias.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { equal } from "../../builtins/compare.js";
import type { Class } from "../../builtins/mro.js";
import { hash } from "../../builtins/hash.js";
import { NoneType } from "../../builtins/none-type.js";
import { type AnyFunction, isOptions } from "../../builtins/protocol.js";
import { isinstance, issubclass, typeOf } from "../../builtins/type.js";
import { className } from "../../builtins/type-name.js";

/** How a type shows inside of another: classes by their names, None by its class's, `...` for Ellipsis. */
function shown(type: unknown): string {
  if (Array.isArray(type)) return `[${type.map(shown).join(", ")}]`;
  return type === null || type === undefined ? "NoneType" : typeText(type);
}

/** What all forms can do: be joined by `|`. */
abstract class Form {
  __or__(other: unknown): unknown {
    return union([this, other]);
  }

  __ror__(other: unknown): unknown {
    return union([other, this]);
  }

  abstract __repr__(): string;
}

/** A name of the module such as `Any`, `Optional` or `List`. */
export class SpecialForm extends Form {
  readonly name: string;
  /** The class that `List` and its like stand for; null for forms that no class has. */
  readonly origin: object | null;

  constructor(name: string, origin: object | null = null) {
    super();
    this.name = name;
    this.origin = origin;
  }

  __getitem__(parameters: unknown): unknown {
    const given = isTuple(parameters) ? [...parameters] : [parameters];
    if (this.name === "Union") return union(given);
    if (this.name === "Optional") return union([parameters, null]);
    return new GenericAlias(`typing.${this.name}`, given, this.origin ?? this);
  }

  /** @throws TypeError as CPython does: a form makes no instances */
  __call__(): never {
    if (this.origin === null) throw new TypeError(`Cannot instantiate typing.${this.name}`);
    const name = className(this.origin as AnyFunction);
    throw new TypeError(`Type ${this.name} cannot be instantiated; use ${name}() instead`);
  }

  __instancecheck__(instance: unknown): boolean {
    if (this.origin === null) throw new TypeError(`typing.${this.name} cannot be used with isinstance()`);
    return isinstance(instance, this.origin);
  }

  __subclasscheck__(cls: unknown): boolean {
    if (this.origin === null) throw new TypeError(`typing.${this.name} cannot be used with issubclass()`);
    return issubclass(cls, this.origin);
  }

  __repr__(): string {
    return `typing.${this.name}`;
  }
}

/** The form that joins types; others are told from it by its name. */
export const Union = new SpecialForm("Union");

/** A form with its parameters. */
export class GenericAlias extends Form {
  readonly title: string;
  readonly __origin__: unknown;
  /** As they were given: the parameters of a Callable are a list. */
  readonly parameters: tuple;

  constructor(title: string, parameters: readonly unknown[], origin: unknown) {
    super();
    this.title = title;
    this.__origin__ = origin;
    this.parameters = new tuple(parameters.map((each) => (title === "typing.Literal" ? each : asType(each))));
  }

  get __args__(): tuple {
    return new tuple(this.parameters.flatMap((each) => (Array.isArray(each) && !isTuple(each) ? each : [each])));
  }

  __getitem__(parameters: unknown): GenericAlias {
    return new GenericAlias(this.title, isTuple(parameters) ? [...parameters] : [parameters], this.__origin__);
  }

  __instancecheck__(instance: unknown): boolean {
    return this.__subclasscheck__(typeOf(instance));
  }

  __subclasscheck__(cls: unknown): boolean {
    if (this.__origin__ === Union) return this.parameters.some((each) => issubclass(cls, each));
    throw new TypeError("Subscripted generics cannot be used with class and instance checks");
  }

  __eq__(other: unknown): boolean {
    return other instanceof GenericAlias && other.title === this.title && equal(other.parameters, this.parameters);
  }

  __hash__(): unknown {
    return hash(tuple.of(this.title, this.__args__));
  }

  __repr__(): string {
    const { title, parameters: given } = this;
    const others = given.filter((item) => item !== NoneType);
    if (title === "typing.Union" && others.length === 1 && given.length === 2) {
      return `typing.Optional[${shown(others[0])}]`;
    }
    return `${title}[${given.length === 0 ? "()" : given.map(shown).join(", ")}]`;
  }
}

/** None stands for its class among types. */
const asType = (value: unknown): unknown => {
  if (Array.isArray(value) && !isTuple(value)) return value.map(asType);
  return value === null ? NoneType : value;
};

/** `Iterable` and its like: names of classes of `collections.abc`, as which they serve in checks and as bases. */
export class AbcForm extends SpecialForm {
  readonly __origin__: Class;

  constructor(name: string, origin: Class) {
    super(name, origin);
    this.__origin__ = origin;
  }

  override __getitem__(parameters: unknown): unknown {
    const given = isTuple(parameters) ? [...parameters] : [parameters];
    return new AbcAlias(`typing.${this.name}`, given, this.__origin__);
  }

  __mro_entries__(_bases: unknown): tuple {
    return tuple.of(this.__origin__);
  }
}

/** Such a class with its parameters, `Mapping[str, int]`: in an annotation, and as a base. */
export class AbcAlias extends GenericAlias {
  __mro_entries__(_bases: unknown): tuple {
    return tuple.of(this.__origin__);
  }
}

/** `Union[...]`: nested ones join, doubles go, one type alone is itself. */
function union(types: readonly unknown[]): unknown {
  const members: unknown[] = [];
  for (const type of types) {
    const inner = type instanceof GenericAlias && type.title === "typing.Union" ? [...type.__args__] : [asType(type)];
    for (const member of inner) if (!members.some((known) => equal(known, member))) members.push(member);
  }
  return members.length === 1 ? members[0] : new GenericAlias("typing.Union", members, Union);
}

interface VariableOptions {
  bound?: unknown;
  covariant?: boolean;
  contravariant?: boolean;
}

/** Mirrors `typing.TypeVar`, `ParamSpec` and `TypeVarTuple` as far as they show. */
export class TypeVar extends Form {
  readonly __name__: string;
  readonly __constraints__: tuple;
  readonly __bound__: unknown;
  readonly __covariant__: boolean;
  readonly __contravariant__: boolean;
  readonly #sign: string;

  /** The name, constraints, and the options `bound`, `covariant` and `contravariant`. @throws TypeError */
  constructor(name: string, ...given: unknown[]) {
    super();
    const last = given.at(-1);
    const options: VariableOptions = isOptions(last) ? last : {};
    const constraints = isOptions(last) ? given.slice(0, -1) : given;
    if (constraints.length === 1) throw new TypeError("A single constraint is not allowed");
    if (constraints.length > 0 && (options.bound ?? null) !== null)
      throw new TypeError("Constraints cannot be combined with bound=...");
    this.__name__ = name;
    this.__constraints__ = new tuple(constraints);
    this.__bound__ = options.bound ?? null;
    this.__covariant__ = options.covariant === true;
    this.__contravariant__ = options.contravariant === true;
    this.#sign = this.__covariant__ ? "+" : this.__contravariant__ ? "-" : "~";
  }

  /** The type that takes the variable's place. */
  __typing_subst__(type: unknown): unknown {
    return type;
  }

  __repr__(): string {
    return this.#sign + this.__name__;
  }
}

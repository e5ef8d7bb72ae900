/** Mirrors `dataclasses._process_class`, for classes that are built at run time; others are expanded at conversion. */
import { delattr, genericSetattr, getattr, hasattr, setattr } from "../../builtins/attributes.js";
import { call, splitKeywords } from "../../builtins/call.js";
import { makeClass } from "../../builtins/classes/make-class.js";
import { metaclassOf } from "../../builtins/classes/metaclass.js";
import { modelOf } from "../../builtins/classes/model.js";
import { eq, ge, gt, le, lt } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import { NotImplementedError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { FrozenInstanceError } from "../../builtins/exceptions/frozen-instance.js";
import { hash } from "../../builtins/hash.js";
import { type Class, basesOf, mroOf } from "../../builtins/mro.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { __recursive_repr__, repr, text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { isinstance, type } from "../../builtins/type.js";
import { qualifiedName } from "../../builtins/names.js";
import { Hashable } from "../collections/abc.js";
import { GenericAlias, SpecialForm } from "../typing/forms.js";
import { formatannotation } from "../inspect/annotations.js";
import { signature } from "../inspect/signature.js";
import { Field, InitVarType, KW_ONLY, MISSING } from "./field.js";

export interface DataclassOptions {
  init?: boolean;
  repr?: boolean;
  eq?: boolean;
  order?: boolean;
  unsafe_hash?: boolean;
  frozen?: boolean;
  match_args?: boolean;
  kw_only?: boolean;
  slots?: boolean;
}

/** All fields, `InitVar`s too, under this name on the class. */
const ALL_FIELDS = "__dataclass_all_fields__";

/** Makes a dataclass of a built class. @throws NotImplementedError for a class that conversion has not expanded */
export function processClass(cls: Class, options: DataclassOptions): Class {
  const model = modelOf(cls);
  if (model === undefined)
    throw new NotImplementedError("dataclass() is supported as the decorator of a class statement only");
  const fields = inheritedFields(cls);
  for (const field of ownFields(cls, options.kw_only === true)) fields.set(field.name, field);
  const all = [...fields.values()];
  const stored = all.filter((field) => !field.isInitOnly);
  checkOrder(all);
  setattr(cls, ALL_FIELDS, all);
  setattr(cls, "__dataclass_fields__", new dict(stored.map((field): [string, Field] => [field.name, field])));
  addMethods(cls, all, stored, options);
  if (getattr(cls, "__doc__") === null)
    setattr(cls, "__doc__", `${className(cls)}${parametersText(cls, all, options)}`);
  const positional = all.filter(({ init, kw_only }) => init && kw_only !== true).map(({ name }) => name);
  if (options.match_args !== false && !model.namespace.__contains__("__match_args__"))
    setattr(cls, "__match_args__", new tuple(positional));
  return options.slots === true ? slotted(cls, stored) : cls;
}

/** The parameters that a class without a docstring shows as its `__doc__`. */
function parametersText(cls: Class, all: readonly Field[], options: DataclassOptions): string {
  if (options.init === false) return text(signature(cls));
  const shown = ({ name, type, default: value, default_factory: factory }: Field): string => {
    const fallback = value !== MISSING ? ` = ${repr(value)}` : factory !== MISSING ? " = <factory>" : "";
    const annotation =
      type instanceof InitVarType ? `dataclasses.InitVar[${formatannotation(type.type)}]` : formatannotation(type);
    return `${name}: ${annotation}${fallback}`;
  };
  const given = all.filter(({ init }) => init);
  const named = given.filter(({ kw_only }) => kw_only === true).map(shown);
  const positional = given.filter(({ kw_only }) => kw_only !== true).map(shown);
  return `(${[...positional, ...(named.length > 0 ? ["*", ...named] : [])].join(", ")})`;
}

function inheritedFields(cls: Class): Map<string, Field> {
  const found = new Map<string, Field>();
  for (const base of mroOf(cls).slice(1).toReversed()) {
    const own = modelOf(base)?.namespace.get(ALL_FIELDS, null) as Field[] | null | undefined;
    for (const field of own ?? []) found.set(field.name, field);
  }
  return found;
}

function ownFields(cls: Class, keywordOnly: boolean): Field[] {
  const { namespace } = modelOf(cls)!;
  const annotations = namespace.get("__annotations__", new dict()) as dict<string, unknown>;
  const found: Field[] = [];
  let isKeywordOnly = keywordOnly;
  for (const [name, type] of annotations.entries()) {
    if (type === KW_ONLY) isKeywordOnly = true;
    else if (!isClassVariable(type)) {
      const given = namespace.get(name, MISSING);
      const field = given instanceof Field ? given : new Field(name, given === MISSING ? {} : { default: given });
      Object.assign(field, { name, type });
      if (field.kw_only === MISSING) field.kw_only = isKeywordOnly;
      checkDefault(field);
      if (field.default === MISSING) {
        if (given instanceof Field) delattr(cls, name);
      } else setattr(cls, name, field.default);
      found.push(field);
    }
  }
  return found;
}

function isClassVariable(type: unknown): boolean {
  if (typeof type === "string") return /^(typing\.)?ClassVar\b/.test(type);
  return type instanceof GenericAlias
    ? type.title === "typing.ClassVar"
    : type instanceof SpecialForm && type.name === "ClassVar";
}

/** A default whose class has no hash is taken for one that changes. */
function checkDefault({ name, default: value }: Field): void {
  if (isinstance(value, Hashable)) return;
  throw new ValueError(`mutable default ${repr(type(value))} for field ${name} is not allowed: use default_factory`);
}

function checkOrder(fields: readonly Field[]): void {
  let optional = false;
  for (const field of fields) {
    if (!field.init || field.kw_only === true) continue;
    if (optional && !field.isOptional)
      throw new TypeError(`non-default argument '${field.name}' follows default argument`);
    optional ||= field.isOptional;
  }
}

function addMethods(cls: Class, all: Field[], stored: Field[], options: DataclassOptions): void {
  const { namespace } = modelOf(cls)!;
  const add = (name: string, fn: CallableFunction): void => {
    Object.defineProperties(fn, {
      name: { value: name, configurable: true },
      __qualname__: { value: `${qualifiedName(cls)}.${name}`, writable: true, configurable: true },
    });
    setattr(cls, name, fn);
  };
  const addMissing = (name: string, fn: CallableFunction): void => {
    if (!namespace.__contains__(name)) add(name, fn);
  };
  const hasHash = namespace.__contains__("__hash__") && namespace.get("__hash__") !== null;
  const compared = stored.filter(({ compare }) => compare).map(({ name }) => name);
  const values = (of: unknown): tuple => new tuple(compared.map((name) => getattr(of, name) as unknown));
  const comparing =
    (operator: (a: unknown, b: unknown) => unknown) =>
    (self: object, other: object): unknown =>
      other !== null && typeof other === "object" && other.constructor === self.constructor
        ? operator(values(self), values(other))
        : NotImplemented;
  if (options.init !== false) add("__init__", initialiser(all));
  if (options.repr !== false) addMissing("__repr__", (self: object) => shown(self, stored));
  if (options.eq !== false) addMissing("__eq__", comparing(eq));
  if (options.order === true) {
    for (const [name, operator] of Object.entries({ lt, le, gt, ge })) add(`__${name}__`, comparing(operator));
  }
  if (options.frozen === true) {
    const refuse =
      (verb: string) =>
      (_self: object, name: string, ..._value: unknown[]) => {
        throw new FrozenInstanceError(`cannot ${verb} field '${name}'`);
      };
    add("__setattr__", refuse("assign to"));
    add("__delattr__", refuse("delete"));
  }
  if (options.unsafe_hash === true || (options.eq !== false && options.frozen === true && !hasHash)) {
    const hashed = stored.filter((field) => field.hash ?? field.compare).map(({ name }) => name);
    add("__hash__", (self: object) => hash(new tuple(hashed.map((name) => getattr(self, name) as unknown))));
  } else if (options.eq !== false && !hasHash) setattr(cls, "__hash__", null);
}

function initialiser(all: readonly Field[]): CallableFunction {
  const positional = all.filter(({ init, kw_only }) => init && kw_only !== true);
  const keywordOnly = all.filter(({ init, kw_only }) => init && kw_only === true);
  const parameter = (field: Field): string => (field.isOptional ? `${field.name}=...` : field.name);
  const init = (self: object, ...given: unknown[]): void => {
    const [args, keywords] = splitKeywords(given.map((value) => (value === undefined ? MISSING : value)));
    const passed: unknown[] = [];
    for (const field of all) {
      const at = positional.indexOf(field);
      const value = (field.init ? (at >= 0 ? args[at] : keywords[field.name]) : undefined) ?? MISSING;
      const isNone = at >= 0 ? args[at] === null : keywords[field.name] === null;
      const final = value === MISSING && !(field.init && isNone) ? defaultOf(field) : value === MISSING ? null : value;
      if (field.isInitOnly) passed.push(final);
      else if (final !== MISSING && (field.init || field.default_factory !== MISSING))
        genericSetattr(self, field.name, final);
    }
    if (hasattr(self, "__post_init__")) call(getattr(self, "__post_init__"), ...passed);
  };
  const rest = keywordOnly.length > 0 ? ["*", ...keywordOnly.map(parameter)] : [];
  return Object.defineProperty(init, "__signature__", {
    value: ["self", ...positional.map(parameter), ...rest].join(", "),
  });
}

function defaultOf({ default: value, default_factory: factory }: Field): unknown {
  return factory === MISSING ? value : (call(factory) as unknown);
}

function shown(self: object, stored: readonly Field[]): string {
  return __recursive_repr__(self, () => {
    const parts = stored
      .filter((field) => field.repr)
      .map(({ name }) => `${name}=${repr(getattr(self, name) as unknown)}`);
    return `${qualifiedName(self.constructor)}(${parts.join(", ")})`;
  });
}

/** Mirrors `_add_slots`: a class anew, whose fields are slots. */
function slotted(cls: Class, stored: readonly Field[]): Class {
  const namespace = modelOf(cls)!.namespace.copy();
  if (namespace.__contains__("__slots__")) throw new TypeError(`${className(cls)} already specifies __slots__`);
  for (const { name } of stored) namespace.pop(name, null);
  namespace.__setitem__("__slots__", new tuple(stored.map(({ name }) => name)));
  namespace.__setitem__("__qualname__", qualifiedName(cls));
  return makeClass(metaclassOf(cls), className(cls), basesOf(cls), namespace, {});
}

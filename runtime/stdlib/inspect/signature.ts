/** The class `Signature`, and how one is found out. */
import { getattr, hasattr } from "../../builtins/attributes.js";
import { type BoundMethod, isBoundMethod } from "../../builtins/bound-method.js";
import { splitKeywords } from "../../builtins/call.js";
import { eq } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { introspected, isStaticMethod, type code } from "../../builtins/introspection.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import { object } from "../../builtins/object.js";
import { type AnyFunction, NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { isType } from "../../builtins/type-name.js";
import { OrderedDict } from "../collections.js";
import { partial } from "../functools.js";
import { MappingProxyType } from "../types/mapping-proxy.js";
import { formatannotation } from "./annotations.js";
import { BoundArguments, bindTo } from "./bound-arguments.js";
import {
  _empty,
  KEYWORD_ONLY,
  Parameter,
  POSITIONAL_ONLY,
  POSITIONAL_OR_KEYWORD,
  VAR_KEYWORD,
  VAR_POSITIONAL,
} from "./parameter.js";

/** Mirrors `inspect.Signature`. */
export class Signature extends object {
  static readonly empty = _empty;
  declare readonly empty: typeof _empty;
  readonly list: readonly Parameter[];
  readonly return_annotation: unknown;

  constructor(
    parameters: Iterable<Parameter> | null = null,
    { return_annotation = _empty }: { return_annotation?: unknown } = {},
  ) {
    super();
    this.list = [...(parameters ?? [])];
    this.return_annotation = return_annotation;
  }

  override __init__(): void {}

  /** Mirrors `Signature.from_callable(obj)`. */
  static from_callable(obj: unknown): Signature {
    return signature(obj);
  }

  get parameters(): MappingProxyType {
    return new MappingProxyType(new OrderedDict(this.list.map((each) => tuple.of(each.name, each))));
  }

  /** Mirrors `bind(*args, **kwargs)`. @throws TypeError for arguments that don't fit */
  bind(...given: unknown[]): BoundArguments {
    const [args, keywords] = splitKeywords(given);
    return bindTo(this, args, keywords, false);
  }

  /** Mirrors `bind_partial(*args, **kwargs)`. @throws TypeError for arguments that don't fit */
  bind_partial(...given: unknown[]): BoundArguments {
    const [args, keywords] = splitKeywords(given);
    return bindTo(this, args, keywords, true);
  }

  /** Mirrors `replace(*, parameters, return_annotation)`. */
  replace(given: { parameters?: Iterable<Parameter>; return_annotation?: unknown } = {}): Signature {
    return new Signature(given.parameters ?? this.list, {
      return_annotation: given.return_annotation ?? this.return_annotation,
    });
  }

  override __str__(): string {
    const parts: string[] = [];
    let positionalOnly = false;
    let starred = false;
    for (const each of this.list) {
      if (positionalOnly && each.kind !== POSITIONAL_ONLY) parts.push("/");
      positionalOnly = each.kind === POSITIONAL_ONLY;
      if (each.kind === KEYWORD_ONLY && !starred) parts.push("*");
      starred ||= each.kind === VAR_POSITIONAL || each.kind === KEYWORD_ONLY;
      parts.push(each.__str__());
    }
    if (positionalOnly) parts.push("/");
    const result = this.return_annotation === _empty ? "" : ` -> ${formatannotation(this.return_annotation)}`;
    return `(${parts.join(", ")})${result}`;
  }

  override __repr__(): string {
    return `<Signature ${this.__str__()}>`;
  }

  override __eq__(other: unknown): unknown {
    if (!(other instanceof Signature)) return NotImplemented;
    const isSame = this.list.length === other.list.length && this.list.every((each, at) => eq(each, other.list[at]));
    return isSame && eq(this.return_annotation, other.return_annotation);
  }
}

Object.defineProperty(Signature.prototype, "empty", { value: _empty });

/** Mirrors `signature(callable)`. @throws TypeError, ValueError where nothing is known */
export function signature(obj: unknown): Signature {
  if (!callable(obj)) throw new TypeError(`${repr(obj)} is not a callable object`);
  if (isBoundMethod(obj) && isStaticMethod(obj.__func__)) return ofFunction(obj);
  if (isBoundMethod(obj)) return withoutFirst(signature(functionBehind(obj)));
  const given: unknown = getattr(obj, "__signature__", null);
  if (given instanceof Signature) return given;
  if (hasattr(obj, "__wrapped__")) return signature(getattr(obj, "__wrapped__"));
  if (obj instanceof partial) return ofPartial(obj);
  if (isType(obj)) return ofClass(obj as Class);
  if (typeof obj === "function") return ofFunction(obj);
  return withoutFirst(signature(getattr(Reflect.getPrototypeOf(obj as object)!.constructor, "__call__")));
}

function functionBehind({ __func__: fn, __self__: self }: BoundMethod): AnyFunction {
  // a class method takes the class first, which JavaScript has as `this`
  return isType(self) && factsOf(fn) === null ? (self as unknown as AnyFunction) : fn;
}

const factsOf = (fn: AnyFunction): code | null => (introspected(methodOf(fn), "__code__") as code | undefined) ?? null;

const methodOf = (fn: AnyFunction): AnyFunction => (fn as { __func__?: AnyFunction }).__func__ ?? fn;

function ofFunction(fn: AnyFunction): Signature {
  const facts = factsOf(fn);
  if (facts === null) throw new ValueError(`no signature found for builtin ${repr(fn)}`);
  const part = (name: string): unknown => introspected(methodOf(fn), name);
  const annotations = part("__annotations__") as dict<string, unknown>;
  const keywordDefaults = (part("__kwdefaults__") ?? new dict()) as dict<string, unknown>;
  const defaults = [...((part("__defaults__") ?? []) as unknown[])];
  const names = [...(facts.co_varnames as unknown as string[])];
  const annotated = (name: string): { annotation: unknown } => ({ annotation: annotations.get(name, _empty) });
  const positional = names.splice(0, facts.co_argcount).map((name, at) => {
    const fallback = defaults[at - (facts.co_argcount - defaults.length)];
    const kind = at < facts.co_posonlyargcount ? POSITIONAL_ONLY : POSITIONAL_OR_KEYWORD;
    return new Parameter(name, kind, { default: fallback ?? (fallback === null ? null : _empty), ...annotated(name) });
  });
  const keywordOnly = names
    .splice(0, facts.co_kwonlyargcount)
    .map(
      (name) => new Parameter(name, KEYWORD_ONLY, { default: keywordDefaults.get(name, _empty), ...annotated(name) }),
    );
  const variadic = (flag: number, kind: typeof VAR_KEYWORD): Parameter[] => {
    const name = (facts.co_flags & flag) === 0 ? undefined : names.shift();
    return name === undefined ? [] : [new Parameter(name, kind, annotated(name))];
  };
  const all = [...positional, ...variadic(4, VAR_POSITIONAL), ...keywordOnly, ...variadic(8, VAR_KEYWORD)];
  return new Signature(all, { return_annotation: annotations.get("return", _empty) });
}

/** That of the nearest `__init__` or `__new__` without the instance. */
function ofClass(cls: Class): Signature {
  for (const level of mroOf(cls)) {
    const own = factsOf(level) === null ? constructorOf(level) : (level as AnyFunction);
    if (own !== null) return withoutFirst(ofFunction(own));
  }
  const isOwn = mroOf(cls).every((level) => level === cls || level.name === "object" || factsOf(level) !== null);
  if (isOwn) return new Signature();
  throw new ValueError(`no signature found for builtin type ${repr(cls)}`);
}

/** The `__init__`, else the `__new__` that the class itself has, as far as something is known of it. */
function constructorOf(cls: Class): AnyFunction | null {
  const { prototype } = cls as { prototype: Record<string, AnyFunction> };
  const made = Object.hasOwn(prototype, "__init__") ? prototype.__init__! : null;
  const found = made ?? (Object.hasOwn(cls, "__new__") ? (cls as unknown as { __new__: AnyFunction }).__new__ : null);
  return found === null || factsOf(found) === null ? null : found;
}

function withoutFirst(of: Signature): Signature {
  const [first, ...others] = of.list;
  if (first === undefined) throw new ValueError("invalid method signature");
  const stays = first.kind === VAR_POSITIONAL;
  return new Signature(stays ? of.list : others, { return_annotation: of.return_annotation });
}

/** What is given already is gone, or the default of a parameter that only a keyword reaches. */
function ofPartial({ func, args, keywords }: partial): Signature {
  const whole = signature(func);
  const names = new Map(keywords.entries());
  let byKeyword = false;
  const left = whole.list.slice(args.length).flatMap((each): Parameter[] => {
    if (names.has(each.name)) {
      byKeyword = true;
      return [each.replace({ kind: KEYWORD_ONLY, default: names.get(each.name) })];
    }
    if (byKeyword && each.kind === VAR_POSITIONAL) return [];
    return [byKeyword && each.kind === POSITIONAL_OR_KEYWORD ? each.replace({ kind: KEYWORD_ONLY }) : each];
  });
  return new Signature(left, { return_annotation: whole.return_annotation });
}

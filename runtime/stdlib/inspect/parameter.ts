/** The class `Parameter`, and the kinds that there are. */
import { eq } from "../../builtins/compare.js";
import { ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { formatannotation } from "./annotations.js";

/** What stands for a default or an annotation that is not there. */
export class _empty {}

/** Mirrors the members of `inspect._ParameterKind`, an IntEnum. */
export class _ParameterKind extends object {
  readonly name: string;
  readonly value: number;
  readonly description: string;

  constructor(name: string, value: number, description: string) {
    super();
    this.name = name;
    this.value = value;
    this.description = description;
  }

  override __init__(): void {}

  __int__(): int {
    return this.value;
  }

  __index__(): int {
    return this.value;
  }

  override __eq__(other: unknown): unknown {
    return other instanceof _ParameterKind ? this.value === other.value : eq(this.value, other);
  }

  override __hash__(): int {
    return this.value;
  }

  __lt__(other: unknown): unknown {
    return other instanceof _ParameterKind ? this.value < other.value : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof _ParameterKind ? this.value <= other.value : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof _ParameterKind ? this.value > other.value : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof _ParameterKind ? this.value >= other.value : NotImplemented;
  }

  override __str__(): string {
    return this.name;
  }

  override __repr__(): string {
    return `<_ParameterKind.${this.name}: ${this.value}>`;
  }
}

export const POSITIONAL_ONLY = new _ParameterKind("POSITIONAL_ONLY", 0, "positional-only");
export const POSITIONAL_OR_KEYWORD = new _ParameterKind("POSITIONAL_OR_KEYWORD", 1, "positional or keyword");
export const VAR_POSITIONAL = new _ParameterKind("VAR_POSITIONAL", 2, "variadic positional");
export const KEYWORD_ONLY = new _ParameterKind("KEYWORD_ONLY", 3, "keyword-only");
export const VAR_KEYWORD = new _ParameterKind("VAR_KEYWORD", 4, "variadic keyword");

interface Given {
  default?: unknown;
  annotation?: unknown;
}

/** Mirrors `inspect.Parameter(name, kind, *, default, annotation)`. */
export class Parameter extends object {
  static readonly empty = _empty;
  static readonly POSITIONAL_ONLY = POSITIONAL_ONLY;
  static readonly POSITIONAL_OR_KEYWORD = POSITIONAL_OR_KEYWORD;
  static readonly VAR_POSITIONAL = VAR_POSITIONAL;
  static readonly KEYWORD_ONLY = KEYWORD_ONLY;
  static readonly VAR_KEYWORD = VAR_KEYWORD;
  declare readonly empty: typeof _empty;
  declare readonly POSITIONAL_ONLY: _ParameterKind;
  declare readonly POSITIONAL_OR_KEYWORD: _ParameterKind;
  declare readonly VAR_POSITIONAL: _ParameterKind;
  declare readonly KEYWORD_ONLY: _ParameterKind;
  declare readonly VAR_KEYWORD: _ParameterKind;
  readonly name: string;
  readonly kind: _ParameterKind;
  readonly default: unknown;
  readonly annotation: unknown;

  /** @throws ValueError for a default where there can be none */
  constructor(name: string, kind: _ParameterKind, { default: fallback = _empty, annotation = _empty }: Given = {}) {
    super();
    const isVariadic = kind === VAR_POSITIONAL || kind === VAR_KEYWORD;
    if (isVariadic && fallback !== _empty)
      throw new ValueError(`${kind.description} parameters cannot have default values`);
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
      throw new ValueError(`${repr(name)} is not a valid parameter name`);
    this.name = name;
    this.kind = kind;
    this.default = fallback;
    this.annotation = annotation;
  }

  override __init__(): void {}

  /** Mirrors `replace(*, name, kind, default, annotation)`. */
  replace({ name, kind, ...given }: Given & { name?: string; kind?: _ParameterKind } = {}): Parameter {
    return new Parameter(name ?? this.name, kind ?? this.kind, {
      default: given.default ?? this.default,
      annotation: given.annotation ?? this.annotation,
    });
  }

  override __str__(): string {
    const hasAnnotation = this.annotation !== _empty;
    const named = hasAnnotation ? `${this.name}: ${formatannotation(this.annotation)}` : this.name;
    const equals = hasAnnotation ? " = " : "=";
    const shown = this.default === _empty ? named : `${named}${equals}${repr(this.default)}`;
    return (this.kind === VAR_POSITIONAL ? "*" : this.kind === VAR_KEYWORD ? "**" : "") + shown;
  }

  override __repr__(): string {
    return `<Parameter "${this.__str__()}">`;
  }

  override __eq__(other: unknown): unknown {
    if (!(other instanceof Parameter)) return NotImplemented;
    const isSame = this.name === other.name && this.kind === other.kind;
    return isSame && eq(this.default, other.default) && eq(this.annotation, other.annotation);
  }

  override __hash__(): int {
    return hash(this.name);
  }
}

// instances show the attributes of their class: `p.kind == p.VAR_POSITIONAL`
for (const [name, value] of Object.entries({
  empty: _empty,
  POSITIONAL_ONLY,
  POSITIONAL_OR_KEYWORD,
  VAR_POSITIONAL,
  KEYWORD_ONLY,
  VAR_KEYWORD,
}))
  Object.defineProperty(Parameter.prototype, name, { value });

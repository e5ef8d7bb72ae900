/** Fields of dataclasses, and what stands for one in a class's body. */
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";

class MissingType {
  __repr__(): string {
    return "<dataclasses._MISSING_TYPE object>";
  }
}

/** Mirrors `dataclasses.MISSING`: the default of a field that has none. */
export const MISSING = new MissingType();

/** Mirrors `dataclasses.KW_ONLY`: the annotation behind which all fields are keyword-only. */
export const KW_ONLY = new MissingType();

/** What `InitVar[T]` is as an annotation. */
export class InitVarType {
  readonly type: unknown;

  constructor(type: unknown) {
    this.type = type;
  }
}

/** Mirrors `dataclasses.InitVar`. */
export const InitVar = { __getitem__: (type: unknown): unknown => new InitVarType(type) };

export interface FieldOptions {
  default?: unknown;
  default_factory?: unknown;
  init?: boolean;
  repr?: boolean;
  hash?: boolean | null;
  compare?: boolean;
  metadata?: unknown;
  kw_only?: unknown;
}

/** Mirrors `dataclasses.Field`. */
export class Field {
  name: string;
  type: unknown = null;
  default: unknown;
  readonly default_factory: unknown;
  readonly init: boolean;
  readonly repr: boolean;
  readonly hash: boolean | null;
  readonly compare: boolean;
  readonly metadata: unknown;
  kw_only: unknown;

  constructor(name: string, options: FieldOptions = {}) {
    this.name = name;
    this.default = options.default ?? MISSING;
    if ("default" in options && options.default === null) this.default = null;
    this.default_factory = options.default_factory ?? MISSING;
    this.init = options.init ?? true;
    this.repr = options.repr ?? true;
    this.hash = options.hash ?? null;
    this.compare = options.compare ?? true;
    this.metadata = options.metadata ?? new dict();
    this.kw_only = options.kw_only ?? MISSING;
  }

  /** True when a call may leave it out. */
  get isOptional(): boolean {
    return this.default !== MISSING || this.default_factory !== MISSING;
  }

  /** True for an `InitVar`, which goes on to `__post_init__` and is stored nowhere. */
  get isInitOnly(): boolean {
    return this.type instanceof InitVarType;
  }
}

/** Mirrors `dataclasses.field(...)`. @throws ValueError */
export function field(options: FieldOptions = {}): Field {
  if (options.default !== undefined && options.default_factory !== undefined)
    throw new TypeError("cannot specify both default and default_factory");
  return new Field("", options);
}

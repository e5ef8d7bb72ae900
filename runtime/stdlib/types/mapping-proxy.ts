/** The class `MappingProxyType`. */
import { callmethod } from "../../builtins/call-method.js";
import { eq } from "../../builtins/compare.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { TypeError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { contains, getitem, len, or_ } from "../../builtins/operators.js";
import { special } from "../../builtins/protocol.js";
import { repr, text } from "../../builtins/repr.js";
import { isList } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `types.MappingProxyType`: a mapping seen through glass. What changes behind it shows. */
export class MappingProxyType implements Iterable<Dynamic> {
  static readonly __name__ = "mappingproxy";
  static readonly __qualname__ = "mappingproxy";
  readonly #mapping: unknown;

  /** @throws TypeError */
  constructor(mapping: unknown) {
    if (special(mapping, "__getitem__") === undefined || isList(mapping)) {
      throw new TypeError(`mappingproxy() argument must be a mapping, not ${typeName(mapping)}`);
    }
    this.#mapping = mapping;
  }

  [Symbol.iterator](): Iterator<Dynamic> {
    return iterate(this.#mapping)[Symbol.iterator]();
  }

  __getitem__(key: unknown): Dynamic {
    return getitem(this.#mapping, key);
  }

  __contains__(key: unknown): boolean {
    return contains(this.#mapping as never, key as never);
  }

  __len__(): number {
    return len(this.#mapping as never);
  }

  get(key: unknown, fallback: unknown = null): Dynamic {
    return callmethod(this.#mapping, "get", key, fallback);
  }

  keys(): Dynamic {
    return callmethod(this.#mapping, "keys");
  }

  values(): Dynamic {
    return callmethod(this.#mapping, "values");
  }

  items(): Dynamic {
    return callmethod(this.#mapping, "items");
  }

  copy(): Dynamic {
    return callmethod(this.#mapping, "copy");
  }

  __reversed__(): unknown {
    return callmethod(this.#mapping, "__reversed__");
  }

  __eq__(other: unknown): unknown {
    return eq(this.#mapping, other instanceof MappingProxyType ? other.#mapping : other);
  }

  __or__(other: unknown): unknown {
    return or_(this.#mapping, other instanceof MappingProxyType ? other.#mapping : other);
  }

  __ror__(other: unknown): unknown {
    return or_(other, this.#mapping);
  }

  __str__(): string {
    return text(this.#mapping);
  }

  __repr__(): string {
    return `mappingproxy(${repr(this.#mapping)})`;
  }
}

/** The class `PrettyPrinter`. */
import { getattr } from "../../builtins/attributes.js";
import { bytearray, bytes } from "../../builtins/bytes.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { ValueError } from "../../builtins/exceptions.js";
import { int } from "../../builtins/int.js";
import { instanceDict } from "../../builtins/instance-dict.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { object } from "../../builtins/object.js";
import { special } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { frozenset, set } from "../../builtins/set.js";
import { strLength } from "../../builtins/str/code-points.js";
import { truth } from "../../builtins/truth.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { ChainMap, Counter, defaultdict, deque, OrderedDict } from "../collections.js";
import { fields, is_dataclass } from "../dataclasses.js";
import { MappingProxyType } from "../types/mapping-proxy.js";
import { SimpleNamespace } from "../types/simple-namespace.js";
import { isPlainDict, isPlainSequence, type Open, pairsOf, recursion, safelySorted, safeRepr } from "./safe-repr.js";
import type { Safe } from "./safe-repr.js";
import { bytesChunks, stringChunks } from "./wrap.js";

/** The keyword arguments of `PrettyPrinter` and `pprint`. */
export interface PrinterOptions {
  indent?: unknown;
  width?: unknown;
  depth?: number | null;
  stream?: Writable | null;
  compact?: unknown;
  sort_dicts?: unknown;
  underscore_numbers?: unknown;
}

/** Where something is written: from a column on, with room for what closes it, so many containers deep. */
interface Place {
  indent: number;
  allowance: number;
  level: number;
}

/** Mirrors `pprint.PrettyPrinter`. */
export class PrettyPrinter extends object {
  declare _depth: number | null;
  declare _indent_per_level: number;
  declare _width: number;
  declare _stream: Writable;
  declare _compact: boolean;
  declare _sort_dicts: unknown;
  declare _underscore_numbers: unknown;

  /** @throws ValueError for numbers that make no sense */
  override __init__(options: PrinterOptions = {}): void {
    const { indent = 1, width = 80, depth = null, stream = null, compact = false } = options;
    const [step, columns] = [Number(int(indent as never)), Number(int(width as never))];
    if (step < 0) throw new ValueError("indent must be >= 0");
    if (depth !== null && depth <= 0) throw new ValueError("depth must be > 0");
    if (columns === 0) throw new ValueError("width must be != 0");
    this._depth = depth;
    this._indent_per_level = step;
    this._width = columns;
    this._stream = stream ?? streams.stdout;
    this._compact = truth(compact);
    this._sort_dicts = options.sort_dicts ?? true;
    this._underscore_numbers = options.underscore_numbers ?? false;
  }

  pprint(value: unknown): void {
    this._stream.write(`${this.pformat(value)}\n`);
  }

  pformat(value: unknown): string {
    return this.#layout(value, new Set(), { indent: 0, allowance: 0, level: 0 });
  }

  isrecursive(value: unknown): boolean {
    return this.#safely(value, new Set(), 0, 0)[2];
  }

  isreadable(value: unknown): boolean {
    const [, readable, recursive] = this.#safely(value, new Set(), 0, 0);
    return readable && !recursive;
  }

  /** Mirrors `PrettyPrinter.format`, which subclasses override: (text, is readable, is recursive). */
  format(value: unknown, context: Dynamic, maxlevels: Dynamic, level: Dynamic): tuple<Safe> {
    const format = (...args: Parameters<typeof this.format>) => this.#safely(...args);
    const options = { sort_dicts: this._sort_dicts, underscore_numbers: this._underscore_numbers };
    return tuple.of(...safeRepr(format, options, value, context as Open, maxlevels, level));
  }

  #safely(value: unknown, context: unknown, maxlevels: number | null, level: number): Safe {
    const [text, readable, recursive] = this.format(value, context, maxlevels, level);
    return [text, truth(readable), truth(recursive)];
  }

  #shown(value: unknown, open: Open, level: number): string {
    return this.#safely(value, new Set(open), this._depth, level)[0];
  }

  /** The text of a value, broken into lines if it doesn't fit. */
  #layout(value: unknown, open: Open, place: Place): string {
    if (open.has(value)) return recursion(value);
    const shown = this.#shown(value, open, place.level);
    if (strLength(shown) <= this._width - place.indent - place.allowance) return shown;
    const isHeld = typeof value === "object" && value !== null;
    if (isHeld) open.add(value);
    const broken = this.#broken(value, shown, open, { ...place, level: place.level + 1 });
    if (isHeld) open.delete(value);
    return broken ?? shown;
  }

  /** The text of a value on several lines; null for a kind that is never broken. */
  #broken(value: unknown, shown: string, open: Open, place: Place): string | null {
    if (typeof value === "string") return this.#string(value, shown, place);
    if (value instanceof bytes) return this.#bytes(value, place);
    if (value instanceof bytearray) {
      const inner = { indent: place.indent + 10, allowance: place.allowance + 1, level: place.level + 1 };
      return `bytearray(${this.#bytes(new bytes(value), inner)})`;
    }
    if (isPlainDict(value)) return this.#dict(value, open, place);
    if (isPlainSequence(value)) {
      const [start, end] = isTuple(value) ? ["(", value.length === 1 ? ",)" : ")"] : ["[", "]"];
      return start + this.#items(value, open, wider(place, end.length)) + end;
    }
    if (typeof value !== "object" || value === null) return null;
    return (
      this.#set(value, open, place) ?? this.#collection(value, open, place) ?? this.#record(value, shown, open, place)
    );
  }

  #dict(value: Parameters<typeof pairsOf>[0], open: Open, place: Place): string {
    const items = pairsOf(value, truth(this._sort_dicts));
    return `{${this.#padding()}${this.#pairs(items, open, wider(place, 1))}}`;
  }

  #set(value: object, open: Open, place: Place): string | null {
    const method = special(value, "__repr__");
    if (!(value instanceof set || value instanceof frozenset)) return null;
    if (method !== set.prototype.__repr__ && method !== frozenset.prototype.__repr__) return null;
    const name = value.constructor === set ? "" : className(value.constructor);
    const [start, end] = name === "" ? ["{", "}"] : [`${name}({`, "})"];
    const inner = { ...place, indent: place.indent + (name === "" ? 0 : name.length + 1) };
    return start + this.#items(safelySorted(value as Iterable<unknown>), open, wider(inner, end.length)) + end;
  }

  /** What the module `collections` has. */
  #collection(value: object, open: Open, place: Place): string | null {
    const name = className(value.constructor);
    const inner = { ...place, indent: place.indent + name.length + 1 };
    if (value instanceof defaultdict) {
      const factory = this.#shown(value.default_factory, open, place.level);
      return `${name}(${factory},\n${" ".repeat(inner.indent)}${this.#dict(value, open, wider(inner, 1))})`;
    }
    if (value instanceof OrderedDict) return `${name}(${this.#layout([...value.items()], open, wider(inner, 1))})`;
    if (value instanceof Counter) {
      const items = value.most_common().map((pair) => [...pair] as [unknown, unknown]);
      return `${name}({${this.#padding()}${this.#pairs(items, open, wider(inner, 2))}})`;
    }
    if (value instanceof ChainMap) {
      const last = value.maps.length - 1;
      const maps = value.maps.map((map, at) =>
        this.#layout(map, open, at === last ? wider(inner, 1) : { ...inner, allowance: 1 }),
      );
      return `${name}(${maps.join(`,\n${" ".repeat(inner.indent)}`)})`;
    }
    if (!(value instanceof deque)) return null;
    if (value.maxlen === null) return `${name}([${this.#items([...value], open, wider(inner, 2))}])`;
    const items = this.#items([...value], open, { ...inner, allowance: 2 });
    return `${name}([${items}],\n${" ".repeat(inner.indent)}maxlen=${this.#shown(value.maxlen, open, place.level)})`;
  }

  /** Objects that show their attributes. */
  #record(value: object, shown: string, open: Open, place: Place): string | null {
    if (value instanceof MappingProxyType) {
      const inner = { ...wider(place, 1), indent: place.indent + "mappingproxy(".length };
      return `mappingproxy(${this.#layout(value.copy(), open, inner)})`;
    }
    if (value instanceof SimpleNamespace) {
      const name = value.constructor === SimpleNamespace ? "namespace" : className(value.constructor);
      return this.#attributes(name, [...instanceDict(value).entries()], open, place);
    }
    if (!is_dataclass(value)) return null;
    const name = className(value.constructor);
    const pairs = fields(value).map((field): [string, unknown] => [field.name, getattr(value, field.name)]);
    // a dataclass with a repr of its own is shown by that
    const generated = `${name}(${pairs.map(([key, item]) => `${key}=${repr(item)}`).join(", ")})`;
    return shown === generated ? this.#attributes(name, pairs, open, place) : null;
  }

  #attributes(name: string, pairs: readonly [string, unknown][], open: Open, place: Place): string {
    const indent = place.indent + name.length + 1;
    const lines = pairs.map(([key, item], at) => {
      const allowance = at === pairs.length - 1 ? place.allowance : 1;
      const inner = { indent: indent + strLength(key) + 1, allowance, level: place.level };
      return `${key}=${open.has(item) ? "..." : this.#layout(item, open, inner)}`;
    });
    return `${name}(${lines.join(`,\n${" ".repeat(indent)}`)})`;
  }

  #padding(): string {
    return " ".repeat(Math.max(0, this._indent_per_level - 1));
  }

  #pairs(pairs: readonly [unknown, unknown][], open: Open, place: Place): string {
    const indent = place.indent + this._indent_per_level;
    const lines = pairs.map(([key, item], at) => {
      const shown = this.#shown(key, open, place.level);
      const allowance = at === pairs.length - 1 ? place.allowance : 1;
      const inner = { indent: indent + strLength(shown) + 2, allowance, level: place.level };
      return `${shown}: ${this.#layout(item, open, inner)}`;
    });
    return lines.join(`,\n${" ".repeat(indent)}`);
  }

  #items(items: readonly unknown[], open: Open, place: Place): string {
    const indent = place.indent + this._indent_per_level;
    const newLine = `,\n${" ".repeat(indent)}`;
    let text = this.#padding();
    let delimiter = "";
    let [width, most] = [this._width - indent + 1, this._width - indent + 1];
    items.forEach((item, at) => {
      const isLast = at === items.length - 1;
      if (isLast) [width, most] = [width - place.allowance, most - place.allowance];
      if (this._compact) {
        const shown = this.#shown(item, open, place.level);
        const needed = strLength(shown) + 2;
        if (width < needed) {
          width = most;
          if (delimiter !== "") delimiter = newLine;
        }
        if (width >= needed) {
          width -= needed;
          text += delimiter + shown;
          delimiter = ", ";
          return;
        }
      }
      const allowance = isLast ? place.allowance : 1;
      text += delimiter + this.#layout(item, open, { indent, allowance, level: place.level });
      delimiter = newLine;
    });
    return text;
  }

  #string(value: string, shown: string, place: Place): string {
    const isOutermost = place.level === 1;
    const extra = isOutermost ? 1 : 0;
    const indent = place.indent + extra;
    const chunks = stringChunks(value, this._width - indent, place.allowance + extra);
    if (chunks.length === 1) return shown;
    const lines = chunks.join(`\n${" ".repeat(indent)}`);
    return isOutermost ? `(${lines})` : lines;
  }

  #bytes(value: bytes, place: Place): string {
    if (value.__len__() <= 4) return repr(value);
    const isOutermost = place.level === 1;
    const extra = isOutermost ? 1 : 0;
    const indent = place.indent + extra;
    const lines = bytesChunks(value, this._width - indent, place.allowance + extra).join(`\n${" ".repeat(indent)}`);
    return isOutermost ? `(${lines})` : lines;
  }
}

const wider = (place: Place, more: number): Place => ({ ...place, allowance: place.allowance + more });

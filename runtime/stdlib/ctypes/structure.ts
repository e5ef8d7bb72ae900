/** Structures and unions: named fields over one stretch of memory, laid out as the C compiler of Linux does. */
import { bytes } from "../../builtins/bytes.js";
import type { BufferView } from "../../builtins/bytes/buffer.js";
import { AttributeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { setattr } from "../../builtins/attributes.js";
import { iterate } from "../../builtins/iterate.js";
import { type int, shrink } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { isOptions, metaclass } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { className, typeName } from "../../builtins/type-name.js";
import { registerModule } from "../../kernel/registry.js";
import { toInteger } from "./convert.js";
import type { SimpleData } from "./simple.js";
import { bytesAt, type CClass, type CData, ctype, type CType, placeOf, requireCClass, typeMethods } from "./types.js";
import { type Place, privatePlace } from "./views.js";

interface Field {
  readonly name: string;
  readonly type: CClass;
  readonly offset: number;
  /** For a bit field: its first bit and how many it has. */
  readonly bits: { readonly first: number; readonly count: number } | null;
}

type Access = Pick<CType, "get" | "set">;

interface Layout extends CType {
  /** Those of the base first. */
  readonly fields: readonly Field[];
}

interface AggregateClass extends CClass {
  new (...args: unknown[]): Aggregate;
  at(place: Place): Aggregate;
  readonly _fields_?: Iterable<Iterable<unknown>>;
  readonly _pack_?: number;
  readonly _anonymous_?: Iterable<string>;
}

const layouts = new WeakMap<object, Layout>();

/** The layout of a class; its fields become attributes when they are first needed. */
function layoutOf(type: AggregateClass): Layout {
  let layout = layouts.get(type);
  if (layout === undefined) {
    layout = newLayout(type);
    layouts.set(type, layout);
    for (const field of layout.fields) defineField(type, field);
    for (const name of type._anonymous_ ?? []) defineAnonymous(type, layout, name);
  }
  return layout;
}

function newLayout(type: AggregateClass): Layout {
  const isUnion = type.prototype instanceof Union;
  const parent = Object.getPrototypeOf(type) as AggregateClass;
  const isRoot = (parent as unknown) === Structure || (parent as unknown) === Union;
  const base = isRoot ? { fields: [], size: 0, alignment: 1 } : layoutOf(parent);
  const most = Number(type._pack_ ?? Infinity);
  const fields = [...base.fields];
  let { size, alignment } = base;
  /** The storage unit that bit fields fill, and its first free bit. */
  let unit: { offset: number; size: number; free: number } | null = null;
  for (const described of Object.hasOwn(type, "_fields_") ? iterate<Iterable<unknown>>(type._fields_!) : []) {
    const [name, given, bitCount] = [...described] as [string, unknown, unknown];
    const fieldType = requireCClass(given);
    const own = fieldType[ctype];
    const aligned = Math.min(own.alignment, most);
    const count = bitCount === undefined ? null : checkedBits(own.size, bitCount);
    alignment = Math.max(alignment, aligned);
    if (count !== null && unit !== null && unit.size === own.size && unit.free + count <= own.size * 8) {
      fields.push({ name, type: fieldType, offset: unit.offset, bits: { first: unit.free, count } });
      unit.free += count;
      continue;
    }
    const offset = isUnion ? 0 : Math.ceil(size / aligned) * aligned;
    fields.push({ name, type: fieldType, offset, bits: count === null ? null : { first: 0, count } });
    unit = count === null || isUnion ? null : { offset, size: own.size, free: count };
    size = Math.max(size, offset + own.size);
  }
  size = Math.ceil(size / alignment) * alignment;
  return {
    fields,
    size,
    alignment,
    get: (place) => type.at(place),
    set: (place, value) => setWhole(type, place, value),
  };
}

/** @throws ValueError "number of bits invalid for bit field" */
function checkedBits(size: number, given: unknown): number {
  const count = Number(toInteger(given));
  if (count < 1 || count > size * 8) throw new ValueError("number of bits invalid for bit field");
  return count;
}

/** What a field of the type can be set to: an object of the same class, or a tuple of what its class is called with. */
function setWhole(type: AggregateClass, place: Place, value: unknown): void {
  const given = value instanceof tuple ? new type(...value) : value;
  if (!(given instanceof type)) {
    throw new TypeError(`expected ${className(type)} instance, got ${typeName(value)}`);
  }
  const { size } = layoutOf(type);
  bytesAt(place, size).set(bytesAt(given[placeOf], size));
}

/** Makes a field an attribute: a class with fields is one that the runtime builds, which heeds descriptors. */
function defineField(type: AggregateClass, { name, type: fieldType, offset, bits }: Field): void {
  const size = bits === null ? fieldType[ctype].size : (bits.count << 16) | bits.first;
  const access = bits === null ? fieldType[ctype] : bitAccess(fieldType, bits);
  setattr(type, name, new FieldDescriptor(fieldType, offset, size, access));
}

/** How some bits of an integer are read and written. */
function bitAccess(type: CClass, { first, count }: { first: number; count: number }): Access {
  const { get, set, size } = type[ctype];
  const isSigned = Number((new type(-1) as SimpleData).value) < 0;
  const mask = ((1n << BigInt(count)) - 1n) << BigInt(first);
  return {
    get: (place) => {
      const shifted = BigInt(get(place) as int) >> BigInt(first);
      return shrink(isSigned ? BigInt.asIntN(count, shifted) : BigInt.asUintN(count, shifted));
    },
    set: (place, value) => {
      const bits = (BigInt(toInteger(value)) << BigInt(first)) & mask;
      set(place, BigInt.asIntN(size * 8, (BigInt(get(place) as int) & ~mask) | bits));
    },
  };
}

/** The fields of an anonymous member are those of its owner as well. */
function defineAnonymous(type: AggregateClass, { fields }: Layout, name: string): void {
  const member = fields.find((field) => field.name === name);
  if (member === undefined) throw new AttributeError(name);
  for (const inner of layoutOf(member.type as AggregateClass).fields) {
    defineField(type, { ...inner, offset: member.offset + inner.offset });
  }
}

/** What a class has under the name of a field. Mirrors the type `_ctypes.CField`. */
class FieldDescriptor {
  readonly #type: CClass;
  readonly offset: number;
  readonly size: number;
  readonly #access: Access;

  constructor(type: CClass, offset: number, size: number, access: Access) {
    this.#type = type;
    this.offset = offset;
    this.size = size;
    this.#access = access;
  }

  __get__(owner: Aggregate | null, _type: unknown = null): unknown {
    return owner === null ? this : this.#access.get(this.#placeIn(owner));
  }

  __set__(owner: Aggregate, value: unknown): void {
    this.#access.set(this.#placeIn(owner), value);
  }

  #placeIn(owner: Aggregate): Place {
    const { views, offset } = owner[placeOf];
    return { views, offset: offset + this.offset };
  }

  __repr__(): string {
    const { offset, size } = this;
    const place =
      size >> 16 === 0 ? `ofs=${offset}, size=${size}` : `ofs=${offset}:${size & 0xffff}, bits=${size >> 16}`;
    return `<Field type=${className(this.#type)}, ${place}>`;
  }
}

/** What structures and unions have in common. */
abstract class Aggregate extends object implements CData {
  static readonly [metaclass] = typeMethods;
  declare private own: Place | undefined;

  static get [ctype](): CType {
    return layoutOf(this as unknown as AggregateClass);
  }

  static at(place: Place): Aggregate {
    layoutOf(this as unknown as AggregateClass);
    const made = Object.create(this.prototype as object) as Aggregate;
    setPlace(made, place);
    return made;
  }

  get [placeOf](): Place {
    if (this.own === undefined) setPlace(this, privatePlace(layoutOf(this.constructor as never).size));
    return this.own!;
  }

  /** Takes the fields' values in their order, then by name. @throws TypeError "too many initializers" */
  override __init__(...args: unknown[]): void {
    const { fields } = layoutOf(this.constructor as never);
    const last = args.at(-1);
    const [positional, named] = isOptions(last) ? [args.slice(0, -1), last] : [args, {}];
    if (positional.length > fields.length) throw new TypeError("too many initializers");
    positional.forEach((value, at) => {
      const { name } = fields[at]!;
      if (name in named) throw new TypeError(`duplicate values for field '${name}'`);
      setattr(this, name, value);
    });
    for (const [name, value] of Object.entries(named)) setattr(this, name, value);
  }

  __buffer__(): BufferView {
    const { size } = layoutOf(this.constructor as never);
    return { data: bytesAt(this[placeOf], size), format: "B", itemsize: 1, readonly: false };
  }

  __reduce__(): tuple {
    return tuple.of(aggregateOf, tuple.of(this.constructor, bytes.wrap(this.__buffer__().data.slice())));
  }
}

function setPlace(aggregate: Aggregate, place: Place): void {
  Object.defineProperty(aggregate, "own", { value: place });
}

/** Mirrors `ctypes.Structure`. */
export class Structure extends Aggregate {}

/** Mirrors `ctypes.Union`. */
export class Union extends Aggregate {}

/** The names of the fields of a structure's class, those of its base first. */
export function fieldNames(type: CClass): string[] {
  return layoutOf(type as AggregateClass).fields.map(({ name }) => name);
}

/** For pickles: a structure with these bytes. */
function aggregateOf(type: AggregateClass, content: bytes): Aggregate {
  const made = type.at(privatePlace(layoutOf(type).size));
  made.__buffer__().data.set(content.data);
  return made;
}

registerModule("py2mp.handles", { aggregateOf });
registerModule("ctypes", { Structure, Union, Aggregate });

import { dict } from "./dict.js";
import { ABSENT, type Table } from "./hash-table.js";
import { attributeName, propertyName } from "./reserved.js";

/** Under this key an instance has the dict that the program has made its `__dict__`. */
const GIVEN = Symbol("__dict__");

/** The dict that the program has given an instance as its `__dict__`. */
export function givenDict(instance: object): dict<string, unknown> | undefined {
  return (instance as { [GIVEN]?: dict<string, unknown> })[GIVEN];
}

/** Mirrors `obj.__dict__ = d` of an instance of a class that is built at run time: from then on its attributes are in `d`. */
export function giveDict(instance: object, attributes: dict<string, unknown>): void {
  for (const name of attributeNames(instance)) delete (instance as Record<string, unknown>)[propertyName(name)];
  Object.defineProperty(instance, GIVEN, { value: attributes, writable: true, configurable: true });
}

/** The attributes of an instance: its own enumerable properties. A declared property without a value is none. */
export function attributeNames(instance: object): string[] {
  const given = givenDict(instance);
  if (given !== undefined) return [...given.keys()];
  return Object.keys(instance)
    .filter((key) => (instance as Record<string, unknown>)[key] !== undefined)
    .map(attributeName);
}

/** An object's own properties as the table of a dict. */
class PropertyTable implements Table<string, unknown> {
  readonly #owner: Record<string, unknown>;

  constructor(owner: object) {
    this.#owner = owner as Record<string, unknown>;
  }

  get size(): number {
    return attributeNames(this.#owner).length;
  }

  get entries(): Map<string, unknown> {
    return new Map(attributeNames(this.#owner).map((name) => [name, this.#owner[propertyName(name)]]));
  }

  get(key: string): unknown {
    const property = propertyName(key);
    return Object.hasOwn(this.#owner, property) ? this.#owner[property] : undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  find(key: string): string | typeof ABSENT {
    return this.has(key) ? key : ABSENT;
  }

  set(key: string, value: unknown): void {
    const property = propertyName(key);
    Object.defineProperty(this.#owner, property, { value, writable: true, enumerable: true, configurable: true });
  }

  delete(key: string): boolean {
    return this.has(key) && delete this.#owner[propertyName(key)];
  }

  popLast(): [string, unknown] | undefined {
    const last = [...this.entries].at(-1);
    if (last !== undefined) this.delete(last[0]);
    return last;
  }

  clear(): void {
    for (const name of attributeNames(this.#owner)) this.delete(name);
  }
}

/** Mirrors `vars(obj)` and `obj.__dict__`: a dict that is the object's attributes. */
export function instanceDict(instance: object): dict<string, unknown> {
  return givenDict(instance) ?? dict.over(new PropertyTable(instance));
}

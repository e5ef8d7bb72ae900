import { dict } from "./dict.js";
import { ABSENT, type Table } from "./hash-table.js";

/** The attributes of an instance: its own enumerable properties. A declared property without a value is none. */
export function attributeNames(instance: object): string[] {
  return Object.keys(instance).filter((name) => (instance as Record<string, unknown>)[name] !== undefined);
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
    return new Map(attributeNames(this.#owner).map((name) => [name, this.#owner[name]]));
  }

  get(key: string): unknown {
    return Object.hasOwn(this.#owner, key) ? this.#owner[key] : undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  find(key: string): string | typeof ABSENT {
    return this.has(key) ? key : ABSENT;
  }

  set(key: string, value: unknown): void {
    Object.defineProperty(this.#owner, key, { value, writable: true, enumerable: true, configurable: true });
  }

  delete(key: string): boolean {
    return this.has(key) && delete this.#owner[key];
  }

  popLast(): [string, unknown] | undefined {
    const last = [...this.entries].at(-1);
    if (last !== undefined) delete this.#owner[last[0]];
    return last;
  }

  clear(): void {
    for (const name of attributeNames(this.#owner)) delete this.#owner[name];
  }
}

/** Mirrors `vars(obj)` and `obj.__dict__`: a dict that is the object's attributes. */
export function instanceDict(instance: object): dict<string, unknown> {
  return dict.over(new PropertyTable(instance));
}

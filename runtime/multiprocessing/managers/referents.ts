/** Objects that only a manager's server holds. Mirrors the classes of Lib/multiprocessing/managers.py. */
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { className } from "../../builtins/type-name.js";
import { registerModule } from "../../kernel/registry.js";

/** An object to set attributes on. */
export class Namespace extends object {
  constructor(options: Record<string, unknown> = {}) {
    super();
    Object.assign(this, options);
  }

  override __repr__(): string {
    const shown = Object.entries(this as Record<string, unknown>)
      .filter(([name]) => !name.startsWith("_"))
      .map(([name, value]) => `${name}=${repr(value)}`);
    return `${className(this.constructor)}(${shown.sort().join(", ")})`;
  }
}

/** A value without a lock; the typecode is kept, but says nothing. */
export class Value extends object {
  readonly #typecode: unknown;
  #value: unknown;

  constructor(typecode: unknown, value: unknown) {
    super();
    this.#typecode = typecode;
    this.#value = value;
  }

  get(): unknown {
    return this.#value;
  }

  set(value: unknown): null {
    this.#value = value;
    return null;
  }

  override __repr__(): string {
    return `${className(this.constructor)}(${repr(this.#typecode)}, ${repr(this.#value)})`;
  }
}

registerModule("multiprocessing.managers", { Namespace, Value });

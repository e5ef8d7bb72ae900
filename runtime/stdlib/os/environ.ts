/** The environment of this process: `os.environ` and its functions. */
import { dict, type DictSource } from "../../builtins/dict.js";
import { KeyError, TypeError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";

function requireText(value: unknown): string {
  if (typeof value !== "string") {
    throw new TypeError(`str expected, not ${typeName(value)}`);
  }
  return value;
}

/** Mirrors `os._Environ`: what is set here is passed on to the programs that this process starts. */
export class Environ extends dict<string, string> {
  constructor() {
    super();
    for (const [name, value] of Object.entries(process.env)) {
      super.__setitem__(name, value ?? "");
    }
  }

  override __setitem__(name: string, value: string): void {
    super.__setitem__(requireText(name), requireText(value));
    process.env[name] = value;
  }

  override __delitem__(name: string): void {
    if (!this.__contains__(name)) {
      throw new KeyError(name);
    }
    super.__delitem__(name);
    delete process.env[name];
  }

  override setdefault(name: string, fallback: string): string {
    if (!this.__contains__(name)) {
      this.__setitem__(name, fallback);
    }
    return this.__getitem__(name);
  }

  override pop(name: string): string;
  override pop<D>(name: string, fallback: D): string | D;
  override pop(name: string, ...fallback: unknown[]): unknown {
    if (!this.__contains__(name) && fallback.length > 0) {
      return fallback[0];
    }
    const value = this.__getitem__(name);
    this.__delitem__(name);
    return value;
  }

  override popitem(): tuple<[string, string]> {
    const [name] = this.keys();
    if (name === undefined) {
      throw new KeyError("popitem(): dictionary is empty");
    }
    return tuple.of(name, this.pop(name));
  }

  override clear(): void {
    for (const name of [...this.keys()]) {
      this.__delitem__(name);
    }
  }

  override update(
    source?: DictSource<string, string> | Record<string, string>,
    options?: Record<string, string>,
  ): void {
    for (const [name, value] of new dict<string, string>(source, options).entries()) {
      this.__setitem__(name, value);
    }
  }

  override copy(): dict<string, string> {
    return new dict<string, string>(this);
  }

  override __repr__(): string {
    const items = Array.from(this.entries(), ([name, value]) => `${repr(name)}: ${repr(value)}`);
    return `environ({${items.join(", ")}})`;
  }
}

export const environ: dict<string, string> = new Environ();

export function getenv(key: string): string | null;
export function getenv<D>(key: string, fallback: D): string | D;
export function getenv(key: string, fallback: unknown = null): unknown {
  return environ.get(requireText(key), fallback);
}

/** Changes the environment that programs started from here get, not `environ`. */
export function putenv(name: string, value: string): void {
  process.env[requireText(name)] = requireText(value);
}

export function unsetenv(name: string): void {
  delete process.env[requireText(name)];
}

/** Mirrors `c_char_p` and `c_wchar_p` as far as they hold a text: there are no addresses, and no memory behind them to share. */
import { bytes } from "../../builtins/bytes.js";
import { TypeError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { className, typeName } from "../../builtins/type-name.js";

abstract class TextPointer<T> extends object {
  declare protected held: T | null;

  override __init__(value: unknown = null): void {
    this.value = value;
  }

  get value(): T | null {
    return this.held;
  }

  /** @throws TypeError for anything but such a text and None */
  set value(value: unknown) {
    if (value !== null && !this.isText(value)) {
      throw new TypeError(`${this.expected} or integer address expected instead of ${typeName(value)} instance`);
    }
    this.held = value;
  }

  protected abstract readonly expected: string;
  protected abstract isText(value: unknown): value is T;

  override __repr__(): string {
    return `${className(this.constructor)}(${this.held === null ? "None" : Number(addressOf(this))})`;
  }
}

export class c_char_p extends TextPointer<bytes> {
  protected get expected(): string {
    return "bytes";
  }

  protected isText(value: unknown): value is bytes {
    return value instanceof bytes;
  }
}

export class c_wchar_p extends TextPointer<string> {
  protected get expected(): string {
    return "unicode string";
  }

  protected isText(value: unknown): value is string {
    return typeof value === "string";
  }
}

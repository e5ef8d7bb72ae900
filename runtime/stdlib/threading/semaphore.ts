/** Mirrors Semaphore and BoundedSemaphore of Lib/threading.py. */
import { ValueError } from "../../builtins/exceptions.js";
import { addressOf, moduleOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { className } from "../../builtins/type-name.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { markRepeatable } from "../../kernel/attempt.js";

export class Semaphore extends object {
  declare _value: number;

  override __init__(value: number | bigint = 1): void {
    if (value < 0) throw new ValueError("semaphore initial value must be >= 0");
    Object.defineProperty(this, "_value", { value: Number(value), writable: true });
  }

  acquire(blocking: unknown = true, timeout: number | bigint | null = null): boolean {
    if (!truth(blocking) && timeout !== null) throw new ValueError("can't specify timeout for non-blocking acquire");
    if (this._value === 0) {
      if (!truth(blocking)) return false;
      if (!waitUntil(() => this._value > 0, deadlineOf(timeout), WaitReason.semaphore)) return false;
    }
    this._value--;
    return true;
  }

  release(n: number | bigint = 1): null {
    if (n < 1) throw new ValueError("n must be one or more");
    this._value += Number(n);
    return null;
  }

  __enter__(): boolean {
    return this.acquire();
  }

  __exit__(..._error: unknown[]): null {
    return this.release();
  }

  override __repr__(): string {
    const name = `${moduleOf(this.constructor)}.${className(this.constructor)}`;
    return `<${name} at ${addressOf(this)}: value=${this._value}>`;
  }
}

export class BoundedSemaphore extends Semaphore {
  declare _initial_value: number;

  override __init__(value: number | bigint = 1): void {
    super.__init__(value);
    Object.defineProperty(this, "_initial_value", { value: Number(value) });
  }

  /** @throws ValueError "Semaphore released too many times" */
  override release(n: number | bigint = 1): null {
    if (n < 1) throw new ValueError("n must be one or more");
    if (this._value + Number(n) > this._initial_value) throw new ValueError("Semaphore released too many times");
    this._value += Number(n);
    return null;
  }

  override __repr__(): string {
    const name = `${moduleOf(this.constructor)}.${className(this.constructor)}`;
    return `<${name} at ${addressOf(this)}: value=${this._value}/${this._initial_value}>`;
  }
}

markRepeatable(Semaphore.prototype.acquire);

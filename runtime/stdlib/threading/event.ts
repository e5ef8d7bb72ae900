/** Mirrors Event of Lib/threading.py. */
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { markRepeatable, once } from "../../kernel/attempt.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";

export class Event extends object {
  #isSet = false;
  /** How often it was set: who waits learns of it, also when it has been cleared since. */
  #count = 0;

  override __init__(): void {}

  is_set(): boolean {
    return this.#isSet;
  }

  isSet(): boolean {
    return this.#isSet;
  }

  set(): null {
    this.#isSet = true;
    this.#count++;
    return null;
  }

  clear(): null {
    this.#isSet = false;
    return null;
  }

  /** Waits until it is set, or for so many seconds; tells whether it was set. */
  wait(timeout: number | bigint | null = null): boolean {
    const before = once(() => this.#count);
    return waitUntil(() => this.#isSet || this.#count !== before, deadlineOf(timeout), WaitReason.event);
  }

  override __repr__(): string {
    return `<threading.Event at ${addressOf(this)}: ${this.#isSet ? "set" : "unset"}>`;
  }
}

registerInheritor(
  Event.prototype,
  (event) => [event.is_set()],
  "thread_event",
  (isSet) => {
    const made = new Event();
    if (isSet) made.set();
    return made;
  },
);
markRepeatable(Event.prototype.wait);

/** Mirrors Barrier of Lib/threading.py. */
import { call } from "../../builtins/call.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { markRepeatable, once } from "../../kernel/attempt.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { BrokenBarrierError } from "../../multiprocessing/barrier.js";

export { BrokenBarrierError };

type Timeout = number | bigint | null;

/** Those who wait together. */
interface Party {
  count: number;
  state: "filling" | "open" | "reset" | "broken";
}

export class Barrier extends object {
  declare _parties: number;
  declare _action: unknown;
  declare _timeout: Timeout;
  #party: Party = { count: 0, state: "filling" };

  override __init__(parties: number | bigint, action: unknown = null, timeout: Timeout = null): void {
    for (const [name, value] of Object.entries({ _parties: Number(parties), _action: action, _timeout: timeout })) {
      Object.defineProperty(this, name, { value, writable: true });
    }
  }

  /** Waits for the others; returns a number, different for each. @throws BrokenBarrierError */
  wait(timeout: Timeout = null): number {
    const { party, index } = once(() => this.#enter());
    const deadline = deadlineOf(timeout ?? this._timeout);
    if (!waitUntil(() => party.state !== "filling", deadline, WaitReason.barrier)) party.state = "broken";
    // also when several are woken at once, each leaves once
    once(() => party.count--);
    if (party.state !== "open") throw new BrokenBarrierError();
    return index;
  }

  #enter(): { party: Party; index: number } {
    const party = this.#party;
    if (party.state === "broken") throw new BrokenBarrierError();
    const index = party.count++;
    if (party.count === this._parties) this.#open(party);
    return { party, index };
  }

  #open(party: Party): void {
    try {
      if (this._action !== null) call(this._action);
    } catch (error) {
      party.state = "broken";
      party.count--;
      throw error;
    }
    party.state = "open";
    this.#party = { count: 0, state: "filling" };
  }

  /** Lets those who wait go with BrokenBarrierError, and begins anew. */
  reset(): null {
    const party = this.#party;
    if (party.count > 0 && party.state === "filling") party.state = "reset";
    this.#party = { count: 0, state: "filling" };
    return null;
  }

  /** Breaks it for all. */
  abort(): null {
    this.#party.state = "broken";
    return null;
  }

  get parties(): number {
    return this._parties;
  }

  get n_waiting(): number {
    return this.#party.state === "filling" ? this.#party.count : 0;
  }

  get broken(): boolean {
    return this.#party.state === "broken";
  }

  override __repr__(): string {
    const name = `threading.Barrier at ${addressOf(this)}`;
    return this.broken ? `<${name}: broken>` : `<${name}: waiters=${this.n_waiting}/${this._parties}>`;
  }
}

markRepeatable(Barrier.prototype.wait);

/** Mirrors Lib/asyncio/timeouts.py. */
import { type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { RuntimeError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { raise } from "../../builtins/raise.js";
import { libraryModule } from "../module.js";
import { CancelledError, TimeoutError } from "./exceptions.js";
import { get_running_loop, type Handle } from "./loop.js";
import { current_task, type Task } from "./tasks.js";

type State = "created" | "active" | "expiring" | "expired" | "finished";

/** Mirrors asyncio.Timeout: cancels what runs in `async with` when its time is over. */
export class Timeout extends object {
  #when: number | null;
  #state: State = "created";
  #handle: Handle | null = null;
  #task: Task | null = null;
  #cancelling = 0;

  constructor(when: number | null) {
    super();
    this.#when = when;
  }

  override __init__(): void {}

  when(): number | null {
    return this.#when;
  }

  /** @throws RuntimeError "Cannot change state of finished Timeout" */
  reschedule(when: number | bigint | null): null {
    if (this.#state !== "active") throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    this.#when = when === null ? null : Number(when);
    this.#handle?.cancel();
    const loop = get_running_loop();
    const expire = (): null => this.#expire();
    if (this.#when === null) this.#handle = null;
    else if (this.#when <= loop.time()) this.#handle = loop.call_soon(expire);
    else this.#handle = loop.call_at(this.#when, expire);
    return null;
  }

  expired(): boolean {
    return this.#state === "expiring" || this.#state === "expired";
  }

  #expire(): null {
    this.#task!.cancel();
    this.#state = "expiring";
    this.#handle = null;
    return null;
  }

  *__aenter__(): Coroutine<this> {
    this.#task = current_task();
    if (this.#task === null) throw new RuntimeError("Timeout should be used inside a task");
    this.#state = "active";
    this.#cancelling = this.#task.cancelling();
    this.reschedule(this.#when);
    return this;
  }

  *__aexit__(_type: unknown, raised: unknown): Coroutine<null> {
    this.#handle?.cancel();
    this.#handle = null;
    if (this.#state === "expiring") {
      this.#state = "expired";
      if (this.#task!.uncancel() <= this.#cancelling && raised instanceof CancelledError) {
        throw raise(new TimeoutError(), { cause: raised });
      }
    } else this.#state = "finished";
    return null;
  }

  override __repr__(): string {
    const when = this.#state === "active" && this.#when !== null ? ` when=${this.#when.toFixed(3)}` : "";
    return `<Timeout [${this.#state}]${when}>`;
  }
}
coroutine(Timeout.prototype.__aenter__);
coroutine(Timeout.prototype.__aexit__);

export function timeout(delay: number | bigint | null): Timeout {
  return new Timeout(delay === null ? null : get_running_loop().time() + Number(delay));
}

export function timeout_at(when: number | bigint | null): Timeout {
  return new Timeout(when === null ? null : Number(when));
}

libraryModule("asyncio.timeouts", () => ({ Timeout }), { Timeout });

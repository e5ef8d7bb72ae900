/** Mirrors the module `timeit` for functions. Differs: a statement given as text can't be run. */
import { call } from "../builtins/call.js";
import { NotImplementedError, ValueError } from "../builtins/exceptions.js";
import { object } from "../builtins/object.js";
import { tagged, type int } from "../builtins/numbers.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { perf_counter } from "./time.js";
import * as self from "./timeit.js";

export { perf_counter as default_timer };

export const default_number = 1_000_000;
export const default_repeat = 5;

const ENOUGH_SECONDS = 0.2;

type Action = (() => unknown) | string;

/** @throws NotImplementedError for a statement that is text, unless it is `pass` */
function runner(action: Action): () => unknown {
  if (action === "pass") return () => null;
  if (typeof action !== "string") return () => call(action) as unknown;
  throw new NotImplementedError("timeit of a statement given as text is not supported; give a function");
}

/** Mirrors `timeit.Timer`. */
export class Timer extends object {
  readonly #stmt: () => unknown;
  readonly #setup: () => unknown;
  readonly #timer: () => number;

  constructor(stmt: Action = "pass", setup: Action = "pass", timer: () => number = perf_counter) {
    super();
    if (typeof stmt !== "string" && typeof stmt !== "function")
      throw new ValueError("stmt is neither a string nor callable");
    this.#stmt = runner(stmt);
    this.#setup = runner(setup);
    this.#timer = timer;
  }

  /** Seconds that `number` runs take. */
  timeit(number: int = default_number): number {
    this.#setup();
    const start = Number(this.#timer());
    for (let run = 0; run < number; run++) this.#stmt();
    return Number(this.#timer()) - start;
  }

  /** A number of runs that take at least 0.2 seconds, and how long they took. */
  autorange(callback: ((number: int, taken: number) => unknown) | null = null): tuple<[int, number]> {
    for (let scale = 1; ; scale *= 10) {
      for (const digit of [1, 2, 5]) {
        const number = scale * digit;
        const taken = this.timeit(number);
        if (callback !== null) call(callback, number, tagged(taken));
        if (taken >= ENOUGH_SECONDS) return tuple.of(number, tagged(taken) as number);
      }
    }
  }

  /** Several results of `timeit`. */
  repeat(repeat: int = default_repeat, number: int = default_number): number[] {
    return Array.from({ length: Number(repeat) }, () => tagged(this.timeit(number)));
  }
}

/** Mirrors `timeit.timeit(stmt, setup, timer, number)`. */
export function timeit(stmt?: Action, setup?: Action, timer?: () => number, number?: int): number {
  return new Timer(stmt, setup, timer).timeit(number);
}

/** Mirrors `timeit.repeat(stmt, setup, timer, repeat, number)`. */
export function repeat(stmt?: Action, setup?: Action, timer?: () => number, repeat?: int, number?: int): number[] {
  return new Timer(stmt, setup, timer).repeat(repeat, number);
}

libraryModule("timeit", () => self, { Timer });
givesRawFloats(self, ["timeit"]);
givesRawFloats(Timer.prototype, ["timeit"]);

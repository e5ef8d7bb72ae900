/** Mirrors the module `sched`. */
import { call, callWith } from "../builtins/call.js";
import { equal, lt } from "../builtins/compare.js";
import { dict } from "../builtins/dict.js";
import { ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { object } from "../builtins/object.js";
import { add, sub } from "../builtins/operators.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { StructSequence } from "./struct-sequence.js";
import { monotonic, sleep } from "./time.js";
import * as self from "./sched.js";

/** Mirrors `sched.Event`. */
export class Event extends StructSequence {
  static override readonly title = "Event";
  static override readonly fields = ["time", "priority", "sequence", "action", "argument", "kwargs"];
  static override readonly visible = 6;
  declare readonly time: unknown;
  declare readonly priority: unknown;
  declare readonly sequence: number;
  declare readonly action: unknown;
  declare readonly argument: Iterable<unknown>;
  declare readonly kwargs: dict<string, unknown>;
}

/** Mirrors `sched.scheduler(timefunc=time.monotonic, delayfunc=time.sleep)`. */
export class scheduler extends object {
  readonly timefunc: unknown;
  readonly delayfunc: unknown;
  readonly #events: Event[] = [];
  #made = 0;

  constructor(timefunc: unknown = monotonic, delayfunc: unknown = sleep) {
    super();
    this.timefunc = timefunc;
    this.delayfunc = delayfunc;
  }

  override __init__(): void {}

  enterabs(
    time: unknown,
    priority: unknown,
    action: unknown,
    argument: Iterable<unknown> = new tuple(),
    kwargs: dict<string, unknown> = new dict<string, unknown>(),
  ): Event {
    const event = new Event([time, priority, this.#made++, action, new tuple(argument), kwargs]);
    const at = this.#events.findIndex((other) => isBefore(event, other));
    this.#events.splice(at < 0 ? this.#events.length : at, 0, event);
    return event;
  }

  /** As `enterabs`, so much later than now. */
  enter(
    delay: unknown,
    priority: unknown,
    action: unknown,
    argument?: Iterable<unknown>,
    kwargs?: dict<string, unknown>,
  ): Event {
    return this.enterabs(add(call(this.timefunc), delay), priority, action, argument, kwargs);
  }

  /** @throws ValueError for an event that is not in the queue */
  cancel(event: Event): void {
    const at = this.#events.indexOf(event);
    if (at < 0) throw new ValueError("list.remove(x): x not in list");
    this.#events.splice(at, 1);
  }

  empty(): boolean {
    return this.#events.length === 0;
  }

  /** Runs the events, each at its time; with `blocking=False` those that are due, and gives the time until the next. */
  run(blocking = true): unknown {
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      const now = call(this.timefunc) as unknown;
      if (lt(now, next.time)) {
        const delay = sub(next.time, now) as unknown;
        if (!blocking) return delay;
        call(this.delayfunc, delay);
      } else {
        this.#events.shift();
        callWith(next.action, [...iterate<unknown>(next.argument)], Object.fromEntries(next.kwargs.items()));
        call(this.delayfunc, 0); // lets other processes run
      }
    }
    return null;
  }

  /** The events that are to come, in their order. */
  get queue(): Event[] {
    return [...this.#events];
  }
}

function isBefore(one: Event, other: Event): boolean {
  if (!equal(one.time, other.time)) return Boolean(lt(one.time, other.time));
  if (!equal(one.priority, other.priority)) return Boolean(lt(one.priority, other.priority));
  return one.sequence < other.sequence;
}

libraryModule("sched", () => self, { Event, scheduler });

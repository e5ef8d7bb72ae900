/** What a Pool's methods hand out before the results are there. Mirrors the result classes of Lib/multiprocessing/pool.py. */
import { type BaseException, ValueError } from "../../builtins/exceptions.js";
import { StopIteration } from "../../builtins/exceptions.js";
import { callBack } from "../../builtins/call.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { markRepeatable } from "../../kernel/attempt.js";
import { writeErr } from "../../kernel/output.js";
import { registerModule } from "../../kernel/registry.js";
import { exception } from "../../builtins/raise.js";
import { print_exception } from "../../kernel/traceback.js";
import { deadlineOf } from "../../kernel/wait.js";
import { TimeoutError } from "../errors.js";
import { raisedHere } from "./errors.js";
import type { Task } from "./worker.js";

type Timeout = number | bigint | null | undefined;

export type Callback = ((value: never) => unknown) | null | undefined;

/** What a job needs of the pool that it belongs to. */
export interface JobOwner {
  /** Waits, taking results in, until `ready` or the deadline; tells which. */
  wait(ready: () => boolean, deadline: number | null): boolean;
  /** One more, or one less, result with a callback. */
  expectCallbacks(change: 1 | -1): void;
}

/** One call of a Pool's method, of one or many parts. */
export interface Job {
  /** The tasks that are still to be sent, in order; each yield is one part. */
  readonly tasks: Iterator<Task>;
  /** How many parts may be out at once; imap reads its iterable no further ahead. */
  readonly mostAhead: number;
  /** Takes the result of a part. */
  set(part: number, success: boolean, value: unknown): void;
  /** The iterable ended after so many parts. */
  setLength(parts: number): void;
  readonly done: boolean;
  /** No part that is missing will come any more. */
  abandon(reason: BaseException): void;
}

/** Runs a callback; one that raises is reported, and nothing else is lost. (CPython's Pool hangs after that.) */
function runCallback(callback: Callback, value: unknown): void {
  try {
    callBack(callback, value);
  } catch (error) {
    writeErr("Exception in a callback of a Pool:\n");
    print_exception(exception(error));
  }
}

/** The result of `apply_async`, and base of that of `map_async`. Mirrors pool.ApplyResult (AsyncResult). */
export class ApplyResult<T = unknown> extends object implements Job {
  readonly tasks: Iterator<Task>;
  readonly mostAhead = Infinity;
  readonly #owner: JobOwner;
  readonly #callback: Callback;
  readonly #errorCallback: Callback;
  #done = false;
  #success = true;
  #value: unknown = null;

  constructor(owner: JobOwner, tasks: Iterator<Task>, callback?: Callback, errorCallback?: Callback) {
    super();
    this.tasks = tasks;
    this.#owner = owner;
    this.#callback = callback ?? null;
    this.#errorCallback = errorCallback ?? null;
    if (this.#callback !== null || this.#errorCallback !== null) owner.expectCallbacks(1);
  }

  get done(): boolean {
    return this.#done;
  }

  /** True when the result, or the exception, is there. */
  ready(): boolean {
    if (!this.#done) this.#owner.wait(() => true, 0);
    return this.#done;
  }

  /** True when the call didn't raise. Raises ValueError before it has ended. */
  successful(): boolean {
    if (!this.ready()) throw new ValueError(`${repr(this)} not ready`);
    return this.#success;
  }

  /** Waits until the call has ended, or for `timeout` seconds. */
  wait(timeout?: Timeout): null {
    if (!this.#done) this.#owner.wait(() => this.#done, deadlineOf(timeout));
    return null;
  }

  /** The result. Raises TimeoutError when it isn't there in time, or what the call raised. */
  get(timeout?: Timeout): T {
    this.wait(timeout);
    if (!this.#done) throw new TimeoutError();
    if (this.#success) return this.#value as T;
    throw raisedHere(this.#value as BaseException);
  }

  set(_part: number, success: boolean, value: unknown): void {
    this.settle(success, value);
  }

  setLength(_parts: number): void {}

  abandon(reason: BaseException): void {
    this.settle(false, reason);
  }

  /** Ends the job, and runs the callback that wants to know. */
  protected settle(success: boolean, value: unknown): void {
    if (this.#done) return;
    this.#success = success;
    this.settleUnnoticed(value);
    const callback = success ? this.#callback : this.#errorCallback;
    if (callback !== null) runCallback(callback, value);
  }

  /** Ends the job without a callback. */
  protected settleUnnoticed(value: unknown): void {
    this.#done = true;
    this.#value = value;
    if (this.#callback !== null || this.#errorCallback !== null) this.#owner.expectCallbacks(-1);
  }
}

/** The result of `map_async` and `starmap_async`. Mirrors pool.MapResult. */
export class MapResult<T = unknown> extends ApplyResult<T[]> {
  readonly #chunkSize: number;
  readonly #items: unknown[];
  #partsLeft: number;
  #failure: BaseException | null = null;

  constructor(
    owner: JobOwner,
    tasks: Iterator<Task>,
    length: number,
    chunkSize: number,
    callback?: Callback,
    errorCallback?: Callback,
  ) {
    super(owner, tasks, callback, errorCallback);
    this.#chunkSize = chunkSize;
    this.#items = new Array<unknown>(length).fill(null);
    this.#partsLeft = chunkSize <= 0 ? 0 : Math.ceil(length / chunkSize);
    // as in CPython, no callback hears of an empty map, and chunks of nothing give Nones
    if (this.#partsLeft === 0) this.settleUnnoticed(this.#items);
  }

  /** How many parts are still to come: what programs show while they wait, though it is no part of the interface. */
  get _number_left(): number {
    this.ready();
    return this.#partsLeft;
  }

  get _chunksize(): number {
    return this.#chunkSize;
  }

  override set(part: number, success: boolean, value: unknown): void {
    if (success) {
      const items = value as unknown[];
      const start = part * this.#chunkSize;
      for (let i = 0; i < items.length; i++) this.#items[start + i] = items[i];
    } else {
      this.#failure ??= value as BaseException;
    }
    if (--this.#partsLeft > 0) return;
    if (this.#failure === null) this.settle(true, this.#items);
    else this.settle(false, this.#failure);
  }
}

type Result = readonly [success: boolean, value: unknown];

/** The iterator that `imap` returns. Mirrors pool.IMapIterator. */
export class IMapIterator<T = unknown> extends object implements Job {
  readonly tasks: Iterator<Task>;
  readonly mostAhead: number;
  readonly #owner: JobOwner;
  protected readonly results: Result[] = [];
  #taken = 0;
  #length: number | null = null;

  constructor(owner: JobOwner, tasks: Iterator<Task>, mostAhead: number) {
    super();
    this.#owner = owner;
    this.tasks = tasks;
    this.mostAhead = mostAhead;
  }

  /** True when nothing more will come from the workers. */
  get done(): boolean {
    return this.#length !== null && this.received >= this.#length;
  }

  protected received = 0;

  /** The next result. Raises StopIteration at the end, TimeoutError when it isn't there in `timeout` seconds. */
  next(timeout?: Timeout): T {
    const inTime = this.#owner.wait(() => this.hasNext() || this.#isExhausted(), deadlineOf(timeout));
    if (!inTime) throw new TimeoutError();
    if (!this.hasNext()) throw new StopIteration();
    const [success, value] = this.takeNext();
    this.#taken++;
    if (success) return value as T;
    throw raisedHere(value as BaseException);
  }

  __next__(): T {
    return this.next();
  }

  __iter__(): this {
    return this;
  }

  #isExhausted(): boolean {
    return this.#length !== null && this.#taken >= this.#length;
  }

  /** How many results have come that nobody has asked for. */
  get waiting(): number {
    return this.received - this.#taken;
  }

  protected hasNext(): boolean {
    return this.#taken in this.results;
  }

  protected takeNext(): Result {
    const result = this.results[this.#taken]!;
    delete this.results[this.#taken];
    return result;
  }

  set(part: number, success: boolean, value: unknown): void {
    this.received++;
    this.results[part] = [success, value];
  }

  setLength(parts: number): void {
    this.#length = parts;
  }

  /** What is missing comes as the reason, once. */
  abandon(reason: BaseException): void {
    if (this.done) return;
    let part = this.#taken;
    while (part in this.results) part++;
    this.set(part, false, reason);
    this.received = part + 1;
    this.#length = part + 1;
  }
}

/** The iterator that `imap_unordered` returns: results in the order in which they come. */
export class IMapUnorderedIterator<T = unknown> extends IMapIterator<T> {
  protected override hasNext(): boolean {
    return this.results.length > 0;
  }

  protected override takeNext(): Result {
    return this.results.shift()!;
  }

  override set(_part: number, success: boolean, value: unknown): void {
    this.received++;
    this.results.push([success, value]);
  }

  override abandon(reason: BaseException): void {
    if (this.done) return;
    this.set(0, false, reason);
    this.setLength(this.received);
  }
}

markRepeatable(ApplyResult.prototype.get, ApplyResult.prototype.wait);
registerModule("multiprocessing.pool", {
  ApplyResult,
  AsyncResult: ApplyResult,
  MapResult,
  IMapIterator,
  IMapUnorderedIterator,
});

/** The class `Context`: precision, rounding, what has happened and what raises. */
import { asIndex } from "../../builtins/as-index.js";
import { AttributeError, KeyError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { type int, isIntLike } from "../../builtins/numbers.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { dict } from "../../builtins/dict.js";
import { iterate } from "../../builtins/iterate.js";
import type { Num } from "./number.js";
import { type Rounding, ROUNDINGS, type Settings } from "./rounding.js";
import { type Condition, DivisionByZero, InvalidOperation, Overflow, SHOWN_SIGNALS, signalOf } from "./signals.js";
import { SIGNALS, type Status, trapped } from "./signals.js";

export const MAX_PREC = 999999999999999999n;
export const MAX_EMAX = 999999999999999999n;
export const MIN_EMIN = -999999999999999999n;
export const MIN_ETINY = -1999999999999999997n;

/** A mapping from the signals to booleans: `context.flags` and `context.traps`. */
export class SignalDict implements Iterable<Condition> {
  readonly #set: Set<Condition>;

  constructor(set: Set<Condition>) {
    this.#set = set;
  }

  [Symbol.iterator](): Iterator<Condition> {
    return SIGNALS[Symbol.iterator]();
  }

  /** @throws KeyError for what is no signal */
  __getitem__(signal: unknown): boolean {
    return this.#set.has(checkSignal(signal));
  }

  __setitem__(signal: unknown, value: unknown): void {
    const known = checkSignal(signal);
    if (truth(value)) this.#set.add(known);
    else this.#set.delete(known);
  }

  __len__(): number {
    return SIGNALS.length;
  }

  __contains__(signal: unknown): boolean {
    return SIGNALS.includes(signal as Condition);
  }

  keys(): Condition[] {
    return [...SIGNALS];
  }

  values(): boolean[] {
    return SIGNALS.map((signal) => this.#set.has(signal));
  }

  items(): tuple<[Condition, boolean]>[] {
    return SIGNALS.map((signal) => tuple.of(signal, this.#set.has(signal)));
  }

  get(signal: unknown, fallback: unknown = null): unknown {
    return this.__contains__(signal) ? this.__getitem__(signal) : fallback;
  }

  __eq__(other: unknown): boolean {
    return other instanceof SignalDict && SIGNALS.every((signal) => this.#set.has(signal) === other.#set.has(signal));
  }

  __repr__(): string {
    return `{${SIGNALS.map((signal) => `${repr(signal)}:${this.#set.has(signal) ? "True" : "False"}`).join(", ")}}`;
  }
}

function checkSignal(signal: unknown): Condition {
  if (!SIGNALS.includes(signal as Condition)) throw new KeyError("invalid error flag");
  return signal as Condition;
}

export function checkRounding(value: unknown): Rounding {
  if (ROUNDINGS.includes(value as Rounding)) return value as Rounding;
  throw new TypeError(
    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n" +
      "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
  );
}

function checkRange(value: unknown, low: bigint, high: bigint, problem: string): int {
  if (!isIntLike(value)) throw new TypeError("an integer is required");
  const exact = asIndex(value);
  if (exact < low || exact > high) throw new ValueError(`valid range for ${problem}`);
  return exact;
}

/** The keyword arguments of `Context`. */
export interface ContextOptions {
  prec?: unknown;
  rounding?: unknown;
  Emin?: unknown;
  Emax?: unknown;
  capitals?: unknown;
  clamp?: unknown;
  flags?: unknown;
  traps?: unknown;
}

/** The settings and the status of a context; its operations are added in context-operations.ts. */
export class ContextBase {
  #prec: int = 28;
  #rounding: Rounding = "ROUND_HALF_EVEN";
  #Emin: int = -999999;
  #Emax: int = 999999;
  #capitals: int = 1;
  #clamp: int = 0;
  readonly #flags = new Set<Condition>();
  readonly #traps = new Set<Condition>([InvalidOperation, DivisionByZero, Overflow]);

  constructor(options: ContextOptions = {}) {
    this.change(options);
  }

  /** Changes what is given. @throws TypeError, ValueError */
  protected change({ flags = null, traps = null, ...others }: ContextOptions): void {
    for (const [name, value] of Object.entries(others)) {
      if (!FIELDS.includes(name)) throw new TypeError(`'${name}' is an invalid keyword argument for this function`);
      if (value !== null && value !== undefined) Object.assign(this, { [name]: value });
    }
    if (flags !== null) this.flags = flags;
    if (traps !== null) this.traps = traps;
  }

  get prec(): int {
    return this.#prec;
  }

  set prec(value: int) {
    this.#prec = checkRange(value, 1n, MAX_PREC, "prec is [1, MAX_PREC]");
  }

  get rounding(): string {
    return this.#rounding;
  }

  set rounding(value: string) {
    this.#rounding = checkRounding(value);
  }

  get Emin(): int {
    return this.#Emin;
  }

  set Emin(value: int) {
    this.#Emin = checkRange(value, MIN_EMIN, 0n, "Emin is [MIN_EMIN, 0]");
  }

  get Emax(): int {
    return this.#Emax;
  }

  set Emax(value: int) {
    this.#Emax = checkRange(value, 0n, MAX_EMAX, "Emax is [0, MAX_EMAX]");
  }

  get capitals(): int {
    return this.#capitals;
  }

  set capitals(value: int) {
    this.#capitals = checkRange(value, 0n, 1n, "capitals is [0, 1]");
  }

  get clamp(): int {
    return this.#clamp;
  }

  set clamp(value: int) {
    this.#clamp = checkRange(value, 0n, 1n, "clamp is [0, 1]");
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list or a mapping may be put here
  get flags(): any {
    return new SignalDict(this.#flags);
  }

  set flags(value: unknown) {
    refill(this.#flags, value);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list or a mapping may be put here
  get traps(): any {
    return new SignalDict(this.#traps);
  }

  set traps(value: unknown) {
    refill(this.#traps, value);
  }

  clear_flags(): void {
    this.#flags.clear();
  }

  clear_traps(): void {
    this.#traps.clear();
  }

  Etiny(): int {
    return Number(this.#Emin) - Number(this.#prec) + 1;
  }

  Etop(): int {
    return Number(this.#Emax) - Number(this.#prec) + 1;
  }

  /** What an operation needs to know. */
  settings(rounding: unknown = null): Settings {
    return {
      prec: Number(this.#prec),
      rounding: rounding === null ? this.#rounding : checkRounding(rounding),
      Emin: Number(this.#Emin),
      Emax: Number(this.#Emax),
      clamp: Number(this.#clamp),
    };
  }

  /** Notes what happened in an operation. @throws the signal that is trapped */
  note(status: Status): void {
    for (const condition of status) this.#flags.add(signalOf(condition));
    const error = trapped(status, this.#traps);
    if (error !== null) throw error;
  }

  /** The result of an operation, its status noted. */
  run(operation: (settings: Settings, status: Status) => Num, rounding: unknown = null): Num {
    const status: Status = new Set();
    const result = operation(this.settings(rounding), status);
    this.note(status);
    return result;
  }

  __setattr__(name: string, value: unknown): void {
    if (!FIELDS.includes(name)) throw new AttributeError(`'decimal.Context' object has no attribute '${name}'`);
    Object.assign(this, { [name]: value });
  }

  __getattr__(name: string): never {
    throw new AttributeError(`'decimal.Context' object has no attribute '${name}'`);
  }

  __repr__(): string {
    const listed = (set: ReadonlySet<Condition>) =>
      SHOWN_SIGNALS.filter((signal) => set.has(signal))
        .map(({ name }) => name)
        .join(", ");
    return (
      `Context(prec=${this.#prec}, rounding=${this.#rounding}, Emin=${this.#Emin}, Emax=${this.#Emax}, ` +
      `capitals=${this.#capitals}, clamp=${this.#clamp}, flags=[${listed(this.#flags)}], traps=[${listed(this.#traps)}])`
    );
  }

  /** Its settings and status, for a copy or a pickle. */
  state(): Required<ContextOptions> {
    const { prec, rounding, Emin, Emax, capitals, clamp } = this;
    return { prec, rounding, Emin, Emax, capitals, clamp, flags: [...this.#flags], traps: [...this.#traps] };
  }
}

const FIELDS: readonly string[] = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"];

/** The signals of a list, or those that a mapping says True to. */
function refill(set: Set<Condition>, value: unknown): void {
  const isMapping = value instanceof SignalDict || value instanceof dict || isOptions(value);
  if (!isMapping && typeName(value) !== "list" && typeName(value) !== "tuple") {
    throw new TypeError("argument must be a signal dict");
  }
  const signals = isMapping
    ? SIGNALS.filter((signal) => truth((value as SignalDict).get(signal, false)))
    : Array.from(iterate(value), checkSignal);
  set.clear();
  for (const signal of signals) set.add(signal);
}

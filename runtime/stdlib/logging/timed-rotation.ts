/** The class `TimedRotatingFileHandler`. */
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ValueError } from "../../builtins/exceptions.js";
import type { Writable } from "../../builtins/io/standard.js";
import { remove, rename } from "../os/files.js";
import { exists } from "../os/path.js";
import { gmtime, localtime, strftime } from "../time.js";
import type { LogRecord } from "./record.js";
import { BaseRotatingHandler } from "./rotation.js";

const dateOf = (time: Iterable<unknown>): number[] => Array.from(time, Number);

const [MINUTE, HOUR, DAY, WEEK] = [60, 3600, 86_400, 604_800];

/** How long each unit is, how the old files are called, and what their names look like. */
const UNITS: Readonly<Record<string, readonly [seconds: number, suffix: string, pattern: RegExp]>> = {
  S: [1, "%Y-%m-%d_%H-%M-%S", /^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}$/],
  M: [MINUTE, "%Y-%m-%d_%H-%M", /^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}$/],
  H: [HOUR, "%Y-%m-%d_%H", /^\d{4}-\d{2}-\d{2}_\d{2}$/],
  D: [DAY, "%Y-%m-%d", /^\d{4}-\d{2}-\d{2}$/],
  W: [WEEK, "%Y-%m-%d", /^\d{4}-\d{2}-\d{2}$/],
};

/** Mirrors `TimedRotatingFileHandler`: from time to time the file becomes FILE.date, and a new one begins. */
export class TimedRotatingFileHandler extends BaseRotatingHandler {
  readonly when: string;
  readonly interval: number;
  readonly backupCount: number;
  readonly utc: boolean;
  suffix: string;
  rolloverAt: number;
  readonly #pattern: RegExp;

  /** @throws ValueError */
  constructor(
    filename: unknown,
    when: string = "h",
    interval: number = 1,
    backupCount: number = 0,
    encoding: string | null = null,
    delay: boolean = false,
    utc: boolean = false,
    _atTime: unknown = null,
    errors: string | null = null,
  ) {
    super(filename, "a", encoding, delay, errors);
    this.when = when.toUpperCase();
    const unit = UNITS[this.when === "MIDNIGHT" ? "D" : this.when[0] === "W" ? "W" : this.when];
    if (unit === undefined) throw new ValueError(`Invalid rollover interval specified: ${this.when}`);
    if (this.when[0] === "W" && !/^W[0-6]$/.test(this.when)) {
      const problem =
        this.when.length === 2
          ? "Invalid day specified for weekly rollover"
          : "You must specify a day for weekly rollover from 0 to 6 (0 is Monday)";
      throw new ValueError(`${problem}: ${this.when}`);
    }
    const [seconds, suffix, pattern] = unit;
    this.interval = seconds * Number(interval);
    this.backupCount = Number(backupCount);
    this.utc = utc;
    this.suffix = suffix;
    this.#pattern = pattern;
    const begun = exists(this.baseFilename) ? statSync(this.baseFilename).mtimeMs : Date.now();
    this.rolloverAt = this.computeRollover(Math.floor(begun / 1000));
  }

  /** Mirrors `computeRollover(currentTime)`: when the file that is begun then is to end. */
  computeRollover(currentTime: number): number {
    if (this.when !== "MIDNIGHT" && this.when[0] !== "W") return currentTime + this.interval;
    const now = this.utc ? gmtime(currentTime) : localtime(currentTime);
    const midnight = currentTime + DAY - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec);
    if (this.when === "MIDNIGHT") return midnight;
    const wanted = Number(this.when[1]);
    return midnight + DAY * ((wanted - now.tm_wday + 7) % 7);
  }

  shouldRollover(_record: LogRecord): boolean {
    return Math.floor(Date.now() / 1000) >= this.rolloverAt;
  }

  doRollover(): void {
    (this.stream as Writable & { close?(): void }).close?.();
    const begun = this.rolloverAt - this.interval;
    const name = `${this.baseFilename}.${strftime(this.suffix, dateOf(this.utc ? gmtime(begun) : localtime(begun)))}`;
    if (exists(name)) remove(name);
    if (exists(this.baseFilename)) rename(this.baseFilename, name);
    for (const old of this.getFilesToDelete()) remove(old);
    this.stream = this._open();
    const now = Math.floor(Date.now() / 1000);
    this.rolloverAt = this.computeRollover(now);
    while (this.rolloverAt <= now) this.rolloverAt += this.interval;
  }

  /** The oldest of the files that it made, beyond those to be kept. */
  getFilesToDelete(): string[] {
    if (this.backupCount <= 0) return [];
    const [folder, prefix] = [dirname(this.baseFilename), `${basename(this.baseFilename)}.`];
    const mine = readdirSync(folder).filter(
      (name) => name.startsWith(prefix) && this.#pattern.test(name.slice(prefix.length)),
    );
    return mine
      .sort()
      .slice(0, Math.max(0, mine.length - this.backupCount))
      .map((name) => join(folder, name));
  }
}

/** Mirrors the module `time`. Differs: `process_time` counts all processes of the program on Node before 23.9. */
import { OSError, TypeError, ValueError, OverflowError } from "../builtins/exceptions.js";
import { asIndex } from "../builtins/as-index.js";
import { Float, shrink, type int } from "../builtins/numbers.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { deadlineOf, waitFor, WaitReason } from "../kernel/wait.js";
import { libraryModule } from "./module.js";
import * as self from "./time.js";
import { strftime as formatDate } from "./time/strftime.js";
import { checkedTime, localTime, secondsOf, struct_time, timeTuple, utcTime } from "./time/struct-time.js";
import { strptime as parseDate } from "./time/strptime.js";
import { localZone, standardOffset } from "./time/zone.js";
import { markRepeatable } from "../kernel/attempt.js";

export { struct_time } from "./time/struct-time.js";

/** Seconds since 1970. */
export function time(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** Nanoseconds since 1970. */
export function time_ns(): int {
  return shrink(BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n);
}

/** Seconds of a clock that never goes back; all processes of the machine share it. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}

export function monotonic_ns(): int {
  return shrink(process.hrtime.bigint());
}

/** Seconds of the clock with the finest steps. */
export function perf_counter(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}

export function perf_counter_ns(): int {
  return shrink(process.hrtime.bigint());
}

/** Microseconds of processor time: of this thread where Node can tell, else of the program. */
function processorTime(): number {
  const source = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  const { user, system } = source.threadCpuUsage?.() ?? process.cpuUsage();
  return user + system;
}

/** Seconds of processor time that this process has used. */
export function process_time(): number {
  return processorTime() / 1e6;
}

export function process_time_ns(): int {
  return shrink(BigInt(Math.round(processorTime())) * 1000n);
}

export function thread_time(): number {
  return process_time();
}

export function thread_time_ns(): int {
  return process_time_ns();
}

const LONGEST_SLEEP = 9.2e9;

/**
 * Suspends this process. A signal whose handler raises ends the sleep early.
 *
 * @throws ValueError "sleep length must be non-negative"
 */
export function sleep(secs: number | bigint): void {
  const seconds = secondsArgument(secs);
  if (seconds < 0) {
    throw new ValueError("sleep length must be non-negative");
  }
  if (seconds > LONGEST_SLEEP) {
    throw new OverflowError("timestamp out of range for platform time_t");
  }
  const deadline = deadlineOf(seconds);
  while (waitFor({ index: 0, expected: 0, waiters: 0, deadline, reason: WaitReason.sleep, holds: null }));
}

function secondsArgument(value: unknown): number {
  const seconds = value instanceof Float ? value.value : typeof value === "number" ? value : Number(asIndex(value));
  if (Number.isNaN(seconds)) {
    throw new ValueError("Invalid value NaN (not a number)");
  }
  return seconds;
}

function momentArgument(secs: number | bigint | null): number {
  return secs === null ? time() : secondsArgument(secs);
}

/** UTC. @throws OverflowError, ValueError for a moment that no calendar has */
export function gmtime(secs: number | bigint | null = null): struct_time {
  return utcTime(momentArgument(secs));
}

/** Local time. */
export function localtime(secs: number | bigint | null = null): struct_time {
  return localTime(momentArgument(secs));
}

/** The inverse of localtime. */
export function mktime(time_tuple: Iterable<number>): number {
  return secondsOf(timeTuple(time_tuple, "mktime"));
}

/** `Sat Jun  6 16:26:11 1998` */
export function asctime(time_tuple?: Iterable<number>): string {
  const fields = time_tuple === undefined ? Array.from(localtime(), Number) : timeTuple(time_tuple, "asctime");
  return formatTime("%a %b %e %H:%M:%S %Y", checkedTime(fields));
}

/** `asctime(localtime(secs))` */
export function ctime(secs: number | bigint | null = null): string {
  return asctime(localtime(secs) as Iterable<unknown> as Iterable<number>);
}

/** @throws TypeError, ValueError "month out of range" and the like */
export function strftime(format: string, time_tuple?: Iterable<number>): string {
  if (typeof format !== "string") {
    throw new TypeError(`strftime() argument 1 must be str, not ${typeName(format)}`);
  }
  const source = time_tuple ?? localtime();
  return formatTime(format, checkedTime(timeTuple(source, "strftime")), source);
}

function formatTime(format: string, fields: number[], source?: unknown): string {
  const [year, month, day, hour, minute, second, weekday, yearDay, isDst] = fields;
  const date = { year, month, day, hour, minute, second, weekday, yearDay, epoch: () => secondsOf(fields) };
  return formatDate(format, { ...date, ...zoneText(source, isDst) });
}

/** `%z` and `%Z`: as C has them, a plain tuple says only whether it is summer time. */
function zoneText(source: unknown, isDst: number): { offset: string; zone: string } {
  const known = source instanceof struct_time && source.tm_zone !== null ? source : null;
  const zone = known?.tm_zone ?? (isDst < 0 ? "" : tzname[isDst === 0 ? 0 : 1]);
  const seconds = known?.tm_gmtoff ?? 0;
  const minutes = Math.abs(seconds) / 60;
  const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, "0");
  return { zone, offset: isDst < 0 ? "" : (seconds < 0 ? "-" : "+") + digits };
}

/** @throws ValueError "time data 'x' does not match format '%Y'" */
export function strptime(string: string, format = "%a %b %d %H:%M:%S %Y"): struct_time {
  for (const [at, value] of [string, format].entries()) {
    if (typeof value !== "string") {
      throw new TypeError(`strptime() argument ${at} must be str, not <class '${typeName(value)}'>`);
    }
  }
  const date = parseDate(string, format);
  const { year, month, day, hour, minute, second, weekday, yearDay, isDst, zone, offset } = date;
  return new struct_time([year, month, day, hour, minute, second, weekday, yearDay, isDst, zone, offset]);
}

const thisYear = new Date().getFullYear();
const winterAndSummer = [0, 6].map((month) => localZone(Date.UTC(thisYear, month, 1) / 1000));

/** Seconds west of UTC, without summer time. */
export const CLOCK_REALTIME = 0;
export const CLOCK_MONOTONIC = 1;
export const CLOCK_PROCESS_CPUTIME_ID = 2;
export const CLOCK_THREAD_CPUTIME_ID = 3;
export const CLOCK_MONOTONIC_RAW = 4;
export const CLOCK_BOOTTIME = 7;

/** What each clock reads, in nanoseconds. */
const CLOCKS = new Map<number, () => int>([
  [CLOCK_REALTIME, time_ns],
  [CLOCK_MONOTONIC, monotonic_ns],
  [CLOCK_PROCESS_CPUTIME_ID, process_time_ns],
  [CLOCK_THREAD_CPUTIME_ID, thread_time_ns],
  [CLOCK_MONOTONIC_RAW, monotonic_ns],
  [CLOCK_BOOTTIME, monotonic_ns],
]);

/** Mirrors `clock_gettime_ns(clk_id)`. @throws OSError */
export function clock_gettime_ns(clk_id: number): int {
  const clock = CLOCKS.get(clk_id);
  if (clock === undefined) throw new OSError(22, "Invalid argument");
  return clock();
}

/** Mirrors `clock_gettime(clk_id)`. @throws OSError */
export function clock_gettime(clk_id: number): number {
  return Number(clock_gettime_ns(clk_id)) / 1e9;
}

/** Mirrors `clock_getres(clk_id)`. @throws OSError */
export function clock_getres(clk_id: number): number {
  if (!CLOCKS.has(clk_id)) throw new OSError(22, "Invalid argument");
  return 1e-9;
}

export const timezone = 0 - standardOffset(thisYear);
/** Seconds west of UTC in summer time. */
export const altzone = 0 - Math.max(...winterAndSummer.map((zone) => zone.offset));
/** 1 if the zone has summer time. */
export const daylight = timezone === altzone ? 0 : 1;

const standardName = (winterAndSummer.find((zone) => !zone.isDst) ?? winterAndSummer[0]).name;
/** Names of the zone, without and with summer time. */
export const tzname = tuple.of(
  standardName,
  (winterAndSummer.find((zone) => zone.isDst) ?? { name: standardName }).name,
);

markRepeatable(sleep);
libraryModule("time", () => self, { struct_time });
givesRawFloats(self, [
  "time",
  "monotonic",
  "perf_counter",
  "process_time",
  "thread_time",
  "mktime",
  "clock_gettime",
  "clock_getres",
]);

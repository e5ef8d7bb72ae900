import { expect, test, vi } from "vitest";
import { tagged } from "../../runtime/builtins/numbers.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import * as time from "../../runtime/stdlib/time.js";
import { expectRecorded } from "../support/recorded.js";

// before the module reads the zone
vi.hoisted(() => {
  process.env.TZ = "Europe/Berlin";
});

test("times are broken down, written and read as CPython does", () => {
  expectRecorded("time_text", {
    ...(time as unknown as Record<string, (...args: never[]) => unknown>),
    mktime: (fields: Iterable<number>) => tagged(time.mktime(fields)),
    zone: (seconds: number) => {
      const { tm_zone, tm_gmtoff } = time.localtime(seconds);
      return tuple.of(tm_zone, tm_gmtoff);
    },
  });
});

test("the clocks go forward", () => {
  for (const clock of [time.time, time.monotonic, time.perf_counter, time.process_time]) {
    const before = clock();
    time.sleep(0.002);
    expect(clock()).toBeGreaterThanOrEqual(before);
  }
  expect(Math.abs(time.time() * 1000 - Date.now())).toBeLessThan(1000);
  expect(typeof time.time_ns()).toBe("bigint");
});

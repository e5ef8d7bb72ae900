/** The assertions of a test case. */
import { eq, ge, gt, le, lt, ne } from "../../builtins/compare.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { dict } from "../../builtins/dict.js";
import { AssertionError, TypeError } from "../../builtins/exceptions.js";
import { abs, round } from "../../builtins/functions/numbers.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { contains, is_, sub } from "../../builtins/operators.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { frozenset, set } from "../../builtins/set.js";
import { splitlines } from "../../builtins/str/split.js";
import { truth } from "../../builtins/truth.js";
import { isList, isTuple } from "../../builtins/tuple.js";
import { isinstance, typeOf } from "../../builtins/type.js";
import { ndiff } from "../difflib.js";
import { compile } from "../re.js";
import { AssertLogsContext, AssertRaisesContext, AssertWarnsContext, type Failing } from "./contexts.js";
import { prettyDiff, safeRepr, sequenceMessage, shortenedReprs } from "./messages.js";

type Message = unknown;

/** What all comparisons have in common. */
export abstract class Assertions extends object implements Failing {
  declare maxDiff: number | null;
  declare longMessage: boolean;

  /** @throws AssertionError */
  fail(msg: Message = null): never {
    throw new AssertionError(msg);
  }

  /** A message behind the standard one. */
  formatted(msg: Message, standard: string): string {
    return msg === null || msg === undefined ? standard : `${standard} : ${typeof msg === "string" ? msg : repr(msg)}`;
  }

  #check(holds: unknown, msg: Message, standard: () => string): void {
    if (!truth(holds)) this.fail(this.formatted(msg, standard()));
  }

  /** A standard message with a diff, unless that is too long. */
  #withDiff(standard: string, diff: string): string {
    const { maxDiff } = this;
    if (maxDiff === null || diff.length <= maxDiff) return standard + diff;
    return `${standard}\nDiff is ${diff.length} characters long. Set self.maxDiff to None to see it.`;
  }

  assertTrue(expr: unknown, msg: Message = null): void {
    this.#check(expr, msg, () => `${safeRepr(expr)} is not true`);
  }

  assertFalse(expr: unknown, msg: Message = null): void {
    this.#check(!truth(expr), msg, () => `${safeRepr(expr)} is not false`);
  }

  assertEqual(first: unknown, second: unknown, msg: Message = null): void {
    if (truth(eq(first, second))) return;
    const kind = kindOf(first);
    if (kind !== null && kind === kindOf(second)) return this.#failTyped(kind, first, second, msg);
    this.fail(this.formatted(msg, shortenedReprs(first, second).join(" != ")));
  }

  #failTyped(kind: string, first: unknown, second: unknown, msg: Message): void {
    switch (kind) {
      case "list":
      case "tuple":
        return this.#failSequence(kind, first, second, msg);
      case "dict":
        return this.assertDictEqual(first, second, msg);
      case "set":
      case "frozenset":
        return this.assertSetEqual(first, second, msg);
    }
    this.assertMultiLineEqual(first as string, second as string, msg);
  }

  #failSequence(kind: string, first: unknown, second: unknown, msg: Message): void {
    const whole = sequenceMessage(first, second, kind);
    const diff = prettyDiff(first, second);
    this.fail(this.formatted(msg, this.#withDiff(whole.slice(0, whole.length - diff.length), diff)));
  }

  assertNotEqual(first: unknown, second: unknown, msg: Message = null): void {
    this.#check(ne(first, second), msg, () => `${safeRepr(first)} == ${safeRepr(second)}`);
  }

  assertIs(expr1: unknown, expr2: unknown, msg: Message = null): void {
    this.#check(is_(expr1, expr2), msg, () => `${safeRepr(expr1)} is not ${safeRepr(expr2)}`);
  }

  assertIsNot(expr1: unknown, expr2: unknown, msg: Message = null): void {
    this.#check(!is_(expr1, expr2), msg, () => `unexpectedly identical: ${safeRepr(expr1)}`);
  }

  assertIsNone(obj: unknown, msg: Message = null): void {
    this.#check(obj === null || obj === undefined, msg, () => `${safeRepr(obj)} is not None`);
  }

  assertIsNotNone(obj: unknown, msg: Message = null): void {
    this.#check(obj !== null && obj !== undefined, msg, () => "unexpectedly None");
  }

  assertIn(member: unknown, container: unknown, msg: Message = null): void {
    this.#check(
      contains(container as never, member as never),
      msg,
      () => `${safeRepr(member)} not found in ${safeRepr(container)}`,
    );
  }

  assertNotIn(member: unknown, container: unknown, msg: Message = null): void {
    const isIn = contains(container as never, member as never);
    this.#check(!isIn, msg, () => `${safeRepr(member)} unexpectedly found in ${safeRepr(container)}`);
  }

  assertIsInstance(obj: unknown, cls: unknown, msg: Message = null): void {
    this.#check(isinstance(obj, cls), msg, () => `${safeRepr(obj)} is not an instance of ${repr(cls)}`);
  }

  assertNotIsInstance(obj: unknown, cls: unknown, msg: Message = null): void {
    this.#check(!isinstance(obj, cls), msg, () => `${safeRepr(obj)} is an instance of ${repr(cls)}`);
  }

  assertGreater(a: unknown, b: unknown, msg: Message = null): void {
    this.#check(gt(a, b), msg, () => `${safeRepr(a)} not greater than ${safeRepr(b)}`);
  }

  assertGreaterEqual(a: unknown, b: unknown, msg: Message = null): void {
    this.#check(ge(a, b), msg, () => `${safeRepr(a)} not greater than or equal to ${safeRepr(b)}`);
  }

  assertLess(a: unknown, b: unknown, msg: Message = null): void {
    this.#check(lt(a, b), msg, () => `${safeRepr(a)} not less than ${safeRepr(b)}`);
  }

  assertLessEqual(a: unknown, b: unknown, msg: Message = null): void {
    this.#check(le(a, b), msg, () => `${safeRepr(a)} not less than or equal to ${safeRepr(b)}`);
  }

  /** @throws TypeError for both places and delta */
  assertAlmostEqual(
    first: unknown,
    second: unknown,
    places: number | null = null,
    msg: Message = null,
    delta: unknown = null,
  ): void {
    if (truth(eq(first, second))) return;
    const [isNear, said] = nearness(first, second, places, delta);
    this.#check(isNear, msg, () => `${safeRepr(first)} != ${safeRepr(second)} within ${said}`);
  }

  /** @throws TypeError for both places and delta */
  assertNotAlmostEqual(
    first: unknown,
    second: unknown,
    places: number | null = null,
    msg: Message = null,
    delta: unknown = null,
  ): void {
    const [isNear, said] = nearness(first, second, places, delta);
    const isEqual = truth(eq(first, second));
    const shown = delta === null ? `${places ?? 7} places` : said;
    this.#check(!isEqual && !isNear, msg, () => `${safeRepr(first)} == ${safeRepr(second)} within ${shown}`);
  }

  assertSequenceEqual(first: unknown, second: unknown, msg: Message = null, seq_type: unknown = null): void {
    const kind = seq_type === null ? "sequence" : (seq_type as { name: string }).name;
    if (!truth(eq(first, second))) this.#failSequence(kind, first, second, msg);
  }

  assertListEqual(list1: unknown, list2: unknown, msg: Message = null): void {
    this.#require(isList(list1), "First", list1, "list");
    this.#require(isList(list2), "Second", list2, "list");
    if (!truth(eq(list1, list2))) this.#failSequence("list", list1, list2, msg);
  }

  assertTupleEqual(tuple1: unknown, tuple2: unknown, msg: Message = null): void {
    this.#require(isTuple(tuple1), "First", tuple1, "tuple");
    this.#require(isTuple(tuple2), "Second", tuple2, "tuple");
    if (!truth(eq(tuple1, tuple2))) this.#failSequence("tuple", tuple1, tuple2, msg);
  }

  #require(holds: boolean, which: string, value: unknown, kind: string): void {
    this.#check(holds, null, () => `${which} sequence is not a ${kind}: ${safeRepr(value)}`);
  }

  assertDictEqual(d1: unknown, d2: unknown, msg: Message = null): void {
    this.assertIsInstance(d1, dict, "First argument is not a dictionary");
    this.assertIsInstance(d2, dict, "Second argument is not a dictionary");
    if (truth(eq(d1, d2))) return;
    this.fail(this.formatted(msg, this.#withDiff(shortenedReprs(d1, d2).join(" != "), prettyDiff(d1, d2))));
  }

  assertSetEqual(set1: unknown, set2: unknown, msg: Message = null): void {
    const only = (a: unknown, b: unknown) => [...iterate<unknown>(sub(a, b))];
    const [left, right] = [only(set1, set2), only(set2, set1)];
    if (left.length === 0 && right.length === 0) return;
    const lines: string[] = [];
    if (left.length > 0) lines.push("Items in the first set but not the second:", ...left.map(repr));
    if (right.length > 0) lines.push("Items in the second set but not the first:", ...right.map(repr));
    this.fail(this.formatted(msg, lines.join("\n")));
  }

  assertMultiLineEqual(first: string, second: string, msg: Message = null): void {
    this.assertIsInstance(first, typeOf(""), "First argument is not a string");
    this.assertIsInstance(second, typeOf(""), "Second argument is not a string");
    if (first === second) return;
    let [a, b] = [splitlines(first, true), splitlines(second, true)];
    if (a.length === 1 && first.replace(/^[\r\n]+|[\r\n]+$/g, "") === first) [a, b] = [[`${first}\n`], [`${second}\n`]];
    const diff = `\n${[...ndiff(a, b)].join("")}`;
    this.fail(this.formatted(msg, this.#withDiff(shortenedReprs(first, second).join(" != "), diff)));
  }

  /** The same items as often, in any order. */
  assertCountEqual(first: unknown, second: unknown, msg: Message = null): void {
    const [a, b] = [[...iterate<unknown>(first)], [...iterate<unknown>(second)]];
    const times = (list: unknown[], item: unknown) => list.filter((each) => truth(eq(each, item))).length;
    const seen: unknown[] = [];
    for (const item of [...a, ...b]) if (times(seen, item) === 0) seen.push(item);
    const differences = seen.filter((item) => times(a, item) !== times(b, item));
    if (differences.length === 0) return;
    const lines = differences.map(
      (item) => `First has ${times(a, item)}, Second has ${times(b, item)}:  ${repr(item)}`,
    );
    this.fail(this.formatted(msg, this.#withDiff("Element counts were not equal:\n", lines.join("\n"))));
  }

  assertRegex(text: string, expected_regex: unknown, msg: Message = null): void {
    const pattern =
      typeof expected_regex === "string" ? compile(expected_regex) : (expected_regex as ReturnType<typeof compile>);
    this.#check(
      pattern.search(text) !== null,
      msg,
      () => `Regex didn't match: ${repr(pattern.pattern)} not found in ${repr(text)}`,
    );
  }

  assertNotRegex(text: string, unexpected_regex: unknown, msg: Message = null): void {
    const pattern =
      typeof unexpected_regex === "string"
        ? compile(unexpected_regex)
        : (unexpected_regex as ReturnType<typeof compile>);
    const match = pattern.search(text);
    if (match === null) return;
    const matched = repr(match.group(0));
    this.fail(this.formatted(msg, `Regex matched: ${matched} matches ${repr(pattern.pattern)} in ${repr(text)}`));
  }

  /** Mirrors `assertRaises(exc)` as a context manager and `assertRaises(exc, callable, *args, **kwargs)`. */
  assertRaises(expected_exception: unknown, ...args: unknown[]): Dynamic {
    return this.#raising(expected_exception, null, args);
  }

  assertRaisesRegex(expected_exception: unknown, expected_regex: unknown, ...args: unknown[]): Dynamic {
    return this.#raising(expected_exception, expected_regex, args);
  }

  #raising(expected: unknown, pattern: unknown, args: unknown[]): AssertRaisesContext | null {
    const [callable, ...rest] = args;
    if (callable === undefined) return new AssertRaisesContext(this, expected, pattern);
    if (isOptions(callable)) return new AssertRaisesContext(this, expected, pattern, callable);
    new AssertRaisesContext(this, expected, pattern).run(callable, rest);
    return null;
  }

  assertWarns(expected_warning: unknown): AssertWarnsContext {
    return new AssertWarnsContext(this, expected_warning, null);
  }

  assertWarnsRegex(expected_warning: unknown, expected_regex: unknown): AssertWarnsContext {
    return new AssertWarnsContext(this, expected_warning, expected_regex);
  }

  assertLogs(logger: unknown = null, level: unknown = null): AssertLogsContext {
    return new AssertLogsContext(this, logger, level, false);
  }

  assertNoLogs(logger: unknown = null, level: unknown = null): AssertLogsContext {
    return new AssertLogsContext(this, logger, level, true);
  }
}

/** The builtin class of a value for which there is a diff; null for others. */
function kindOf(value: unknown): string | null {
  if (typeof value === "string") return "str";
  const owner = typeof value === "object" && value !== null ? (value.constructor as unknown) : null;
  if (isList(value) && owner === Array) return "list";
  if (isTuple(value) && (owner as { name?: string }).name === "tuple") return "tuple";
  if (owner === dict) return "dict";
  return owner === set ? "set" : owner === frozenset ? "frozenset" : null;
}

/** Whether two numbers are near each other, and what "near" means. @throws TypeError */
function nearness(first: unknown, second: unknown, places: number | null, delta: unknown): [boolean, string] {
  if (delta !== null && places !== null) throw new TypeError("specify delta or places not both");
  const difference: unknown = abs(sub(first, second) as never);
  if (delta !== null)
    return [truth(le(difference, delta)), `${safeRepr(delta)} delta (${safeRepr(difference)} difference)`];
  const digits = places ?? 7;
  return [
    truth(eq(round(difference as never, digits as never), 0)),
    `${digits} places (${safeRepr(difference)} difference)`,
  ];
}

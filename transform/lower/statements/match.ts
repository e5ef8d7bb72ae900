/** `match`: an if chain whose conditions test the patterns and store their captures. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { condition } from "../truth.js";

export function lowerMatch(node: ast.Match, lowering: Lowering): ts.Statement[] {
  const { subject, setup } = matched(node.subject, lowering);
  const chain = node.cases.reduceRight<ts.Statement | undefined>((rest, matchCase) => {
    const tests = [test(matchCase.pattern, subject, lowering)];
    if (matchCase.guard) tests.push(condition(matchCase.guard, lowering));
    const [only, ...others] = tests.filter((part) => part !== null);
    const body = lowering.block(matchCase.body);
    if (!only) return body;
    return ts.factory.createIfStatement(
      others.reduce((all, part) => b.binary(all, "&&", part), only),
      body,
      rest,
    );
  }, undefined);
  return [...setup, ...(chain ? [chain] : [])];
}

/** The subject under a name, so that each test reads it again without evaluating it again. */
function matched(node: ast.Expression, lowering: Lowering): { subject: ts.Expression; setup: ts.Statement[] } {
  if (node.kind === "Name") return { subject: lowering.tagged(node), setup: [] };
  const name = lowering.temporaries.fresh("subject");
  return { subject: b.id(name), setup: [b.declare("const", name, lowering.tagged(node))] };
}

const UNKNOWN_PARTS: Type = { kind: "list", element: { kind: "unknown" } };

/** A condition that holds when the pattern matches; null when it always does. */
function test(pattern: ast.Pattern, subject: ts.Expression, lowering: Lowering): ts.Expression | null {
  switch (pattern.kind) {
    case "MatchValue":
      return b.call(lowering.helper("eq"), [subject, lowering.tagged(pattern.value)]);
    case "MatchSingleton":
      return b.binary(subject, "===", pattern.value.type === "None" ? b.nullValue() : b.boolean(pattern.value.value));
    case "MatchSequence":
      return sequenceTest(pattern, subject, lowering);
    case "MatchMapping":
      return mappingTest(pattern, subject, lowering);
    case "MatchClass":
      return classTest(pattern, subject, lowering);
    case "MatchStar":
    case "MatchAs": {
      const inner = pattern.kind === "MatchAs" && pattern.pattern ? test(pattern.pattern, subject, lowering) : null;
      return both(inner, pattern.name === null ? null : capture(pattern.name, subject));
    }
    case "MatchOr": {
      const tests = pattern.patterns.map((option) => test(option, subject, lowering));
      if (tests.includes(null)) return null;
      return tests.map((part) => part!).reduce((all, part) => b.binary(all, "||", part));
    }
  }
}

/** Stores the value in the capture's variable and holds. */
function capture(name: string, value: ts.Expression): ts.Expression {
  return b.parens(b.comma(b.assign(b.id(variableName(name)), value), b.boolean(true)));
}

function both(first: ts.Expression | null, second: ts.Expression | null): ts.Expression | null {
  if (!first || !second) return first ?? second;
  return b.binary(first, "&&", second);
}

function allOf(tests: readonly (ts.Expression | null)[], first: ts.Expression): ts.Expression {
  return tests.reduce<ts.Expression>((all, part) => (part ? b.binary(all, "&&", part) : all), first);
}

/** `parts = helper(…)`, which is null when the subject has not the pattern's shape. */
function shape(
  helper: string,
  args: ts.Expression[],
  lowering: Lowering,
): { parts: ts.Identifier; fits: ts.Expression } {
  const parts = lowering.temporary("parts", { kind: "union", members: [UNKNOWN_PARTS, { kind: "none" }] });
  const fits = b.binary(b.parens(b.assign(parts, b.call(lowering.helper(helper), args))), "!==", b.nullValue());
  return { parts, fits };
}

function sequenceTest(pattern: ast.MatchSequence, subject: ts.Expression, lowering: Lowering): ts.Expression {
  const star = pattern.patterns.findIndex((item) => item.kind === "MatchStar");
  const counts = star < 0 ? [pattern.patterns.length] : [star, pattern.patterns.length - star - 1];
  const { parts, fits } = shape("match_sequence", [subject, ...counts.map((count) => b.number(count))], lowering);
  return allOf(
    pattern.patterns.map((item, index) => test(item, b.element(parts, b.number(index)), lowering)),
    fits,
  );
}

function mappingTest(pattern: ast.MatchMapping, subject: ts.Expression, lowering: Lowering): ts.Expression {
  const keys = b.array(pattern.keys.map((key) => lowering.tagged(key)));
  const { parts, fits } = shape("match_mapping", [subject, keys], lowering);
  const tests = pattern.patterns.map((item, index) => test(item, b.element(parts, b.number(index)), lowering));
  if (pattern.rest !== null) tests.push(capture(pattern.rest, b.element(parts, b.number(pattern.keys.length))));
  return allOf(tests, fits);
}

function classTest(pattern: ast.MatchClass, subject: ts.Expression, lowering: Lowering): ts.Expression {
  const names = b.array(pattern.kwd_attrs.map((name) => b.string(name)));
  const args = [subject, lowering.expression(pattern.cls), b.number(pattern.patterns.length), names];
  const { parts, fits } = shape("match_class", args, lowering);
  const patterns = [...pattern.patterns, ...pattern.kwd_patterns];
  return allOf(
    patterns.map((item, index) => test(item, b.element(parts, b.number(index)), lowering)),
    fits,
  );
}

/** `match`: an if chain whose conditions test the patterns and store their captures. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { narrowed } from "../targets.js";
import { condition } from "../truth.js";

export function lowerMatch(node: ast.Match, lowering: Lowering): ts.Statement[] {
  const { subject, setup } = matched(node.subject, lowering);
  const tester = new PatternTests(lowering);
  const chain = node.cases.reduceRight<ts.Statement | undefined>((rest, matchCase) => {
    const tests = [tester.test(matchCase.pattern, subject)];
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
  const name = lowering.fresh("subject");
  return { subject: b.id(name), setup: [b.declare("const", name, lowering.tagged(node))] };
}

/** Conditions that hold when a pattern matches. Their temporaries serve all cases of a `match`, one for each depth. */
class PatternTests {
  private readonly lowering: Lowering;
  private readonly temporaries: ts.Identifier[] = [];
  private depth = 0;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
  }

  /** Null when the pattern always matches. */
  test(pattern: ast.Pattern, subject: ts.Expression): ts.Expression | null {
    switch (pattern.kind) {
      case "MatchValue":
        return b.call(this.lowering.helper("eq"), [subject, this.lowering.tagged(pattern.value)]);
      case "MatchSingleton":
        return b.binary(subject, "===", pattern.value.type === "None" ? b.nullValue() : b.boolean(pattern.value.value));
      case "MatchSequence":
        return this.sequence(pattern, subject);
      case "MatchMapping":
        return this.mapping(pattern, subject);
      case "MatchClass":
        return this.class(pattern, subject);
      case "MatchStar":
      case "MatchAs": {
        const inner = pattern.kind === "MatchAs" && pattern.pattern ? this.test(pattern.pattern, subject) : null;
        return both(inner, pattern.name === null ? null : this.capture(pattern, pattern.name, subject));
      }
      case "MatchOr": {
        const tests = pattern.patterns.map((option) => this.test(option, subject));
        const known = tests.filter((part) => part !== null);
        return known.length < tests.length ? null : known.reduce((all, part) => b.binary(all, "||", part));
      }
    }
  }

  /** A part of the subject is of the type that inference found for the variable that takes it. */
  private capture(pattern: ast.MatchAs | ast.MatchStar, name: string, value: ts.Expression): ts.Expression {
    const { bindings, types } = this.lowering.context;
    const place = types.ofBinding(bindings.bindingOf(pattern));
    const isPart = ts.isElementAccessExpression(value);
    return stored(name, isPart ? narrowed(value, { kind: "unknown" }, place, this.lowering) : value);
  }

  private sequence(pattern: ast.MatchSequence, subject: ts.Expression): ts.Expression {
    const star = pattern.patterns.findIndex((item) => item.kind === "MatchStar");
    const counts = star < 0 ? [pattern.patterns.length] : [star, pattern.patterns.length - star - 1];
    return this.parts("match_sequence", [subject, ...counts.map((count) => b.number(count))], pattern.patterns);
  }

  private mapping(pattern: ast.MatchMapping, subject: ts.Expression): ts.Expression {
    const keys = b.array(pattern.keys.map((key) => this.lowering.tagged(key)));
    return this.parts("match_mapping", [subject, keys], pattern.patterns, pattern.rest);
  }

  private class(pattern: ast.MatchClass, subject: ts.Expression): ts.Expression {
    const names = b.array(pattern.kwd_attrs.map((name) => b.string(name)));
    const args = [subject, this.lowering.expression(pattern.cls), b.number(pattern.patterns.length), names];
    return this.parts("match_class", args, [...pattern.patterns, ...pattern.kwd_patterns]);
  }

  /** `(parts = helper(…)) !== null`, null meaning another shape, and then the tests of the parts. */
  private parts(
    helper: string,
    args: ts.Expression[],
    patterns: readonly ast.Pattern[],
    rest: string | null = null,
  ): ts.Expression {
    const parts = (this.temporaries[this.depth] ??= this.lowering.temporary("parts", PARTS));
    const fits = b.binary(b.parens(b.assign(parts, b.call(this.lowering.helper(helper), args))), "!==", b.nullValue());
    this.depth++;
    const tests = patterns.map((item, index) => this.test(item, b.element(parts, b.number(index))));
    this.depth--;
    if (rest !== null) tests.push(stored(rest, b.element(parts, b.number(patterns.length))));
    return tests.reduce<ts.Expression>((all, part) => both(all, part)!, fits);
  }
}

const PARTS: Type = { kind: "union", members: [{ kind: "list", element: { kind: "unknown" } }, { kind: "none" }] };

/** Stores the value in the variable and holds. */
function stored(name: string, value: ts.Expression): ts.Expression {
  return b.parens(b.comma(b.assign(b.id(variableName(name)), value), b.boolean(true)));
}

function both(first: ts.Expression | null, second: ts.Expression | null): ts.Expression | null {
  return first && second ? b.binary(first, "&&", second) : (first ?? second);
}

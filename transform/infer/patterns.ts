/** `match`: what its patterns bind. */
import type * as ast from "../../parser/ast.js";
import { STR } from "./atoms.js";
import { readAtomAttribute } from "./attributes.js";
import { evaluate } from "./expressions.js";
import { join, type Flow } from "./flow.js";
import { unpack } from "./iteration.js";
import { instancesIn, narrow } from "./narrowing.js";
import type { TypeNode } from "./solver.js";
import { walkBody } from "./statements.js";
import { valuesOf } from "./stub-calls.js";
import type { Walker } from "./walker.js";

export function walkMatch(walker: Walker, statement: ast.Match): void {
  const { program } = walker;
  const subject = evaluate(walker, statement.subject);
  const ends: Flow[] = [];
  let isComplete = false;
  for (const { pattern, guard, body } of statement.cases) {
    const before = walker.flow;
    bindPattern(walker, pattern, subject);
    if (guard !== null) {
      evaluate(walker, guard);
      walker.flow = narrow(program, guard, true, walker.flow, walker.tracked);
    }
    walkBody(walker, body);
    ends.push(walker.flow);
    walker.flow = before;
    isComplete ||= guard === null && isIrrefutable(pattern);
  }
  walker.flow = isComplete ? join(program, ...ends) : join(program, walker.flow, ...ends);
}

function isIrrefutable(pattern: ast.Pattern): boolean {
  if (pattern.kind === "MatchOr") return pattern.patterns.some(isIrrefutable);
  return pattern.kind === "MatchAs" && (pattern.pattern === null || isIrrefutable(pattern.pattern));
}

function bindPattern(walker: Walker, pattern: ast.Pattern, subject: TypeNode): void {
  const { program } = walker;
  switch (pattern.kind) {
    case "MatchValue":
      evaluate(walker, pattern.value);
      return;
    case "MatchSingleton":
      return;
    case "MatchOr":
      for (const alternative of pattern.patterns) bindPattern(walker, alternative, subject);
      return;
    case "MatchAs":
      if (pattern.pattern !== null) bindPattern(walker, pattern.pattern, subject);
      if (pattern.name !== null) walker.assign(program.bindings.bindingOf(pattern), matching(walker, pattern, subject));
      return;
    case "MatchStar":
      if (pattern.name !== null) walker.assign(program.bindings.bindingOf(pattern), subject);
      return;
    case "MatchSequence":
      return bindSequence(walker, pattern, subject);
    case "MatchMapping":
      for (const key of pattern.keys) evaluate(walker, key);
      for (const part of pattern.patterns) bindPattern(walker, part, valuesOf(program, subject));
      if (pattern.rest !== null) {
        const rest = program.generic("dict", walker.unknown(), walker.unknown());
        walker.assign(program.bindings.bindingOf(pattern), program.node(rest));
      }
      return;
    case "MatchClass":
      return bindClass(walker, pattern, subject);
  }
}

/** What of the subject a pattern lets through, as far as its class tells. */
function matching(walker: Walker, { pattern }: ast.MatchAs, subject: TypeNode): TypeNode {
  return pattern?.kind === "MatchClass" ? instancesIn(walker.program, subject, pattern.cls) : subject;
}

function bindSequence(walker: Walker, { patterns }: ast.MatchSequence, subject: TypeNode): void {
  const { program } = walker;
  const star = patterns.findIndex((pattern) => pattern.kind === "MatchStar");
  const before = star === -1 ? patterns.length : star;
  const after = star === -1 ? 0 : patterns.length - star - 1;
  const sequences = program.node();
  program.solver.on(subject, (atom) => {
    if (atom.kind !== "str" && atom.kind !== "bytes") program.solver.add(sequences, atom);
  });
  const parts = unpack(program, sequences, before, star !== -1, after);
  const nodes = [...parts.before, ...(parts.starred === null ? [] : [parts.starred]), ...parts.after];
  patterns.forEach((pattern, index) => bindPattern(walker, pattern, nodes[index]!));
}

function bindClass(walker: Walker, pattern: ast.MatchClass, subject: TypeNode): void {
  const { program } = walker;
  evaluate(walker, pattern.cls);
  const instances = instancesIn(program, subject, pattern.cls);
  pattern.kwd_patterns.forEach((part, index) => {
    const value = program.node();
    program.solver.on(instances, (atom) => readAtomAttribute(program, atom, pattern.kwd_attrs[index]!, value));
    bindPattern(walker, part, value);
  });
  const isStr =
    pattern.cls.kind === "Name" && pattern.cls.id === "str" && program.bindings.resolve(pattern.cls) === null;
  for (const part of pattern.patterns) bindPattern(walker, part, isStr ? program.node(STR) : walker.unknown());
}

/** What CPython's code generator finds wrong in the patterns of a match statement. */
import type * as ast from "../ast.js";
import { syntaxError, type SyntaxError } from "../errors.js";
import { bytesRepr, floatRepr, imaginaryRepr, strRepr } from "../python-repr.js";

export class PatternChecker {
  private readonly errors: SyntaxError[] = [];

  /** Reports every wrong pattern of the statement. */
  check(match: ast.Match): SyntaxError[] {
    match.cases.forEach((block, i) => {
      const mayMatchAll = block.guard !== null || i === match.cases.length - 1;
      this.pattern(block.pattern, new Set(), mayMatchAll);
    });
    return this.errors;
  }

  private report(place: ast.BaseNode, message: string): void {
    this.errors.push(syntaxError(message, place.start, place.end));
  }

  /** Adds the names that the pattern binds to `bound`. */
  private pattern(node: ast.Pattern, bound: Set<string>, mayMatchAll: boolean): void {
    switch (node.kind) {
      case "MatchValue":
        if (!isValue(node.value)) this.report(node, "patterns may only match literals and attribute lookups");
        return;
      case "MatchSingleton":
        return;
      case "MatchSequence":
        if (node.patterns.filter((part) => part.kind === "MatchStar").length > 1) {
          this.report(node, "multiple starred names in sequence pattern");
        }
        for (const part of node.patterns) this.pattern(part, bound, true);
        return;
      case "MatchMapping":
        return this.mapping(node, bound);
      case "MatchClass":
        return this.class(node, bound);
      case "MatchStar":
        return this.bind(node.name, node, bound);
      case "MatchAs":
        return this.as(node, bound, mayMatchAll);
      case "MatchOr":
        return this.or(node, bound, mayMatchAll);
    }
  }

  private bind(name: string | null, place: ast.BaseNode, bound: Set<string>): void {
    if (name === null) return;
    if (bound.has(name)) this.report(place, `multiple assignments to name '${name}' in pattern`);
    if (name === "__debug__") this.report(place, "cannot assign to __debug__");
    bound.add(name);
  }

  private as(node: ast.MatchAs, bound: Set<string>, mayMatchAll: boolean): void {
    if (node.pattern === null) {
      if (!mayMatchAll) {
        const what = node.name === null ? "wildcard" : `name capture '${node.name}'`;
        this.report(node, `${what} makes remaining patterns unreachable`);
      }
    } else {
      this.pattern(node.pattern, bound, mayMatchAll);
    }
    this.bind(node.name, node, bound);
  }

  private or(node: ast.MatchOr, bound: Set<string>, mayMatchAll: boolean): void {
    const alternatives = node.patterns.map((alternative, i) => {
      const own = new Set<string>();
      this.pattern(alternative, own, mayMatchAll && i === node.patterns.length - 1);
      return own;
    });
    const [first] = alternatives;
    if (alternatives.some((own) => own.size !== first!.size || [...own].some((name) => !first!.has(name)))) {
      this.report(node, "alternative patterns bind different names");
    }
    for (const name of first!) this.bind(name, node, bound);
  }

  private mapping(node: ast.MatchMapping, bound: Set<string>): void {
    const seen = new Set<string>();
    for (const key of node.keys) {
      if (!isValue(key)) {
        this.report(node, "mapping pattern keys may only match literals and attribute lookups");
        continue;
      }
      const text = keyRepr(key);
      if (text === null) continue;
      if (seen.has(text)) this.report(node, `mapping pattern checks duplicate key (${text})`);
      seen.add(text);
    }
    for (const part of node.patterns) this.pattern(part, bound, true);
    this.bind(node.rest, node, bound);
  }

  private class(node: ast.MatchClass, bound: Set<string>): void {
    const seen = new Set<string>();
    node.kwd_attrs.forEach((name, i) => {
      if (seen.has(name)) this.report(node.kwd_patterns[i]!, `attribute name repeated in class pattern: ${name}`);
      seen.add(name);
    });
    for (const part of [...node.patterns, ...node.kwd_patterns]) this.pattern(part, bound, true);
  }
}

function isValue(node: ast.Expression): boolean {
  return ["Constant", "Attribute", "UnaryOp", "BinOp"].includes(node.kind);
}

/** Python's `repr()` of a literal key; null for a name, of which the value is not known. */
function keyRepr(key: ast.Expression): string | null {
  if (key.kind === "UnaryOp") {
    const operand = keyRepr(key.operand);
    return operand === null ? null : `-${operand}`;
  }
  if (key.kind === "BinOp") {
    const sign = key.op === "Add" ? "+" : "-";
    return `(${keyRepr(key.left)?.replace(/\.0$/, "")}${sign}${keyRepr(key.right)})`;
  }
  if (key.kind !== "Constant") return null;
  const { value } = key;
  switch (value.type) {
    case "str":
      return strRepr(value.value);
    case "bytes":
      return bytesRepr(value.value);
    case "int":
      return value.value.toString();
    case "float":
      return floatRepr(value.value);
    case "complex":
      return imaginaryRepr(value.imag);
    case "bool":
      return value.value ? "True" : "False";
    default:
      return value.type;
  }
}

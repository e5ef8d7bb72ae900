/** What the diagnosis knows of a piece of program: its kind, its place and, for targets and calls, its parts. */

export interface Shape {
  /** The node's kind as in the syntax tree; for constants the word itself, or `literal`. */
  kind: string;
  start: number;
  end: number;
  /** The elements of a display, the arguments of a call, the left side of a comparison, the clauses of a comprehension. */
  parts: readonly Shape[];
  /** A name's text, a comparison's first operator. */
  text: string;
}

export function shape(kind: string, start: number, end: number, parts: readonly Shape[] = [], text = ""): Shape {
  return { kind, start, end, parts, text };
}

const NAMES: Readonly<Record<string, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  TemplateStr: "t-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
  Ellipsis: "ellipsis",
};

/** What CPython calls a kind of expression in its messages. */
export function describe(expression: Shape): string {
  return NAMES[expression.kind] ?? expression.kind;
}

export type TargetUse = "assign" | "for" | "delete";

/** The innermost part of `expression` that makes it no target; null when it is one. */
export function invalidTarget(expression: Shape, use: TargetUse): Shape | null {
  switch (expression.kind) {
    case "List":
    case "Tuple":
      for (const element of expression.parts) {
        const invalid = invalidTarget(element, use);
        if (invalid !== null) return invalid;
      }
      return null;
    case "Starred":
      return use === "delete" ? expression : invalidTarget(expression.parts[0]!, use);
    case "Compare":
      // In `for a in b` the text behind `for` reads as a comparison.
      if (use !== "for") return expression;
      return expression.text === "in" ? invalidTarget(expression.parts[0]!, use) : null;
    case "Name":
    case "Subscript":
    case "Attribute":
      return null;
    default:
      return expression;
  }
}

/** What to write at the places that TypeScript's checker complains about. */
import { ts } from "ts-morph";
import type { Context } from "../context.js";
import { TypeWriter } from "../lower/typing.js";
import type { Checked } from "./checker.js";
import type { Insertion } from "./index.js";
import { Expressions, readMarks } from "./origins.js";
import type { Misfit, Place } from "./places.js";
import { TypeTexts } from "./type-texts.js";

/** For the line below it. */
const OTHERWISE = "// @ts-expect-error overrides with another signature, as Python allows\n";

export class Corrections {
  private readonly context: Context;
  private readonly types: TypeWriter;
  private readonly expressions: Expressions;

  constructor(context: Context) {
    this.context = context;
    this.types = new TypeWriter(context);
    this.expressions = new Expressions(context.module);
  }

  /** Insertions that do not overlap: what is inside a cast is left to the next round. */
  answer(checked: Checked, places: readonly Place[]): Insertion[] {
    const round = new Round(checked, this.context, this.types, this.expressions);
    for (const place of places) round.answer(place);
    return round.insertions;
  }
}

class Round {
  readonly insertions: Insertion[] = [];
  private readonly taken: ts.Node[] = [];
  private readonly checked: Checked;
  private readonly context: Context;
  private readonly types: TypeWriter;
  private readonly expressions: Expressions;
  private readonly texts: TypeTexts;
  private readonly marks: ReturnType<typeof readMarks>;

  constructor(checked: Checked, context: Context, types: TypeWriter, expressions: Expressions) {
    this.checked = checked;
    this.context = context;
    this.types = types;
    this.expressions = expressions;
    this.texts = new TypeTexts(checked, context.imports);
    this.marks = readMarks(checked.file.text);
  }

  answer(place: Place): void {
    const { node } = place;
    if (this.taken.some((other) => other.pos <= node.end && node.pos <= other.end)) return;
    const before = this.insertions.length;
    this.insertions.push(...this.correction(place));
    if (this.insertions.length > before) this.taken.push(node);
  }

  private correction(place: Place): Insertion[] {
    switch (place.kind) {
      case "untyped":
        return this.annotated(place.node);
      case "bare":
        return this.parenthesized(place.node);
      case "unassigned":
        return [{ at: place.node.end, text: "!" }];
      case "override":
        return [{ at: place.node.getStart(this.checked.file), text: OTHERWISE }];
      case "far-cast":
        return [{ at: place.node.type.getStart(this.checked.file), text: "unknown as " }];
      case "maybe-null":
        return this.wrapped(place.node, "!");
      case "misfit":
        return this.fitted(place);
      case "misuse":
        return this.known(place.node);
    }
  }

  /** `x` becomes `x: T`. */
  private annotated(name: ts.Identifier | ts.BindingPattern): Insertion[] {
    const type = this.inferred(name);
    return type === null ? [] : [{ at: name.end, text: `: ${type}` }];
  }

  /** `x` becomes `(x: T)`. */
  private parenthesized(name: ts.Identifier): Insertion[] {
    const typed = this.annotated(name).map(({ at, text }) => ({ at, text: `${text})` }));
    return typed.length === 0 ? [] : [{ at: name.getStart(this.checked.file), text: "(" }, ...typed];
  }

  /** A cast to what the place wants. */
  private fitted({ node, target }: Misfit): Insertion[] {
    const { checker } = this.checked;
    const given = checker.getTypeAtLocation(node);
    const entry = entryType(node);
    const wanted =
      entry !== null
        ? checker.getTypeFromTypeNode(entry)
        : target === null
          ? checker.getContextualType(node)
          : checker.getTypeAtLocation(target);
    if (wanted === undefined || isNever(node) || checker.isTypeAssignableTo(given, wanted)) return [];
    // What an earlier round has cast to no avail is given what suits any place.
    if (isCast(node)) return this.wrapped(node, " as never");
    if (checker.isTypeAssignableTo(checker.getNonNullableType(given), wanted)) return this.wrapped(node, "!");
    const type = this.texts.write(wanted) ?? this.inferredBeyond(node, checker.getBaseTypeOfLiteralType(given));
    // What can't be named here is given what suits any place.
    return this.wrapped(node, ` as ${type ?? (isDelegated(node) ? "Iterable<never>" : "never")}`);
  }

  /** A cast to what inference knows. */
  private known(value: ts.Expression): Insertion[] {
    if (isCast(value) || ts.isLiteralExpression(value)) return [];
    const { checker } = this.checked;
    const type = this.inferredBeyond(value, checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(value)));
    return type === null ? [] : this.wrapped(value, ` as ${type}`);
  }

  /** The inferred type where it says more than TypeScript's. */
  private inferredBeyond(value: ts.Expression, given: ts.Type): string | null {
    const type = this.inferred(value);
    const isNumber = type === "int" && (given.flags & ts.TypeFlags.Number) !== 0;
    return isNumber || type === this.checked.checker.typeToString(given) ? null : type;
  }

  private wrapped(value: ts.Expression, behind: string): Insertion[] {
    // Behind an arrow function, a cast would be one of its body, and behind `yield*` one of what it goes through.
    const isLoose = behind === "!" || ts.isArrowFunction(value) || ts.isYieldExpression(value);
    const [open, close] = isLoose ? ["((", `)${behind})`] : ["(", `${behind})`];
    return [
      { at: value.getStart(this.checked.file), text: open },
      { at: value.end, text: close },
    ];
  }

  /** The inferred type of the Python expression that a node stands for; null where nothing is known. */
  private inferred(node: ts.Node): string | null {
    const { file } = this.checked;
    const expression = this.expressions.of(this.marks, file.text, node.getStart(file), node.end);
    if (expression === null) return null;
    const { types, bindings } = this.context;
    const binding = expression.kind === "Name" && expression.ctx !== "Load" ? bindings.resolve(expression) : null;
    const type = binding === null ? types.of(expression) : types.ofBinding(binding);
    return type.kind === "unknown" || type.kind === "never" ? null : printed(this.types.write(type));
  }
}

/**
 * What the literal `new dict<K, V>([[key, value]])` says of a key or value. To the checker the context of an entry is
 * also that of the other things that a dict is made from.
 */
function entryType(node: ts.Expression): ts.TypeNode | null {
  const entry = node.parent;
  const entries = entry.parent;
  if (!ts.isArrayLiteralExpression(entry) || !ts.isArrayLiteralExpression(entries)) return null;
  const made = entries.parent;
  if (!ts.isNewExpression(made) || made.typeArguments?.length !== 2 || made.arguments?.[0] !== entries) return null;
  return made.typeArguments[entry.elements.indexOf(node)] ?? null;
}

/** True for the operand of `yield*`, which must be iterable. */
function isDelegated({ parent }: ts.Expression): boolean {
  return ts.isYieldExpression(parent) && parent.asteriskToken !== undefined;
}

/** True for what has been cast to what suits any place. */
function isNever(value: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(value)) return isNever(value.expression);
  return ts.isAsExpression(value) && value.type.kind === ts.SyntaxKind.NeverKeyword;
}

/** True for what an earlier round has cast, to no avail. */
function isCast(value: ts.Expression): boolean {
  return ts.isParenthesizedExpression(value) ? isCast(value.expression) : ts.isAsExpression(value);
}

function printed(type: ts.TypeNode): string {
  const file = ts.createSourceFile("type.ts", "", ts.ScriptTarget.Latest);
  return ts.createPrinter({ removeComments: true }).printNode(ts.EmitHint.Unspecified, type, file);
}

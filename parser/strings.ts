/** Puts the literals of one `strings` rule together: adjacent strings, and the parts of f-strings and t-strings. */
import type { Constant, Expression, FormattedValue, Interpolation, JoinedStr, TemplateStr } from "./ast.js";
import { concatenateText, LiteralError, type StringLiteral } from "./literals.js";

/** A piece of text with its place, or a replacement field. */
export type StringPart = Constant | FormattedValue | Interpolation;

/** What one token, or the tokens of one f-string, contribute. */
export interface StringElement {
  form: "bytes" | "text" | "fstring" | "tstring";
  parts: StringPart[];
  start: number;
  end: number;
}

export function plainElement(literal: StringLiteral, start: number, end: number): StringElement {
  const constant: Constant = { kind: "Constant", value: literal.value, prefix: literal.prefix, start, end };
  return { form: literal.value.type === "bytes" ? "bytes" : "text", parts: [constant], start, end };
}

/** The node for a run of adjacent literals. Throws LiteralError for a mixture that Python does not allow. */
export function concatenate(elements: StringElement[]): Expression {
  const start = elements[0]!.start;
  const end = elements[elements.length - 1]!.end;
  const forms = new Set(elements.map((element) => element.form));
  if (forms.has("bytes")) {
    if (forms.size > 1) throw new LiteralError("cannot mix bytes and nonbytes literals");
    return bytesConstant(elements, start, end);
  }
  if (forms.has("tstring") && forms.size > 1) {
    throw new LiteralError("cannot mix t-string literals with string or bytes literals");
  }
  const parts = elements.flatMap((element) => element.parts);
  if (forms.has("tstring")) {
    const values = mergeText(parts) as TemplateStr["values"];
    return { kind: "TemplateStr", values, start, end };
  }
  if (forms.has("fstring")) return joinedString(parts, start, end);
  return mergeRun(parts as Constant[], start, end);
}

/** An f-string, or a format spec, of these parts. */
export function joinedString(parts: StringPart[], start: number, end: number): JoinedStr {
  return { kind: "JoinedStr", values: mergeText(parts) as JoinedStr["values"], start, end };
}

function bytesConstant(elements: StringElement[], start: number, end: number): Constant {
  const pieces = elements.flatMap((element) => element.parts.map(bytesOf));
  const value = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    value.set(piece, at);
    at += piece.length;
  }
  return { kind: "Constant", value: { type: "bytes", value }, prefix: null, start, end };
}

function bytesOf(part: StringPart): Uint8Array {
  return part.kind === "Constant" && part.value.type === "bytes" ? part.value.value : new Uint8Array();
}

/** Makes one constant of each run of text and leaves empty ones out, as CPython does. */
function mergeText(parts: StringPart[]): StringPart[] {
  const merged: StringPart[] = [];
  for (let i = 0; i < parts.length;) {
    const first = parts[i]!;
    if (first.kind !== "Constant") {
      merged.push(first);
      i++;
      continue;
    }
    const run: Constant[] = [];
    for (let part = parts[i]; part?.kind === "Constant"; part = parts[++i]) run.push(part);
    const constant = mergeRun(run, first.start, run[run.length - 1]!.end);
    if (constant.value.type === "str" && constant.value.value !== "") merged.push(constant);
  }
  return merged;
}

function mergeRun(run: Constant[], start: number, end: number): Constant {
  const first = run[0]!;
  if (run.length === 1) return { ...first, start, end };
  const texts = run.flatMap((part) => (part.value.type === "str" ? [part.value] : []));
  return { kind: "Constant", value: concatenateText(texts), prefix: first.prefix, start, end };
}

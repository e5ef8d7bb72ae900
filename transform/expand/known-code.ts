/**
 * `eval`, `exec` and `compile` of text that the conversion knows: the text is parsed, and what it says takes the place
 * of the call. What is not known stays, and is refused when it is lowered.
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild } from "../../parser/walk.js";
import type { SourceText } from "../../parser/source.js";
import { KnownTexts } from "./known-texts.js";
import { inNamespace, noParameters, readingFrom, storesNames } from "./known-namespace.js";
import { parseText, type TextError } from "./parse-text.js";
import { replace, statementLists } from "./rewrite.js";

/** Expands the calls in place, the innermost first. */
export function expandKnownCode(module: ast.Module, source: SourceText): void {
  if (!/\b(?:eval|exec)\s*\(/.test(source.text)) return;
  new Expansion(module, source).run();
}

class Expansion {
  private readonly module: ast.Module;
  private readonly source: SourceText;
  private readonly texts: KnownTexts;
  private made = 0;

  constructor(module: ast.Module, source: SourceText) {
    this.module = module;
    this.source = source;
    this.texts = new KnownTexts(module);
  }

  run(): void {
    this.statements(this.module, false);
    this.expressions(this.module);
    this.texts.dropCompiled(this.module);
  }

  // ------------------------------------------------------------------------------------------------ exec

  /** Replaces the statements `exec(text)` in every list of statements. */
  private statements(node: ast.Node, inFunction: boolean): void {
    const inside = inFunction || node.kind === "FunctionDef" || node.kind === "ClassDef";
    for (const list of statementLists(node)) {
      for (let index = 0; index < list.length; index++) {
        const expanded = this.executed(list[index]!, inside);
        if (expanded) list.splice(index, 1, ...expanded);
      }
    }
    forEachChild(node, (child) => this.statements(child, inside));
  }

  private executed(statement: ast.Statement, inFunction: boolean): ast.Statement[] | null {
    if (statement.kind !== "Expr" || !isCallOf(statement.value, "exec")) return null;
    const [code, globals, locals] = statement.value.args;
    const text = code && this.texts.of(code);
    if (text === null || text === undefined || statement.value.keywords.length > 0) return null;
    const parsed = parseText(text, code!, this.source);
    if ("error" in parsed) return [{ kind: "Expr", value: failing(parsed.error, statement), ...place(statement) }];
    if (isAmbient(globals) && isAmbient(locals)) {
      const { body } = parsed;
      if (inFunction && storesNames(body)) return null;
      return body.length > 0 ? body : [{ kind: "Pass", ...place(statement) }];
    }
    const target = isAmbient(locals) ? globals! : locals!;
    if (target.kind !== "Name" || (!isAmbient(locals) && !isAmbient(globals) && !isSame(globals!, target))) return null;
    return inNamespace(parsed.body, target.id, `exec_${++this.made}`, statement);
  }

  // ------------------------------------------------------------------------------------------------ eval

  private expressions(node: ast.Node): void {
    forEachChild(node, (child) => this.expressions(child));
    if (node.kind !== "Call" || !isCallOf(node, "eval") || node.keywords.length > 0) return;
    const [code, globals, locals] = node.args;
    if (!code) return;
    const text = this.texts.of(code);
    const made = text === null ? this.chosen(code, node) : this.evaluated(text, code, node);
    if (!made) return;
    const given = [locals, globals].filter((value) => !isAmbient(value)) as ast.Expression[];
    replace(node, given.length === 0 ? made : this.within(made, given, place(node)));
  }

  /** `(lambda names_1: …)(names)`: the expression reads its names from dicts. */
  private within(value: ast.Expression, given: ast.Expression[], at: { start: number; end: number }): ast.Call {
    const names = given.map(() => `names_${++this.made}`);
    const args = noParameters(at);
    args.args = names.map((name) => ({ kind: "arg", arg: name, annotation: null, ...at }));
    const lambda: ast.Lambda = { kind: "Lambda", args, body: readingFrom(value, names), ...at };
    return { kind: "Call", func: lambda, args: given, keywords: [], ...at };
  }

  private evaluated(text: string, code: ast.Expression, node: ast.Call): ast.Expression {
    const parsed = parseText(text.trimStart(), code, this.source);
    if ("error" in parsed) return failing(parsed.error, node);
    const [only, ...others] = parsed.body;
    if (only?.kind === "Expr" && others.length === 0) return only.value;
    return failing({ type: "SyntaxError", message: "invalid syntax", line: 1, column: 1, text }, node);
  }

  /** `eval(x)` for an x that is one of several known texts: `{ "1+2": lambda: 1+2, … }[x]()`. */
  private chosen(code: ast.Expression, node: ast.Call): ast.Expression | null {
    const choices = code.kind === "Name" ? this.texts.choices(code.id) : null;
    if (choices === null) return null;
    const at = place(node);
    const table: ast.Dict = { kind: "Dict", keys: [], values: [], ...at };
    for (const choice of new Set(choices)) {
      table.keys.push({ kind: "Constant", value: { type: "str", value: choice }, prefix: null, ...at });
      table.values.push({ kind: "Lambda", args: noParameters(at), body: this.evaluated(choice, node, node), ...at });
    }
    const entry: ast.Subscript = { kind: "Subscript", value: table, slice: code, ctx: "Load", ...at };
    return { kind: "Call", func: entry, args: [], keywords: [], ...at };
  }
}

const place = ({ start, end }: ast.Node): { start: number; end: number } => ({ start, end });

export function isCallOf(node: ast.Expression, name: string): node is ast.Call {
  return node.kind === "Call" && node.func.kind === "Name" && node.func.id === name;
}

/** True for no namespace, or one that says what holds without it: `globals()`, `locals()`, None. */
export function isAmbient(node: ast.Expression | undefined): boolean {
  if (node === undefined || (node.kind === "Constant" && node.value.type === "None")) return true;
  return isCallOf(node, "globals") || isCallOf(node, "locals");
}

const isSame = (one: ast.Expression, other: ast.Expression): boolean =>
  one.kind === "Name" && other.kind === "Name" && one.id === other.id;

/** An expression that raises the error which the text has. */
function failing({ type, message, line, column, text }: TextError, node: ast.Node): ast.Expression {
  const at = place(node);
  const constant = (value: ast.ConstantValue): ast.Constant => ({ kind: "Constant", value, prefix: null, ...at });
  const number = (value: number): ast.Constant => constant({ type: "int", value: BigInt(value) });
  const details: ast.TupleDisplay = {
    kind: "Tuple",
    elts: [
      constant({ type: "str", value: "<string>" }),
      number(line),
      number(column),
      constant({ type: "str", value: text }),
    ],
    ctx: "Load",
    ...at,
  };
  const name = (id: string): ast.Name => ({ kind: "Name", id, ctx: "Load", ...at });
  const call = (func: ast.Expression, args: ast.Expression[]): ast.Call => ({
    kind: "Call",
    func,
    args,
    keywords: [],
    ...at,
  });
  return call(name("__raise__"), [call(name(type), [constant({ type: "str", value: message }), details])]);
}

/**
 * Statements that `timeit` is given as text: the text is parsed, and becomes a function before the statement with the
 * call. What is not known stays text.
 */
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import { forEachChild, walk } from "../../parser/walk.js";
import { isAmbient } from "./known-code.js";
import { noParameters } from "./known-namespace.js";
import { KnownTexts } from "./known-texts.js";
import { parseText } from "./parse-text.js";
import { statementLists } from "./rewrite.js";

const TIMED = new Set(["timeit", "repeat", "Timer"]);

/** Expands the calls in place. */
export function expandTimedText(module: ast.Module, source: SourceText): void {
  const called = timedNames(module);
  if (called.size === 0) return;
  const texts = new KnownTexts(module);
  let made = 0;
  const visit = (node: ast.Node): void => {
    for (const list of statementLists(node)) {
      for (let index = 0; index < list.length; index++) {
        const functions = callsIn(list[index]!, called).flatMap((call) => {
          const name = `timed_${made + 1}`;
          const defined = timedFunction(call, called.get(calleeName(call.func))!, texts, source, name);
          if (defined !== null) made++;
          return defined ?? [];
        });
        list.splice(index, 0, ...functions);
        index += functions.length;
      }
    }
    forEachChild(node, visit);
  };
  visit(module);
}

/** How the module calls the functions of timeit: `timeit.repeat`, or `repeat` where it was imported. */
function timedNames(module: ast.Module): Map<string, string> {
  const names = new Map<string, string>();
  walk(module, {
    enter(node) {
      if (node.kind === "Import") {
        for (const { name, asname } of node.names) {
          if (name === "timeit") for (const member of TIMED) names.set(`${asname ?? name}.${member}`, member);
        }
      } else if (node.kind === "ImportFrom" && node.module === "timeit") {
        for (const { name, asname } of node.names) if (TIMED.has(name)) names.set(asname ?? name, name);
      }
    },
  });
  return names;
}

/** The calls in a statement's own expressions. */
function callsIn(statement: ast.Statement, called: ReadonlyMap<string, string>): ast.Call[] {
  const found: ast.Call[] = [];
  const inner = new Set<ast.Node>(statementLists(statement).flat());
  const visit = (node: ast.Node): void => {
    if (inner.has(node)) return;
    if (node.kind === "Call" && called.has(calleeName(node.func))) found.push(node);
    forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function calleeName(func: ast.Expression): string {
  if (func.kind === "Name") return func.id;
  return func.kind === "Attribute" && func.value.kind === "Name" ? `${func.value.id}.${func.attr}` : "";
}

/** The function for a call's text, which the call gets instead; null where nothing is to be done. */
function timedFunction(
  call: ast.Call,
  member: string,
  texts: KnownTexts,
  source: SourceText,
  name: string,
): ast.FunctionDef | null {
  const argument = (parameter: string, at: number): ast.Expression | undefined =>
    call.keywords.find(({ arg }) => arg === parameter)?.value ?? call.args[at];
  const [stmt, setup] = [argument("stmt", 0), argument("setup", 1)];
  const [ahead, body] = [setup, stmt].map((given) => given && statementsOf(given, texts, source));
  if (stmt === undefined || !body || ahead === null) return null;
  const prepared = (ahead ?? []).filter((item) => item.kind !== "Pass" && !isOfTheScript(item));
  const place = { start: stmt.start, end: stmt.end };
  const timed: ast.Name = { kind: "Name", id: name, ctx: "Load", ...place };
  if (prepared.every(({ kind }) => kind === "Import" || kind === "ImportFrom")) {
    dropArguments(call, stmt, timed);
    return functionOf(name, [...prepared, ...body], call);
  }
  // What comes ahead is done once, by a function that gives the one to be timed; repetitions would do it again.
  if (member !== "timeit") return null;
  dropArguments(call, stmt, { kind: "Call", func: timed, args: [], keywords: [], ...place });
  const result: ast.Return = { kind: "Return", value: { kind: "Name", id: "run", ctx: "Load", ...place }, ...place };
  return functionOf(name, [...prepared, functionOf("run", body, call), result], call);
}

function functionOf(name: string, body: ast.Statement[], { start, end }: ast.Node): ast.FunctionDef {
  const args = noParameters({ start, end });
  return { kind: "FunctionDef", name, args, body, decorator_list: [], returns: null, type_params: [], start, end };
}

/** What a text says; null for what is no text, or has an error. */
function statementsOf(given: ast.Expression, texts: KnownTexts, source: SourceText): ast.Statement[] | null {
  const text = texts.of(given);
  if (text === null) return null;
  const parsed = parseText(text, given, source);
  return "body" in parsed ? parsed.body : null;
}

/** `from __main__ import f`: the function sees the script's names anyway. */
const isOfTheScript = (item: ast.Statement): boolean => item.kind === "ImportFrom" && item.module === "__main__";

/** Gives a function for the statement; the setup is in it, and the names are the script's. */
function dropArguments(call: ast.Call, stmt: ast.Expression, made: ast.Expression): void {
  call.args = call.args.map((argument, at) => (argument === stmt ? made : at === 1 ? passed(argument) : argument));
  call.keywords = call.keywords.filter(({ arg, value }) => arg !== "setup" && !(arg === "globals" && isAmbient(value)));
  for (const keyword of call.keywords) if (keyword.value === stmt) keyword.value = made;
}

const passed = ({ start, end }: ast.Node): ast.Constant => ({
  kind: "Constant",
  value: { type: "str", value: "pass" },
  prefix: null,
  start,
  end,
});

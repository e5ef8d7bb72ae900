/** The source text of functions and classes. */
import { readFileSync } from "node:fs";
import type * as ast from "../../../parser/ast.js";
import type { SourceText } from "../../../parser/source.js";
import { getattr, hasattr } from "../../builtins/attributes.js";
import { isBoundMethod } from "../../builtins/bound-method.js";
import { OSError, TypeError } from "../../builtins/exceptions.js";
import { code, introspected } from "../../builtins/introspection.js";
import { isModule, moduleMember } from "../../builtins/module-attributes.js";
import { moduleOf, qualifiedName } from "../../builtins/names.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { code as tracedCode, frame, traceback } from "../../builtins/traceback.js";
import { tuple } from "../../builtins/tuple.js";
import { isType, typeName } from "../../builtins/type-name.js";
import { requireLibrary } from "../../kernel/library.js";
import { importModule } from "../../kernel/modules.js";
import { __file__ } from "../../kernel/script-file.js";

/** Mirrors `inspect.getfile(object)`. @throws TypeError for what is built in */
export function getfile(object: unknown): string {
  if (object instanceof traceback) return object.tb_frame.f_code.co_filename;
  if (object instanceof frame) return object.f_code.co_filename;
  if (object instanceof tracedCode) return object.co_filename;
  if (typeof object === "object" && object !== null && isModule(object)) {
    const file = moduleMember(object, "__file__");
    if (typeof file === "string") return file;
    throw new TypeError(`${repr(object)} is a built-in module`);
  }
  if (typeof object === "function") return fileOf(functionBehind(object), object);
  throw new TypeError(
    "module, class, method, function, traceback, frame, or code object was expected, got " + typeName(object),
  );
}

function fileOf(fn: AnyFunction, shown: unknown): string {
  const module = moduleOf(fn);
  if (module === "__main__" || module === "__mp_main__") return __file__;
  const file = isType(fn) || factsOf(fn) !== null ? moduleFile(module) : null;
  if (file !== null) return file;
  const what = isType(fn) ? "a built-in class" : "a built-in function or method";
  throw new TypeError(`${repr(shown)} is ${what}`);
}

function moduleFile(module: string): string | null {
  const { __file__: file } = importModule(module) as { __file__?: unknown };
  return typeof file === "string" ? file : null;
}

const functionBehind = (fn: AnyFunction): AnyFunction =>
  isBoundMethod(fn) ? (fn.__func__ as AnyFunction) : ((fn as { __func__?: AnyFunction }).__func__ ?? fn);

const factsOf = (fn: AnyFunction): code | null => (introspected(fn, "__code__") as code | undefined) ?? null;

/** Mirrors `inspect.getsourcelines(object)`: the lines, and the number of the first. @throws OSError, TypeError */
export function getsourcelines(object: unknown): tuple<[string[], number]> {
  if (hasattr(object, "__wrapped__")) return getsourcelines(getattr(object, "__wrapped__"));
  const file = getfile(object);
  const lines = linesOf(file);
  if (typeof object !== "function") return tuple.of(lines, 0);
  const fn = functionBehind(object);
  const facts = isType(fn) ? null : factsOf(fn);
  const [first, last] = isType(fn) ? classPlace(fn as AnyFunction, file) : functionPlace(facts, file);
  return tuple.of(lines.slice(first - 1, last), first);
}

/** Mirrors `inspect.getsource(object)`. @throws OSError, TypeError */
export function getsource(object: unknown): string {
  return getsourcelines(object)[0].join("");
}

/** The lines of a file, each with its end. @throws OSError */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").match(/[^\n]*\n|[^\n]+$/g) ?? [];
  } catch {
    throw new OSError("could not get source code");
  }
}

type Place = [first: number, last: number];

function parsed(file: string): { module: ast.Module; source: SourceText } {
  const { parseText } = requireLibrary("eval_text") as typeof import("../eval_text.js");
  const { module, source } = parseText(linesOf(file).join(""), file);
  if (module === null) throw new OSError("could not get source code");
  return { module, source };
}

/** What a definition takes up, its decorators with it. */
function placeOf(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, source: SourceText): Place {
  const start = node.decorator_list[0]?.start ?? node.start;
  return [source.position(start).line, source.position(node.end).line];
}

function functionPlace(facts: code | null, file: string): Place {
  if (facts === null) throw new OSError("could not get source code");
  const { module, source } = parsed(file);
  const line = facts.co_firstlineno;
  for (const { node } of definitions(module.body, "")) {
    const place = placeOf(node, source);
    if (node.kind !== "ClassDef" && place[0] === line) return place;
  }
  // a lambda: as much as its line says
  return [line, line];
}

function classPlace(cls: AnyFunction, file: string): Place {
  const { module, source } = parsed(file);
  const name = qualifiedName(cls);
  const found = [...definitions(module.body, "")].filter((each) => each.node.kind === "ClassDef" && each.name === name);
  if (found.length === 0) throw new OSError("could not find class definition");
  return placeOf(found.at(-1)!.node, source);
}

type Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef;

/** All definitions of a body, wherever they stand, with their qualified names. */
function* definitions(body: readonly ast.Statement[], around: string): Iterable<{ node: Definition; name: string }> {
  for (const node of body) {
    if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "ClassDef") {
      const name = around + node.name;
      yield { node, name };
      yield* definitions(node.body, node.kind === "ClassDef" ? `${name}.` : `${name}.<locals>.`);
    } else {
      for (const block of blocksOf(node)) yield* definitions(block, around);
    }
  }
}

function blocksOf(node: ast.Statement): (readonly ast.Statement[])[] {
  switch (node.kind) {
    case "If":
    case "For":
    case "AsyncFor":
    case "While":
      return [node.body, node.orelse];
    case "With":
    case "AsyncWith":
      return [node.body];
    case "Try":
    case "TryStar":
      return [node.body, ...node.handlers.map(({ body }) => body), node.orelse, node.finalbody];
    default:
      return [];
  }
}

/** The stubs beside the runtime's modules: each parses, each name in an annotation means something, each decorator is known. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, SourceText, walk, type Expression, type Module, type TypeParameter } from "../../parser/index.js";
import { isAnnotationName } from "../../transform/infer/annotations.js";
import { splitStub } from "../../transform/infer/stub-text.js";
import { Stubs, type StubModule } from "../../transform/infer/stubs.js";

const runtime = join(import.meta.dirname, "../../runtime");
const files = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".pyi"));
const DECORATORS = new Set([
  "overload",
  "calls",
  "property",
  "staticmethod",
  "classmethod",
  "fields",
  "options",
  "applies",
  "applies_each",
  "blocks",
  "threads",
  "steps",
]);

function moduleName(path: string): string {
  if (path === "builtins/builtins.pyi") return "builtins";
  return path
    .replace(/\.pyi$/, "")
    .replace(/^stdlib\//, "")
    .replace(/\/index$/, "")
    .replaceAll("/", ".");
}

function parsed(path: string): Module {
  const { module, errors } = parse(new SourceText(readFileSync(join(runtime, path), "utf8"), path));
  expect(errors).toEqual([]);
  return module!;
}

/** Names in annotations and base classes that mean nothing. */
function unknownNames(module: Module, stub: StubModule): string[] {
  const unknown: string[] = [];
  const visit = (annotation: Expression | null, parameters: Set<string>): void => {
    if (annotation === null) return;
    if (annotation.kind === "Subscript") {
      visit(annotation.value, parameters);
      const isLiteral = annotation.value.kind === "Name" && annotation.value.id === "Literal";
      return isLiteral ? undefined : visit(annotation.slice, parameters);
    }
    if (annotation.kind === "Name") {
      const { id } = annotation;
      const isKnown = parameters.has(id) || isAnnotationName(id) || stub.lookup(id) || stub.stubs.builtin(id);
      if (!isKnown) unknown.push(id);
    } else if (annotation.kind === "Tuple" || annotation.kind === "List") {
      for (const element of annotation.elts) visit(element, parameters);
    } else if (annotation.kind === "BinOp") {
      visit(annotation.left, parameters);
      visit(annotation.right, parameters);
    }
  };
  const scan = (body: Module["body"], outer: Set<string>): void => {
    for (const statement of body) {
      const own = "type_params" in statement ? (statement.type_params as TypeParameter[]) : [];
      const parameters = new Set([...outer, ...own.map(({ name }) => name)]);
      if (statement.kind === "AnnAssign") visit(statement.annotation, parameters);
      if (statement.kind === "ClassDef") {
        for (const base of statement.bases) visit(base, parameters);
        scan(statement.body, parameters);
      }
      if (statement.kind !== "FunctionDef") continue;
      visit(statement.returns, parameters);
      walk(statement.args, {
        enter(node) {
          if (node.kind === "arg") visit(node.annotation, parameters);
        },
      });
    }
  };
  scan(module.body, new Set());
  return unknown;
}

describe("stubs", () => {
  it.each(files)("%s", (path) => {
    const module = parsed(path);
    const stub = new Stubs().module(moduleName(path));
    expect(stub, "found by the module's name").not.toBeNull();
    const defined = module.body.flatMap((statement) => {
      if ("name" in statement && typeof statement.name === "string") return [statement.name];
      const target =
        statement.kind === "AnnAssign" ? statement.target : statement.kind === "Assign" ? statement.targets[0] : null;
      return target?.kind === "Name" ? [target.id] : [];
    });
    const split = splitStub(readFileSync(join(runtime, path), "utf8")).flatMap(({ name }) =>
      name === null ? [] : [name],
    );
    expect(split).toEqual(defined);
    for (const name of stub!.publicNames()) expect(stub!.member(name), name).not.toBeNull();
    expect(unknownNames(module, stub!)).toEqual([]);
    walk(module, {
      enter(node) {
        if (node.kind !== "FunctionDef") return;
        for (const decorator of node.decorator_list) {
          const name = decorator.kind === "Call" ? decorator.func : decorator;
          if (name.kind === "Name") expect(DECORATORS, node.name).toContain(name.id);
        }
      },
    });
  });
});

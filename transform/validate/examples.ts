/** Finds the examples of articles: the Python fences that are programs. No marks are needed. */
import { basename, extname } from "node:path";
import { parse, SourceText, walk } from "../../parser/index.js";
import type * as ast from "../../parser/index.js";
import { bind } from "../bind/index.js";
import { Stubs } from "../infer/stubs.js";
import { attributesIn, attributesOfComment } from "./attributes.js";
import { documentedFor } from "./documented.js";
import type { Attributes, Example } from "./example.js";
import { fencesIn, type Fence } from "./fences.js";

/** A fence's language may carry what other tools highlight: `python{1,3}`. */
const PYTHON = /^(?:python[23]?|py)?(?![\w-])/i;

/**
 * The examples of an article, in order.
 *
 * @param file the article's path, as messages call it
 * @throws {Failure} for attributes that are wrong
 */
export function examplesIn(file: string, markdown: string): Example[] {
  const fences = fencesIn(markdown);
  const attributes = new Map(fences.map((fence) => [fence, attributesOf(fence, file)]));
  const programs = fences.filter((fence) => isProgram(fence, attributes.get(fence)!));
  const parts = new Map<string | Fence, Fence[]>();
  for (const fence of programs) {
    const key = attributes.get(fence)!.group ?? fence;
    parts.set(key, [...(parts.get(key) ?? []), fence]);
  }
  const stem = basename(file, extname(file));
  return [...parts.values()].map((group, index) => {
    const [first, last] = [group[0]!, group.at(-1)!];
    const next = fences[fences.indexOf(last) + 1] ?? null;
    return {
      file,
      line: first.line,
      endLine: last.endLine,
      name: `${stem}_${String(index).padStart(2, "0")}`,
      heading: first.heading,
      source: group.map(({ code }) => `${code}\n`).join("\n"),
      documented: documentedFor(last, next !== null && programs.includes(next) ? null : next, markdown),
      attributes: Object.assign({}, ...group.map((fence) => attributes.get(fence))) as Attributes,
    };
  });
}

function attributesOf({ info, language, line, comment }: Fence, file: string): Attributes {
  if (!PYTHON.test(language)) return {};
  const place = `${file}:${line}`;
  const inComment = comment === null ? null : attributesOfComment(comment, place);
  return { ...attributesIn(`${language.replace(PYTHON, "")} ${info}`, place), ...inComment };
}

/**
 * True for a fence that Python could run: it imports something, prints with nothing but its own names, or its author says
 * something of how it is run.
 */
function isProgram({ language, code }: Fence, attributes: Attributes): boolean {
  if (!PYTHON.test(language)) return false;
  if (Object.keys(attributes).length > 0) return true;
  const { module, errors } = parse(new SourceText(`${code}\n`, "example"));
  if (module === null || errors.length > 0) return false;
  return module.body.some(imports) || (language !== "" && module.body.some(prints) && isWhole(module));
}

/** False for a piece of a program: it uses names that nothing in it defines. */
function isWhole(module: ast.Module): boolean {
  const bindings = bind(module);
  const builtins = new Set(new Stubs().module("builtins")!.publicNames());
  let whole = true;
  walk(module, {
    enter(node) {
      if (node.kind === "Name" && !builtins.has(node.id) && bindings.resolve(node) === null) whole = false;
    },
  });
  return whole;
}

const imports = ({ kind }: ast.Statement): boolean => kind === "Import" || kind === "ImportFrom";

/** A statement of the module itself that prints, and so has an output to compare. */
function prints(statement: ast.Statement): boolean {
  let found = false;
  walk(statement, {
    enter(node) {
      found ||= node.kind === "Call" && node.func.kind === "Name" && node.func.id === "print";
      return node.kind !== "FunctionDef" && node.kind !== "ClassDef";
    },
  });
  return found;
}

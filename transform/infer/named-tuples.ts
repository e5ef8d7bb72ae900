/** Classes that a call of `namedtuple` makes, each described by a stub that is written for it. */
import type * as ast from "../../parser/ast.js";
import { KEYWORDS } from "../../parser/tokens.js";
import { evaluate } from "./expressions.js";
import { elementsOf } from "./iteration.js";
import { text } from "./literals.js";
import { resolveEntry } from "./names.js";
import type { Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import { StubModule } from "./stubs.js";
import type { StubClass } from "./types.js";
import type { Walker } from "./walker.js";

/** What a call that makes a class of tuples says of it, as far as its text tells. */
interface Declared {
  name: string;
  fields: string[];
}

/** The class that a call makes; null when it makes none, or when its text doesn't tell the fields. */
export function namedTuple(program: Program, expression: ast.Expression): StubClass | null {
  if (expression.kind !== "Call") return null;
  let made = program.namedTuples.get(expression);
  if (made === undefined) program.namedTuples.set(expression, (made = makeNamedTuple(program, expression)));
  return made;
}

/** The class of a call as a value, and what its fields have by default; null as for {@link namedTuple}. */
export function evaluateNamedTuple(walker: Walker, node: ast.Call): TypeNode | null {
  const { program } = walker;
  const of = namedTuple(program, node);
  if (of === null) return null;
  for (const argument of [node.func, ...node.args, ...node.keywords.map(({ value }) => value)])
    evaluate(walker, argument);
  const defaults = node.keywords.find(({ arg }) => arg === "defaults");
  if (defaults !== undefined) {
    const fields = program.parametersOf(of);
    unpackDefaults(walker, defaults.value, fields);
  }
  return program.node({ kind: "class", of });
}

/** The last fields get them; all do where their number isn't known. */
function unpackDefaults(walker: Walker, defaults: ast.Expression, fields: readonly TypeNode[]): void {
  const { program } = walker;
  const isDisplay = defaults.kind === "List" || defaults.kind === "Tuple";
  const isCounted = isDisplay && !defaults.elts.some(({ kind }) => kind === "Starred");
  const all = elementsOf(program, evaluate(walker, defaults));
  const values = isCounted ? defaults.elts.map((value) => evaluate(walker, value)) : fields.map(() => all);
  fields.slice(-values.length).forEach((field, index) => program.solver.edge(values[index]!, field));
}

function makeNamedTuple(program: Program, node: ast.Call): StubClass | null {
  const declared = declaredBy(program, node);
  if (
    declared === null ||
    ![declared.name, ...declared.fields].every(isPlain) ||
    new Set(declared.fields).size < declared.fields.length
  )
    return null;
  const module = new StubModule(
    "collections",
    stubOf(declared),
    { path: "collections", isPackage: false },
    program.stubs,
  );
  const made = module.lookup(declared.name);
  return made !== null && "ownMember" in made ? Object.assign(made, { fields: declared.fields }) : null;
}

function declaredBy(program: Program, { func, args, keywords }: ast.Call): Declared | null {
  const last = func.kind === "Name" ? func.id : func.kind === "Attribute" ? func.attr : "";
  if ((last !== "namedtuple" && last !== "NamedTuple") || args.length !== 2) return null;
  if (keywords.some(({ arg }) => arg !== "defaults" && arg !== "module")) return null;
  const entry = resolveEntry(program, func);
  if (entry?.kind !== "stub" || entry.name !== last) return null;
  const name = text(args[0]!);
  const fields = last === "namedtuple" ? namesIn(args[1]!) : namesOfPairs(args[1]!);
  return name === null || fields === null ? null : { name, fields };
}

/** The names of `"x y"`, `"x, y"`, `["x", "y"]`; null when the text doesn't tell them. */
function namesIn(given: ast.Expression): string[] | null {
  const joined = text(given);
  if (joined !== null)
    return joined
      .replaceAll(",", " ")
      .split(/\s+/)
      .filter((name) => name !== "");
  if (given.kind !== "List" && given.kind !== "Tuple") return null;
  return allTexts(given.elts);
}

/** The names of `[("x", int), ("y", int)]`. */
function namesOfPairs(given: ast.Expression): string[] | null {
  if (given.kind !== "List" && given.kind !== "Tuple") return null;
  return allTexts(given.elts.map((pair) => (pair.kind === "Tuple" ? (pair.elts[0] ?? null) : null)));
}

function allTexts(expressions: readonly (ast.Expression | null)[]): string[] | null {
  const names = expressions.map(text);
  return names.every((name) => name !== null) ? names : null;
}

const OWN_NAMES = new Set([...Object.getOwnPropertyNames(Array.prototype), "count", "index"]);

/** False for names that a class can't have, and for those that every tuple has, in either language. */
const isPlain = (name: string): boolean => /^[a-zA-Z]\w*$/.test(name) && !KEYWORDS.has(name) && !OWN_NAMES.has(name);

/** A type parameter for each field: what is put into it anywhere. */
function stubOf({ name, fields }: Declared): string {
  const parameters = fields.map((_, index) => `T${index}`);
  const all = parameters.join(" | ") || "None";
  const self = parameters.length === 0 ? name : `${name}[${parameters.join(", ")}]`;
  const given = fields.map((field, index) => `${field}: T${index} = ...`).join(", ");
  return [
    `class ${name}${self.slice(name.length)}(tuple[${all}]):`,
    "    _fields: tuple[str, ...]",
    "    _field_defaults: dict[str, Any]",
    ...fields.map((field, index) => `    ${field}: T${index}`),
    `    def __init__(self, ${given}) -> None: ...`,
    `    def _replace(self, ${given === "" ? "" : `*, ${given}`}) -> Self: ...`,
    `    def _asdict(self) -> dict[str, ${all}]: ...`,
    "    @classmethod",
    `    def _make(cls, iterable: Iterable[${all}], /) -> ${self}: ...`,
    "",
  ].join("\n");
}

/** Functions, classes and their members, made from the syntax trees of stubs. */
import type * as ast from "../../parser/ast.js";
import type { StubModule } from "./stubs.js";
import type { Applies, StubClass, StubFunction, StubMember, StubParameter } from "./types.js";

type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef;

/** A function with its overloads, from all its definitions in the stub. */
export function makeStubFunction(nodes: FunctionNode[], module: StubModule, owner: StubClass | null): StubFunction {
  const [first, ...others] = nodes.map((node) => oneFunction(node, module, owner));
  first!.overloads.push(...others);
  return first!;
}

export function makeStubClass(node: ast.ClassDef, module: StubModule): StubClass {
  const members = new Map<string, ast.Statement[]>();
  for (const statement of node.body) {
    const name = nameOfMember(statement);
    if (name !== null) members.set(name, [...(members.get(name) ?? []), statement]);
  }
  const made = new Map<string, StubMember | null>();
  let bases: StubBase[] | null = null;
  const stub: StubClass = {
    kind: "stub",
    name: `${module.name}.${node.name}`,
    module: module.name,
    typeParameters: node.type_params.map((parameter) => parameter.name),
    stubModule: module,
    fields: null,
    get bases() {
      return stub.genericBases.map((base) => base.class);
    },
    get genericBases() {
      return (bases ??= basesOf(node, module));
    },
    ownMember(name) {
      let member = made.get(name);
      if (member === undefined) {
        const statements = members.get(name);
        made.set(name, (member = statements === undefined ? null : makeMember(statements, module, stub)));
      }
      return member;
    },
    member(name) {
      for (const of of ancestors(stub)) {
        const member = of.ownMember(name);
        if (member !== null) return member;
      }
      return null;
    },
  };
  return stub;
}

type StubBase = StubClass["genericBases"][number];

/** The class and its bases, nearest first. */
export function ancestors(stub: StubClass): StubClass[] {
  const found = new Set<StubClass>();
  const visit = (of: StubClass): void => {
    if (found.has(of)) return;
    found.add(of);
    of.bases.forEach(visit);
  };
  visit(stub);
  return [...found];
}

function basesOf(node: ast.ClassDef, module: StubModule): StubBase[] {
  const found: StubBase[] = [];
  for (const base of node.bases) {
    const name = base.kind === "Subscript" ? base.value : base;
    const entry = entryOf(name, module);
    if (entry === null || entry.kind !== "stub" || !("ownMember" in entry)) continue;
    const slice = base.kind === "Subscript" ? base.slice : null;
    const given = slice === null ? [] : slice.kind === "Tuple" ? slice.elts : [slice];
    found.push({ class: entry, arguments: given });
  }
  return found;
}

function entryOf(name: ast.Expression, module: StubModule): ReturnType<StubModule["lookup"]> {
  if (name.kind === "Name") return module.lookup(name.id) ?? module.stubs.builtin(name.id);
  if (name.kind !== "Attribute") return null;
  const of = entryOf(name.value, module);
  return of?.kind === "module" ? module.stubs.member(of.name, name.attr) : null;
}

function nameOfMember(statement: ast.Statement): string | null {
  if (statement.kind === "FunctionDef" || statement.kind === "AsyncFunctionDef") return statement.name;
  if (statement.kind === "AnnAssign" && statement.target.kind === "Name") return statement.target.id;
  if (statement.kind === "Assign" && statement.targets[0]?.kind === "Name") return statement.targets[0].id;
  return null;
}

function makeMember(statements: ast.Statement[], module: StubModule, owner: StubClass): StubMember | null {
  const first = statements[0]!;
  if (first.kind === "AnnAssign") return { kind: "variable", type: first.annotation, owner };
  if (first.kind === "Assign") return first.value.kind === "Name" ? owner.ownMember(first.value.id) : null;
  const functions = statements.filter(
    (statement): statement is FunctionNode => statement.kind === "FunctionDef" || statement.kind === "AsyncFunctionDef",
  );
  const getter = functions[0]!;
  if (decoratorsOf(getter).includes("property") || decoratorsOf(getter).includes("cached_property")) {
    return { kind: "property", type: getter.returns ?? ANY, owner };
  }
  const made = makeStubFunction(functions, module, owner);
  return { kind: "function", function: made, static: made.decorators.includes("staticmethod") };
}

const ANY: ast.Name = { kind: "Name", id: "Any", ctx: "Load", start: 0, end: 0 };

function oneFunction(node: FunctionNode, module: StubModule, owner: StubClass | null): StubFunction {
  const decorators = decoratorsOf(node);
  const isMethod = owner !== null && !decorators.includes("staticmethod");
  const parameters = parametersOf(node.args);
  return {
    kind: "stub",
    name: node.name,
    module: module.name,
    owner,
    stubModule: module,
    ownTypeParameters: node.type_params.map((parameter) => parameter.name),
    selfAnnotation: isMethod ? (parameters[0]?.annotation ?? null) : null,
    parameters: isMethod ? parameters.slice(1) : parameters,
    optionsFrom: stringArguments(node, "options")[0]?.[0] ?? null,
    calls: stringArguments(node, "calls")[0] ?? [],
    applies: [
      ...stringArguments(node, "applies").map((names) => appliesOf(names, false)),
      ...stringArguments(node, "applies_each").map((names) => appliesOf(names, true)),
    ],
    returns: node.returns,
    overloads: [],
    decorators,
  };
}

function appliesOf([target, args, kwargs]: string[], each: boolean): Applies {
  return { target: target!, args: args ?? null, kwargs: kwargs ?? null, each };
}

/** The names of the decorators that are names, attributes or calls of them. */
function decoratorsOf(node: FunctionNode): string[] {
  return node.decorator_list.map((decorator) => {
    const name = decorator.kind === "Call" ? decorator.func : decorator;
    return name.kind === "Name" ? name.id : name.kind === "Attribute" ? name.attr : "";
  });
}

/** The string arguments of each decorator `@name("a", "b")`. */
function stringArguments(node: FunctionNode, name: string): string[][] {
  const found: string[][] = [];
  for (const decorator of node.decorator_list) {
    if (decorator.kind !== "Call" || decorator.func.kind !== "Name" || decorator.func.id !== name) continue;
    found.push(
      decorator.args.flatMap((arg) => (arg.kind === "Constant" && arg.value.type === "str" ? [arg.value.value] : [])),
    );
  }
  return found;
}

function parametersOf(args: ast.Arguments): StubParameter[] {
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  const made: StubParameter[] = positional.map((arg, index) => ({
    name: arg.arg,
    kind: index < args.posonlyargs.length ? "positional-only" : "positional-or-keyword",
    default: args.defaults[index - firstDefault] ?? null,
    annotation: arg.annotation,
  }));
  if (args.vararg) {
    made.push({ name: args.vararg.arg, kind: "varargs", default: null, annotation: args.vararg.annotation });
  }
  args.kwonlyargs.forEach((arg, index) =>
    made.push({
      name: arg.arg,
      kind: "keyword-only",
      default: args.kw_defaults[index] ?? null,
      annotation: arg.annotation,
    }),
  );
  if (args.kwarg) made.push({ name: args.kwarg.arg, kind: "kwargs", default: null, annotation: args.kwarg.annotation });
  return made;
}

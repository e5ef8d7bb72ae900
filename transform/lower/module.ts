/** The module as a whole: its statements, and the registration of what other processes know by name. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { Context } from "../context.js";
import { at, originOf } from "../emit/origin.js";
import * as b from "./builders.js";
import { lastName } from "../expand/names.js";
import { withoutDocstring } from "./functions.js";
import { CLASS_FACTORIES } from "../fork/definitions.js";
import { isMainGuard } from "../program/purity.js";
import { importsByName } from "../program/import-names.js";
import { importedValue, onlyImport, provide } from "./imports.js";
import { lowerLazyBody } from "./lazy-module.js";
import type { Lowering } from "./lowering.js";
import { checkShadowing } from "./shadowing.js";
import { plainOf } from "./threads.js";
import { freshName, variableName } from "./names.js";

export function lowerModule(module: ast.Module, lowering: Lowering): ts.Statement[] {
  const { context } = lowering;
  checkShadowing(module, lowering);
  const body = withoutDocstring(module.body);
  const frame = { scope: context.bindings.module, self: null, selfAlias: null, tagsResult: false };
  const lower = context.file.isLazy ? lowerLazyBody : lowerBody;
  const { result, declared } = lowering.body(frame, body, () => lower(body, lowering));
  // A module that needs nothing of the runtime still is a Python program that the runtime must start.
  if (context.file.isScript) context.imports.start();
  const known = importables(module, lowering);
  if (!context.file.isImported) return [...known, ...declared, ...result];
  handOn(context);
  const statements = [...known, ...declared, ...added(lowering), ...result, ...setters(lowering)];
  return statements.map((statement) => exported(statement, context));
}

/** `counter: [() => counter, (value) => (counter = value)]`, `"Task.count": attribute(() => Task, "count")` */
function inheritedOf(binding: Binding, lowering: Lowering): [string, ts.Expression][] {
  const name = b.id(variableName(binding.name));
  const get = b.arrow([], name);
  const attributes = (binding.inheritedAttributes ?? []).map((attribute): [string, ts.Expression] => [
    `${binding.name}.${attribute}`,
    b.call(lowering.helper("attribute"), [get, b.string(attribute)]),
  ]);
  if (!binding.isInherited) return attributes;
  const given = freshName("value", (wanted) => wanted === name.text);
  const set = b.arrow([b.parameter(given)], b.parens(b.assign(name, b.id(given))));
  return [[binding.name, b.array([get, set])], ...attributes];
}

/** Registers functions and classes behind the last of them, ahead of the code that uses them. */
function lowerBody(body: readonly ast.Statement[], lowering: Lowering): ts.Statement[] {
  const last = body.findLastIndex(
    (statement) => statement.kind === "FunctionDef" || statement.kind === "ClassDef" || makesClass(statement),
  );
  const firstBlock = body.findIndex(
    (statement) => statement.kind === "If" && (statement.onlyInParent || isMainGuard(statement)),
  );
  return body.flatMap((statement, index) => {
    const lowered = lowering.statement(statement);
    const before = index === firstBlock ? inheritance(lowering) : [];
    if (index !== last) return [...before, ...lowered];
    return [...lowered, ...registration(lowering).map((each) => at(each, statement))];
  });
}

/** `inherit({ counter: [() => counter, (value) => (counter = value)] })`: the variables that forked children get. */
export function inheritance(lowering: Lowering): ts.Statement[] {
  const { file, bindings } = lowering.context;
  const members = [...bindings.module.bindings.values()].flatMap((binding) => inheritedOf(binding, lowering));
  if (members.length === 0) return [];
  const module = file.isImported ? [b.string(file.name)] : [];
  return [b.statement(b.call(lowering.helper("inherit"), [b.object(members), ...module]))];
}

/** `define({ worker, Task })`; in a module that others import, with its name. */
function registration(lowering: Lowering): ts.Statement[] {
  const { file, bindings: all } = lowering.context;
  const bindings = [...all.module.bindings.values()].filter((binding) => isDefined(binding, lowering));
  if (bindings.length === 0) return [];
  const members = bindings.map((binding) => [binding.name, registered(binding, lowering)] as const);
  const name = file.isImported ? [b.string(file.name)] : [];
  return [b.statement(b.call(lowering.helper("define"), [b.object(members), ...name]))];
}

/** What other processes know by the name. */
function registered(binding: Binding, lowering: Lowering): ts.Expression {
  const name = b.id(variableName(binding.name));
  const [only] = binding.definitions;
  const { threads } = lowering.context.types;
  const isSteps =
    only?.kind === "function" &&
    only.definition.decorator_list.length === 0 &&
    (threads.hasSteps(only.definition) || threads.gives(only.definition));
  return isSteps ? plainOf(name, lowering, only.definition) : name;
}

/** True for a function or class that stands at the module's top level. */
function isDefined(binding: Binding, lowering: Lowering): boolean {
  return binding.definitions.some(
    (definition) =>
      ((definition.kind === "function" || definition.kind === "class") &&
        lowering.context.module.body.includes(definition.definition)) ||
      (definition.kind === "assign" &&
        binding.definitions.length === 1 &&
        lowering.context.module.body.some((statement) => statement === definition.statement && makesClass(statement))),
  );
}

/** `Point = namedtuple("Point", "x y")`: a class by another word, which other processes know by name as well. */
function makesClass(statement: ast.Statement): boolean {
  if (statement.kind !== "Assign" || statement.value.kind !== "Call") return false;
  const { func, args } = statement.value;
  const name = lastName(func) ?? "";
  if (statement.targets[0]!.kind !== "Name") return false;
  return CLASS_FACTORIES.has(name) || (name === "type" && args.length === 3);
}

// ------------------------------------------------------------------------------------------- what others see

/** Exports the variables that a statement of the top level declares. */
function exported(statement: ts.Statement, { bindings }: Context): ts.Statement {
  if (!ts.isVariableStatement(statement) || statement.modifiers?.length) return statement;
  const own = new Set([...bindings.module.bindings.keys()].map(variableName));
  if (!statement.declarationList.declarations.some(({ name }) => declaresAny(name, own))) return statement;
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const result = ts.factory.createVariableStatement(modifiers, statement.declarationList);
  const origin = originOf(statement);
  return origin ? at(result, origin) : result;
}

function declaresAny(name: ts.BindingName, own: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(name)) return own.has(name.text);
  return name.elements.some((element) => ts.isBindingElement(element) && declaresAny(element.name, own));
}

/** Variables that only other modules give a value. */
function added({ context, types }: Lowering): ts.Statement[] {
  const { file, bindings } = context;
  const names = [...bindings.module.bindings.values()].filter((binding) => isOnlyStored(binding));
  return names.map((binding) => {
    const type = b.orUndefined(types.write(context.types.ofBinding(binding)));
    return at(b.declare("let", variableName(binding.name), undefined, type), { start: file.module.start, end: 0 });
  });
}

const isOnlyStored = ({ definitions, writtenOutside }: Binding): boolean => writtenOutside && definitions.length === 0;

/** `export const __setattr__ = setters({ … })`: how other modules change this one's variables. */
function setters(lowering: Lowering): ts.Statement[] {
  const { bindings, types } = lowering.context;
  const stored = [...bindings.module.bindings.values()].filter(({ writtenOutside }) => writtenOutside);
  if (stored.length === 0) return [];
  const members = stored.map((binding) => {
    const name = b.id(variableName(binding.name));
    const given = freshName("value", (wanted) => wanted === name.text);
    const parameter = b.parameter(given, { type: lowering.types.write(types.ofBinding(binding)) });
    return [binding.name, b.arrow([parameter], b.parens(b.assign(name, b.id(given))))] as const;
  });
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const value = b.call(lowering.helper("setters"), [b.object(members)]);
  return [ts.factory.createVariableStatement(modifiers, b.declarationList("const", "__setattr__", value))];
}

/** A package, and a module that is met as a value, export what they import too. */
function handOn(context: Context): void {
  const { file, types, bindings } = context;
  const isOpen = types.isOpen(file);
  if (isOpen) context.identity.add("__name__").add("__file__");
  for (const [name, binding] of bindings.module.bindings) {
    const imported = onlyImport(binding, context);
    if (imported !== null && (isOpen || (file.isPackage && imported.kind === "member"))) provide(file, name, context);
  }
}

/** `importables({ … })`: the modules that the file's calls of `import_module` may name. */
function importables(module: ast.Module, lowering: Lowering): ts.Statement[] {
  const { program, file } = lowering.context;
  if (!importsByName(module)) return [];
  const others = [...program.modules.values()].filter(
    (other) => other !== file && !other.isScript && other.path !== null,
  );
  const members = others.map((other) => {
    const imported = { kind: "module", module: other } as const;
    const local = lowering.importName(other.name.replaceAll(".", "_"), imported);
    return [other.name, importedValue(imported, local, lowering.context)] as const;
  });
  if (members.length === 0) return [];
  const call = b.statement(b.call(lowering.helper("importables"), [b.object(members)]));
  return [at(call, { start: module.start, end: module.start })];
}

/** `export const __name__ = …`, where the program asks for it. */
export function identityOf({ file, module, identity, imports }: Context): ts.Statement[] {
  const meta = b.member(b.id("import"), "meta");
  const values = {
    __name__: () => b.call(imports.helper("module_name"), [b.string(file.name), meta]),
    __file__: () => b.call(imports.helper("module_file"), [meta]),
  };
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return [...identity].map((name) => {
    const declared = b.declarationList("const", name, values[name]());
    return at(ts.factory.createVariableStatement(modifiers, declared), { start: module.start, end: module.start });
  });
}

/**
 * A module whose code waits for its first import (see program/order.ts). Its functions and most of its classes are written
 * as in any module; its variables are declared without values, and the rest of its code becomes a function.
 */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import { at } from "../emit/origin.js";
import type { UserClass } from "../infer/types.js";
import * as b from "./builders.js";
import { isFailedImport, onlyImport } from "./imports.js";
import type { Lowering } from "./lowering.js";
import { variableName } from "./names.js";

const f = ts.factory;

type Definition = ast.FunctionDef | ast.ClassDef;

export function lowerLazyBody(body: readonly ast.Statement[], lowering: Lowering): ts.Statement[] {
  const { file, module } = lowering.context;
  const { isCyclic, name } = file;
  const [top, code]: [ts.Statement[], ts.Statement[]] = [[], []];
  const atOnce: Definition[] = [];
  for (const statement of body) {
    if (isDefinition(statement) && standsAtOnce(statement, lowering)) {
      top.push(...lowering.statement(statement));
      if (isCyclic) code.push(defined([statement], lowering));
      else atOnce.push(statement);
    } else if (statement.kind === "ClassDef") {
      top.push(...classMaker(statement, lowering));
      const made = b.statement(b.assign(b.id(variableName(statement.name)), b.call(makerName(statement))));
      code.push(at(made, statement), defined([statement], lowering));
    } else {
      lowering.frame.depth++;
      code.push(...lowering.statement(statement));
      lowering.frame.depth--;
      if (statement.kind === "FunctionDef") code.push(defined([statement], lowering));
    }
  }
  const registered = atOnce.length > 0 ? [defined(atOnce, lowering)] : [];
  const last = at(load(name, code, lowering), { start: module.start, end: module.start });
  return [...variables(lowering), ...top, ...registered, last];
}

const isDefinition = (statement: ast.Statement): statement is Definition =>
  statement.kind === "FunctionDef" || statement.kind === "ClassDef";

/** `define({ f, C }, "module")` */
function defined(definitions: readonly Definition[], lowering: Lowering): ts.Statement {
  const members = definitions.map(({ name }) => [name, b.id(variableName(name))] as const);
  return b.statement(b.call(lowering.helper("define"), [b.object(members), b.string(lowering.context.file.name)]));
}

/** `export const __load__ = module_body("module", import.meta, () => { … })` */
function load(name: string, code: readonly ts.Statement[], lowering: Lowering): ts.Statement {
  const meta = b.member(b.id("import"), "meta");
  const body = b.arrow([], b.block(code), b.keywordType("void"));
  const value = b.call(lowering.helper("module_body"), [b.string(name), meta, body]);
  return f.createVariableStatement([exportKeyword()], b.declarationList("const", "__load__", value));
}

const exportKeyword = (): ts.Modifier => f.createModifier(ts.SyntaxKind.ExportKeyword);

// ------------------------------------------------------------------------------------------- variables

/** Declares the variables that the code gives values. */
function variables(lowering: Lowering): ts.Statement[] {
  const { bindings, module } = lowering.context;
  const own = [...bindings.module.bindings.values()].filter((binding) => isLazyVariable(binding, lowering));
  return own.map((binding) => at(lowering.declared(binding), { start: module.start, end: module.start }));
}

/** True for a variable of a lazy module that is declared apart from what gives it its value. */
export function isLazyVariable(binding: Binding, lowering: Lowering): boolean {
  const { definitions, scope } = binding;
  const [only, ...others] = definitions;
  if (scope.kind !== "module" || only === undefined) return false;
  if (onlyImport(binding, lowering.context) || isFailedImport(binding, lowering.context)) return false;
  if (others.length > 0) return true;
  if (only.kind === "class") return !lowering.context.module.body.includes(only.definition);
  const isFunction = only.kind === "function" && only.definition.kind === "FunctionDef";
  return !isFunction || !standsAtOnce(only.definition as ast.FunctionDef, lowering);
}

// ------------------------------------------------------------------------------------------- definitions

/** True for a function or class that can stand from the start, since making it needs nothing of the module's code. */
function standsAtOnce(node: Definition, lowering: Lowering): boolean {
  const { bindings, module, types } = lowering.context;
  const { definitions, writtenOutside } = bindings.bindingOf(node);
  if (definitions.length > 1 || writtenOutside || !module.body.includes(node)) return false;
  if (node.kind === "FunctionDef") return node.decorator_list.length === 0 && hasPlainDefaults(node, lowering);
  return node.decorator_list.length === 0 && standsWithBases(types.classOf(node), lowering);
}

function hasPlainDefaults({ args }: ast.FunctionDef, lowering: Lowering): boolean {
  const { freshDefaults } = lowering.context.program.dataclasses;
  return [...args.defaults, ...args.kw_defaults].every(
    (value) => value === null || isLiteral(value) || freshDefaults.has(value),
  );
}

function standsWithBases(of: UserClass, lowering: Lowering): boolean {
  const { program, file, bindings } = lowering.context;
  const isThere = (base: UserClass["bases"][number]): boolean => {
    if (base?.kind !== "user") return base !== null;
    const owner = program.moduleOf(bindings.enclosing(base.node));
    if (owner === file) return standsAtOnce(base.node, lowering);
    return owner !== null && !(owner.isLazy && owner.isCyclic);
  };
  return of.bases.every(isThere) && of.node.body.every((statement) => isPlainMember(statement, lowering));
}

const PLAIN_DECORATORS = new Set(["property", "staticmethod", "classmethod", "abstractmethod"]);

function isPlainMember(statement: ast.Statement, lowering: Lowering): boolean {
  switch (statement.kind) {
    case "FunctionDef":
      return hasPlainDefaults(statement, lowering) && statement.decorator_list.every(isPlainDecorator);
    case "Assign":
      return isLiteral(statement.value);
    case "AnnAssign":
      return statement.value === null || isLiteral(statement.value);
    case "Expr":
      return statement.value.kind === "Constant";
    default:
      return statement.kind === "Pass";
  }
}

function isPlainDecorator(node: ast.Expression): boolean {
  return node.kind === "Name" ? PLAIN_DECORATORS.has(node.id) : node.kind === "Attribute" && node.attr === "setter";
}

function isLiteral(node: ast.Expression): boolean {
  switch (node.kind) {
    case "Constant":
      return true;
    case "UnaryOp":
      return isLiteral(node.operand);
    case "List":
    case "Tuple":
    case "Set":
      return node.elts.every(isLiteral);
    case "Dict":
      return [...node.keys, ...node.values].every((part) => part !== null && isLiteral(part));
    case "Call":
      // What an enumeration's members have become.
      return node.func.kind === "Attribute" && node.func.attr === "_member_" && node.args.every(isLiteral);
    default:
      return false;
  }
}

const makerName = ({ name }: ast.ClassDef): string => `make_${name}`;

/** A class that the code makes: a function that gives it, the variable that will hold it, and its type. */
function classMaker(node: ast.ClassDef, lowering: Lowering): ts.Statement[] {
  lowering.frame.depth++;
  const statements = lowering.statement(node);
  lowering.frame.depth--;
  const name = variableName(node.name);
  const maker = f.createFunctionDeclaration(
    undefined,
    undefined,
    makerName(node),
    undefined,
    [],
    undefined,
    b.block([...statements, b.returns(b.id(name))]),
  );
  const made = b.typeName("ReturnType", [f.createTypeQueryNode(b.id(makerName(node)))]);
  const variable = f.createVariableStatement([exportKeyword()], b.declarationList("let", name, undefined, made));
  const instance = b.typeName("InstanceType", [f.createTypeQueryNode(b.id(name))]);
  return [maker, variable, f.createTypeAliasDeclaration([exportKeyword()], name, undefined, instance)];
}

import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Binding } from "../../bind/scopes.js";
import { docstringOf, documented } from "../../emit/docstring.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import {
  defaultValue,
  isEvaluatedPerCall,
  lowerFunction,
  type FunctionOptions,
  type LoweredFunction,
} from "../functions.js";
import { evaluateAnnotations } from "../evaluated-annotations.js";
import { introspection, introspects } from "../introspection.js";
import type { Type } from "../../infer/types.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { isAsync, marked } from "../coroutines.js";
import { plainOf } from "../threads.js";
import { lowerBuiltClass } from "./built-class.js";

/** A def: a function declaration; an arrow where it needs the `this` of the method around; a value where it is decorated. */
export function lowerFunctionDef(node: ast.FunctionDef, lowering: Lowering): ts.Statement[] {
  if (node.buildsClass) return lowerBuiltClass(node, lowering);
  const defaults: ts.Statement[] = [];
  const hoistDefault = (parameter: ast.Arg, value: ast.Expression): ts.Expression => {
    if (isEvaluatedPerCall(value, lowering)) return defaultValue(parameter, value, lowering);
    const name = lowering.fresh(`${node.name}_${parameter.arg}`);
    const binding = lowering.context.bindings.bindingOf(parameter);
    const type = lowering.types.write(lowering.context.types.ofBinding(binding));
    defaults.push(b.declare("const", name, lowering.tagged(value), type));
    return b.id(name);
  };
  const usesThis = lowering.usesSelf(node);
  const lowered = lowerFunction(node, lowering, NO_SELF, hoistDefault);
  const exported = lowering.isTopLevel && isSoleDefinition(node, lowering);
  const declared = declaration(node, lowered, { exported, arrow: usesThis && !lowered.generator }, lowering);
  const annotations = evaluateAnnotations(node, lowering);
  return [...defaults, ...annotations, ...declared, ...metadata(node, lowered, lowering)];
}

const NO_SELF: FunctionOptions = { self: null, selfAlias: null };

function declaration(
  node: ast.FunctionDef,
  lowered: LoweredFunction,
  options: { exported: boolean; arrow: boolean },
  lowering: Lowering,
): ts.Statement[] {
  const f = ts.factory;
  const name = variableName(node.alias ?? node.name);
  const star = lowered.generator ? f.createToken(ts.SyntaxKind.AsteriskToken) : undefined;
  const modifiers = options.exported ? [f.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined;
  const docstring = docstringOf(node.body);
  const block = at(b.block(lowered.body), { start: node.body[0]!.start, end: node.body.at(-1)!.end });
  const keyword = lowering.frame.declarations.keyword(node);
  const isReplaced = lowering.context.bindings.bindingOf(node).writtenOutside || node.alias !== undefined;
  const isRedefined = !isSoleDefinition(node, lowering);
  if (node.decorator_list.length === 0 && !options.arrow && !isReplaced && !isRedefined && keyword) {
    const statement = f.createFunctionDeclaration(
      modifiers,
      star,
      name,
      undefined,
      lowered.parameters,
      lowered.result,
      block,
    );
    const mark = lowering.context.types.threads.hasSteps(node) ? null : marked(b.id(name), node, lowering);
    return [documented(statement, docstring), ...(mark === null ? [] : [b.statement(mark)])];
  }
  const doc = lowering.readsDocstrings ? docstring : null;
  const signature = node.decorator_list.length > 0 ? unspokenSignature(node, lowering) : null;
  const hasMore = doc !== null || signature !== null;
  // an arrow has the name of the variable that it is assigned to, but none where it is an argument
  const isNameless = options.arrow && node.decorator_list.length > 0;
  const ownName = hasMore || isNameless || node.alias !== undefined || callsItself(node, lowering) ? undefined : name;
  const expression = options.arrow
    ? b.arrow(lowered.parameters, block, lowered.result)
    : f.createFunctionExpression(undefined, star, ownName, undefined, lowered.parameters, lowered.result, block);
  const value = ownName === undefined ? named(node.name, expression, { doc, signature }, lowering) : expression;
  const isAsked = node.decorator_list.length > 0 && introspects(lowering);
  const told = isAsked ? introspection(value, node, lowering, lowered.defaults) : value;
  const hasSteps = lowering.context.types.threads.hasSteps(node);
  const own = hasSteps ? plainOf(told, lowering) : (marked(told, node, lowering) ?? told);
  const decorated = decorate(node.decorator_list, own, lowering);
  if (!keyword) return [b.statement(b.assign(b.id(name), decorated))];
  const type = isRedefined ? variableType(node, lowering) : undefined;
  const variable = f.createVariableStatement(modifiers, b.declarationList(keyword, name, decorated, type));
  return [documented(variable, docstring)];
}

/** Of a function that other definitions of its name replace: one of those functions, the assignment tells TypeScript which. */
function variableType(node: ast.FunctionDef, lowering: Lowering): ts.TypeNode {
  const { bindings, types } = lowering.context;
  const binding = bindings.bindingOf(node);
  const functions = binding.definitions.map((each): Type =>
    each.kind === "function" && each.definition.decorator_list.length === 0
      ? { kind: "function", of: { kind: "user", node: each.definition, owner: null } }
      : types.ofBinding(binding),
  );
  return lowering.types.write({ kind: "union", members: functions });
}

/** `named("f", …)`: a function value with what JavaScript would not know of it. */
export function named(
  name: string,
  value: ts.Expression,
  { doc, signature }: { doc: string | null; signature: string | null },
  lowering: Lowering,
): ts.Expression {
  const texts = signature === null ? (doc === null ? [] : [doc]) : [doc, signature];
  const more = texts.map((text) => (text === null ? b.nullValue() : b.string(text)));
  return b.call(lowering.helper("named"), [b.string(name), value, ...more]);
}

/** A function expression's own name would hide the variable, which may hold what a decorator made. */
function callsItself(node: ast.FunctionDef, lowering: Lowering): boolean {
  const binding = lowering.context.bindings.bindingOf(node);
  return node.body.some((statement) => lowering.readsAny(statement, [binding]));
}

/** `@outer @inner def f` is `outer(inner(f))`. */
export function decorate(
  decorators: readonly ast.Expression[],
  value: ts.Expression,
  lowering: Lowering,
): ts.Expression {
  return [...decorators].reverse().reduce((inner, decorator) => {
    const type = lowering.typeOf(decorator);
    const { kind } = type;
    // `@area.setter`
    if (kind === "function" && type.of.kind === "bound" && decorator.kind === "Attribute")
      return b.method(lowering.expression(decorator.value), decorator.attr, [inner]);
    const callee = lowering.expression(decorator);
    if (kind === "class" && type.of.kind === "stub") return at(b.newObject(callee, [inner]), decorator);
    return at(
      kind === "function" ? b.call(callee, [inner]) : b.call(lowering.helper("call"), [callee, inner]),
      decorator,
    );
  }, value);
}

/** What a function value must carry because JavaScript would not know it: a nested function's qualified name, its signature. */
function metadata(node: ast.FunctionDef, lowered: LoweredFunction, lowering: Lowering): ts.Statement[] {
  const { bindings, types } = lowering.context;
  const properties: [string, string][] = [];
  const scope = bindings.scopeOf(node);
  // a class that is built at run time names its methods itself
  const isMethod = lowering.frame.scope.kind === "class";
  const isSeen = types.escapes(node) || types.misfits(node);
  const isSeenInResult = (isAsync(node) || scope.isGenerator) && lowering.readsQualnames;
  if ((isSeen || isSeenInResult) && scope.qualname !== node.name && !isMethod)
    properties.push(["__qualname__", scope.qualname]);
  const docstring = lowering.readsDocstrings ? docstringOf(node.body) : null;
  if (docstring !== null) properties.push(["__doc__", docstring]);
  const signature = unspokenSignature(node, lowering);
  if (signature) properties.push(["__signature__", signature]);
  if (node.decorator_list.length > 0) return [];
  const name = b.id(variableName(node.alias ?? node.name));
  return [
    ...properties.map(([property, value]) => b.statement(b.assign(b.member(name, property), b.string(value)))),
    ...(introspects(lowering) ? [b.statement(introspection(name, node, lowering, lowered.defaults))] : []),
  ];
}

/** The parameter list as text where JavaScript's own cannot say it: positional-only parameters. */
export function unspokenSignature({ args }: ast.FunctionDef | ast.Lambda, lowering: Lowering): string | null {
  if (args.posonlyargs.length === 0) return null;
  return lowering.context.source.text.slice(args.start, args.end).replace(/\s+/g, " ").trim();
}

function isSoleDefinition(node: ast.FunctionDef, lowering: Lowering): boolean {
  const binding: Binding = lowering.context.bindings.bindingOf(node);
  return binding.definitions.length === 1 && lowering.frame.declarations.keyword(node) !== null;
}

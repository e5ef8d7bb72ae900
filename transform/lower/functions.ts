/** What def, lambda and method have in common: parameters and bodies. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding, Scope } from "../bind/scopes.js";
import { at } from "../emit/origin.js";
import { docstringOf } from "../emit/docstring.js";
import { union } from "../infer/results.js";
import type { Type } from "../infer/types.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";
import { variableName } from "./names.js";
import { isAsync } from "./coroutines.js";
import { settled, steppingResult } from "./threads.js";
import { elementOf } from "./statements/for.js";
import { maySwallow } from "./statements/with.js";
import { leaves } from "./reachability.js";
import { stoppable } from "./stop-iteration.js";
import { assignedTarget } from "./targets.js";

export type FunctionNode = ast.FunctionDef | ast.Lambda;

export interface LoweredFunction {
  parameters: ts.ParameterDeclaration[];
  result: ts.TypeNode;
  body: ts.Statement[];
  generator: boolean;
  /** What stands for the defaults that are evaluated once, ahead of the function. */
  defaults: ReadonlyMap<ast.Arg, ts.Expression>;
}

/** How the parameters travel in JavaScript. */
export interface ParameterLayout {
  positional: ast.Arg[];
  /** The default of each positional parameter, or null. */
  defaults: (ast.Expression | null)[];
  vararg: ast.Arg | null;
  /** True when `*args` is an ordinary array parameter, because an options object follows it. */
  varargAsArray: boolean;
  keywordOnly: ast.Arg[];
  keywordDefaults: (ast.Expression | null)[];
  kwarg: ast.Arg | null;
}

/** @param skipFirst for a method, whose first parameter is `this` */
export function parameterLayout(args: ast.Arguments, skipFirst: boolean): ParameterLayout {
  const all = [...args.posonlyargs, ...args.args];
  const missing = all.length - args.defaults.length;
  const defaults = all.map((_, index) => (index < missing ? null : args.defaults[index - missing]!));
  return {
    positional: skipFirst ? all.slice(1) : all,
    defaults: skipFirst ? defaults.slice(1) : defaults,
    vararg: args.vararg,
    varargAsArray: args.vararg !== null && (args.kwonlyargs.length > 0 || args.kwarg !== null),
    keywordOnly: args.kwonlyargs,
    keywordDefaults: args.kw_defaults,
    kwarg: args.kwarg,
  };
}

/** True when keywords of a call travel in a trailing options object. */
export const hasOptions = (layout: ParameterLayout): boolean => layout.keywordOnly.length > 0 || layout.kwarg !== null;

export interface FunctionOptions {
  /** The binding of the first parameter when it is `this`. */
  self: Binding | null;
  selfAlias: string | null;
}

/** Lowers parameters and body of a function. Defaults that are not constants are evaluated once, ahead of the function. */
export function lowerFunction(
  node: FunctionNode,
  lowering: Lowering,
  options: FunctionOptions,
  hoistDefault: (parameter: ast.Arg, value: ast.Expression) => ts.Expression,
): LoweredFunction {
  const layout = parameterLayout(node.args, options.self !== null);
  const defaults = new Map<ast.Arg, ts.Expression>();
  const declared = new Parameters(layout, lowering, (parameter, value) => {
    const given = hoistDefault(parameter, value);
    if (!isEvaluatedPerCall(value, lowering)) defaults.set(parameter, given);
    return given;
  });
  const parameters = declared.declarations();
  const scope = lowering.context.bindings.scopeOf(node);
  const isExpression = node.kind === "Lambda" && !assigns(scope);
  const { threads } = lowering.context.types;
  const hasSteps = threads.hasSteps(node);
  const gives = threads.gives(node);
  const body = isExpression ? [] : statementsOf(node);
  const frame = {
    scope,
    self: options.self,
    selfAlias: options.selfAlias,
    tagsResult: lowering.context.types.escapes(node) || isSpecialMethod(scope) || isAsync(node),
    hasSteps: hasSteps || gives,
    isAsync: isAsync(node),
    gives,
  };
  const { result: statements, declared: temporaries } = lowering.body(frame, body, () =>
    isExpression ? [b.returns(resultValue(node.body, node, lowering))] : lowering.statements(body),
  );
  const whole = [
    ...depthCheck(node, lowering),
    ...declared.prologue(),
    ...temporaries,
    ...statements,
    ...finalReturn(node, scope, lowering),
  ];
  const result = lowering.types.writeResult(resultType(node, lowering));
  const waits = hasSteps || gives || isAsync(node);
  const settledWhole = waits ? settled(whole, lowering) : whole;
  return {
    parameters,
    result: gives
      ? b.typeName(lowering.context.imports.typeHelper("ThreadedGenerator"), [
          lowering.types.write(elementOf(lowering.context.types.returns(node))),
        ])
      : hasSteps
        ? steppingResult(result, lowering)
        : isAsync(node) && !scope.isGenerator
          ? lowering.types.coroutine(result)
          : result,
    body: scope.isGenerator ? stoppable(body, settledWhole, lowering) : settledWhole,
    generator: scope.isGenerator || waits,
    defaults,
  };
}

/** What begins a function that may be called again while it runs, in a program that can tell how deep. */
function depthCheck(node: FunctionNode, lowering: Lowering): ts.Statement[] {
  if (node.kind === "Lambda" || !lowering.context.types.recursive.has(node)) return [];
  const { start, end } = node.body[0]!;
  return [at(b.statement(b.call(lowering.helper("check_depth"), [])), { start, end })];
}

/** True for a lambda with a walrus in it, whose variable needs a declaration ahead of the value. */
const assigns = ({ bindings }: Scope): boolean =>
  [...bindings.values()].some(({ definitions }) => definitions.some(({ kind }) => kind === "assign"));

function statementsOf(node: FunctionNode): ast.Statement[] {
  if (node.kind !== "Lambda") return withoutDocstring(node.body);
  const { start, end } = node.body;
  return [{ kind: "Return", value: node.body, start, end }];
}

/** Operators and builtin functions call it, wherever those are written. */
function isSpecialMethod({ node, parent }: Scope): boolean {
  return parent?.kind === "class" && "name" in node && /^__\w+__$/.test(node.name);
}

/** `never` is for functions that TypeScript, too, sees return by no path; of a value that inference knows nothing of, it is unknown. */
function resultType(node: FunctionNode, lowering: Lowering): Type {
  const type = lowering.context.types.declaredResult(node);
  if (type.kind !== "never" || node.kind === "Lambda") return type;
  if (node.body.some(returnsValue)) return { kind: "unknown" };
  return leaves(node.body) ? type : { kind: "none" };
}

function returnsValue(node: ast.Node): boolean {
  if (node.kind === "Return") return true;
  return node.kind !== "FunctionDef" && node.kind !== "Lambda" && children(node).some(returnsValue);
}

/** `return null;` where control can pass the end of a function that returns values elsewhere. */
function finalReturn(node: FunctionNode, scope: Scope, lowering: Lowering): ts.Statement[] {
  if (node.kind === "Lambda" || scope.isGenerator || leaves(node.body, (inner) => maySwallow(inner, lowering)))
    return [];
  const { kind } = lowering.context.types.returns(node);
  return kind === "none" || kind === "never" ? [] : [b.returns(b.nullValue())];
}

/** The value that a function returns: tagged where its callers are not all known. */
export function resultValue(value: ast.Expression, node: FunctionNode, lowering: Lowering): ts.Expression {
  const type = lowering.context.types.returns(node);
  return lowering.frame.tagsResult ? lowering.tagged(value) : lowering.flow(value, type);
}

class Parameters {
  private readonly layout: ParameterLayout;
  private readonly lowering: Lowering;
  private readonly hoistDefault: (parameter: ast.Arg, value: ast.Expression) => ts.Expression;

  constructor(
    layout: ParameterLayout,
    lowering: Lowering,
    hoistDefault: (parameter: ast.Arg, value: ast.Expression) => ts.Expression,
  ) {
    this.layout = layout;
    this.lowering = lowering;
    this.hoistDefault = hoistDefault;
  }

  declarations(): ts.ParameterDeclaration[] {
    const { positional, defaults, vararg, varargAsArray } = this.layout;
    const result = positional.map((parameter, index) => this.positional(parameter, defaults[index] ?? null));
    if (vararg) {
      const type = this.lowering.types.varargArray(vararg);
      const name = b.id(this.varargName(vararg));
      // The pattern tells the runtime, which reads parameters from a function's text, that the array is `*args`.
      result.push(b.parameter(varargAsArray ? b.restPattern(name) : name, { type, rest: !varargAsArray }));
    }
    if (hasOptions(this.layout)) result.push(this.optionsParameter());
    return result;
  }

  /** Statements that turn what JavaScript passes into what Python's body expects. */
  prologue(): ts.Statement[] {
    const { vararg, kwarg } = this.layout;
    const result = this.ownOptions();
    if (vararg && this.isUsed(vararg)) {
      const tuple = b.method(b.id(this.lowering.helper("tuple")), "of", [b.spread(b.id(this.varargName(vararg)))]);
      result.push(b.declare(this.keyword(vararg), variableName(vararg.arg), tuple));
    }
    if (kwarg && this.isUsed(kwarg)) {
      const type = this.typeOf(kwarg);
      const value = type.kind === "dict" ? this.lowering.types.write(type.value) : b.keywordType("unknown");
      const dict = b.callWith(this.lowering.helper("keywords"), [value], [b.id(this.kwargName(kwarg))]);
      result.push(b.declare(this.keyword(kwarg), variableName(kwarg.arg), dict));
    }
    return result;
  }

  /** `toString` of an options object without one is that of `Object.prototype`, which stands for "not given". */
  private ownOptions(): ts.Statement[] {
    const { keywordOnly, keywordDefaults } = this.layout;
    return keywordOnly.flatMap((parameter, index) => {
      const value = keywordDefaults[index];
      if (!value || !isInherited(parameter.arg)) return [];
      const args = [b.string(parameter.arg), b.id(optionName(parameter)), this.hoistDefault(parameter, value)];
      const given = b.call(this.lowering.helper("unless_inherited"), args);
      return [b.declare(this.keyword(parameter), variableName(parameter.arg), given)];
    });
  }

  private positional(parameter: ast.Arg, value: ast.Expression | null): ts.ParameterDeclaration {
    const name = variableName(parameter.arg);
    const type = this.lowering.types.write(withDefault(this.typeOf(parameter), value));
    return b.parameter(name, { type, initializer: value ? this.hoistDefault(parameter, value) : undefined });
  }

  private optionsParameter(): ts.ParameterDeclaration {
    const { keywordOnly, keywordDefaults, kwarg } = this.layout;
    const f = ts.factory;
    const elements = keywordOnly.map((parameter, index) => {
      const value = keywordDefaults[index];
      const name = value ? optionName(parameter) : variableName(parameter.arg);
      const property = name === parameter.arg ? undefined : parameter.arg;
      return f.createBindingElement(undefined, property, name, value ? this.hoistDefault(parameter, value) : undefined);
    });
    const members: ts.TypeElement[] = keywordOnly.map((parameter, index) => {
      const value = keywordDefaults[index] ?? null;
      const question = value === null ? undefined : f.createToken(ts.SyntaxKind.QuestionToken);
      const type = this.lowering.types.write(withDefault(this.typeOf(parameter), value));
      return f.createPropertySignature(undefined, parameter.arg, question, type);
    });
    if (kwarg) {
      elements.push(
        f.createBindingElement(f.createToken(ts.SyntaxKind.DotDotDotToken), undefined, this.kwargName(kwarg)),
      );
      members.push(this.lowering.types.otherKeywords(this.layout));
    }
    const required = keywordDefaults.some((value) => value === null);
    return b.parameter(f.createObjectBindingPattern(elements), {
      type: ts.setEmitFlags(f.createTypeLiteralNode(members), ts.EmitFlags.SingleLine),
      initializer: required ? undefined : b.object([]),
    });
  }

  private typeOf(parameter: ast.Arg): Type {
    return this.lowering.context.types.declaredOf(this.lowering.context.bindings.bindingOf(parameter));
  }

  private isUsed(parameter: ast.Arg): boolean {
    const binding = this.lowering.context.bindings.bindingOf(parameter);
    return binding.reads.length > 0 || binding.definitions.length > 1;
  }

  private keyword(parameter: ast.Arg): "const" | "let" {
    return this.lowering.context.bindings.bindingOf(parameter).definitions.length > 1 ? "let" : "const";
  }

  private varargName(vararg: ast.Arg): string {
    return this.isUsed(vararg) ? `${vararg.arg}_` : variableName(vararg.arg);
  }

  private kwargName(kwarg: ast.Arg): string {
    return this.isUsed(kwarg) ? `${kwarg.arg}_` : variableName(kwarg.arg);
  }
}

/** True for what every JavaScript object has. */
const isInherited = (name: string): boolean => name in Object.prototype;

/** The variable that a keyword-only parameter with a default arrives in. */
const optionName = ({ arg }: ast.Arg): string => (isInherited(arg) ? `${arg}_` : variableName(arg));

/** The type of a parameter with a default None, which no call may make use of. */
function withDefault(type: Type, value: ast.Expression | null): Type {
  const isNone = value?.kind === "Constant" && value.value.type === "None";
  return isNone ? union([type, { kind: "none" }]) : type;
}

/** A default that JavaScript may, or that a dataclass must, evaluate at each call. */
export function isEvaluatedPerCall(node: ast.Expression, lowering: Lowering): boolean {
  return isConstant(node) || lowering.context.program.dataclasses.freshDefaults.has(node);
}

/** The value of such a default, as the parameter's type wants it. */
export function defaultValue(parameter: ast.Arg, value: ast.Expression, lowering: Lowering): ts.Expression {
  return lowering.flow(value, lowering.context.types.ofBinding(lowering.context.bindings.bindingOf(parameter)));
}

function isConstant(node: ast.Expression): boolean {
  if (node.kind === "UnaryOp") return node.operand.kind === "Constant";
  return node.kind === "Constant" || (node.kind === "Tuple" && node.elts.every(isConstant));
}

export const withoutDocstring = (body: readonly ast.Statement[]): ast.Statement[] =>
  docstringOf(body) === null ? [...body] : body.slice(1);

/** A parameter pattern for a loop or arrow: `x`, `[a, b]`. */
export const targetPattern = assignedTarget;

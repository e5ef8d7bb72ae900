/** Which argument of a call goes to which parameter, decided at conversion. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { StubFunction, StubParameter, Type, UserFunction } from "../../infer/types.js";
import * as b from "../builders.js";
import { hasOptions, parameterLayout } from "../functions.js";
import { isPure } from "../effects.js";
import type { Lowering } from "../lowering.js";
import { withoutNegativeZero } from "../negative-zero.js";

/** One parameter as calls see it. */
interface Slot {
  name: string;
  required: boolean;
  /** Code for a skipped parameter that later arguments follow. */
  skipped(): ts.Expression;
  lower(node: ast.Expression): ts.Expression;
  positionOnly: boolean;
}

/** A callee's parameters in the order and form in which JavaScript takes them. */
export interface Signature {
  positional: Slot[];
  /** Parameters that travel by name in the trailing options object. */
  options: Slot[];
  vararg: ((node: ast.Expression) => ts.Expression) | null;
  varargAsArray: boolean;
  kwarg: ((node: ast.Expression) => ts.Expression) | null;
}

/**
 * Lowers a call's arguments for a known callee.
 *
 * Null when the call does not fit the signature or can't be resolved at conversion (`f(*xs)`, `f(**d)`, keywords out
 * of order with effects): then the call goes through `call`, which binds as Python does and raises its TypeError.
 */
export function resolveArguments(node: ast.Call, overloads: readonly Signature[]): ts.Expression[] | null {
  for (const signature of overloads) {
    const plan = planArguments(node, signature);
    if (plan && keepsOrder(node, plan)) return lowerPlan(plan, signature);
  }
  return null;
}

function lowerPlan(plan: Plan, signature: Signature): ts.Expression[] {
  const last = plan.positional.findLastIndex((value) => value !== null);
  const args = plan.positional.slice(0, last + 1).map((value, index) => {
    const slot = signature.positional[index]!;
    return value ? slot.lower(value) : slot.skipped();
  });
  const rest = plan.rest.map((value) => signature.vararg!(value));
  if (signature.varargAsArray) {
    while (args.length < signature.positional.length) args.push(b.undefinedValue());
    args.push(b.array(rest));
  } else if (rest.length > 0) {
    while (args.length < signature.positional.length) args.push(b.undefinedValue());
    args.push(...rest);
  }
  if (plan.options.length > 0) {
    if (!signature.varargAsArray && signature.vararg === null) {
      for (let index = args.length; index < signature.positional.length; index++)
        args.push(signature.positional[index]!.skipped());
    }
    args.push(b.object(plan.options.map(({ name, value, lower }) => [name, lower(value)] as const)));
  }
  return args;
}

interface Plan {
  positional: (ast.Expression | null)[];
  rest: ast.Expression[];
  options: { name: string; value: ast.Expression; lower(node: ast.Expression): ts.Expression }[];
}

function planArguments(node: ast.Call, signature: Signature): Plan | null {
  const { positional, options, vararg, kwarg } = signature;
  const plan: Plan = { positional: positional.map(() => null), rest: [], options: [] };
  const fillOption = (slot: Slot, value: ast.Expression): void => {
    plan.options.push({ name: slot.name, value, lower: (item) => slot.lower(item) });
  };
  // Python's positional order runs over the positional slots and then over the options that may be positional.
  const ordered: (number | Slot)[] = [
    ...positional.keys(),
    ...options.filter((slot) => !slot.positionOnly && "byPosition" in slot),
  ];
  for (const [index, value] of node.args.entries()) {
    const target = ordered[index];
    if (value.kind === "Starred") {
      if (!vararg || index < positional.length) return null;
      plan.rest.push(value);
    } else if (typeof target === "number") plan.positional[target] = value;
    else if (target) fillOption(target, value);
    else if (vararg) plan.rest.push(value);
    else return null;
  }
  for (const { arg, value } of node.keywords) {
    if (arg === null) return null;
    const index = positional.findIndex((slot) => slot.name === arg && !slot.positionOnly);
    const option = options.find((slot) => slot.name === arg);
    if (index >= 0 && plan.positional[index] === null) plan.positional[index] = value;
    else if (option && !plan.options.some((known) => known.name === arg)) fillOption(option, value);
    else if (kwarg && index < 0 && !option) plan.options.push({ name: arg, value, lower: kwarg });
    else return null;
  }
  const missing = positional.some((slot, index) => slot.required && plan.positional[index] === null);
  const missingOption = options.some((slot) => slot.required && !plan.options.some(({ name }) => name === slot.name));
  return missing || missingOption ? null : plan;
}

/** True when JavaScript evaluates the arguments in Python's order, or their order can't be seen. */
function keepsOrder(node: ast.Call, plan: Plan): boolean {
  const source = [...node.args, ...node.keywords.map((keyword) => keyword.value)];
  const emitted = [
    ...plan.positional.filter((value) => value !== null),
    ...plan.rest,
    ...plan.options.map(({ value }) => value),
  ];
  const effects = (list: ast.Expression[]): ast.Expression[] => list.filter((value) => !isPure(value));
  const [before, after] = [effects(source), effects(emitted)];
  return before.every((value, index) => value === after[index]);
}

// ---------------------------------------------------------------------------------------------- signatures

/** The signature of a function of the script. */
export function userSignature(target: UserFunction, lowering: Lowering): Signature {
  const { types, bindings } = lowering.context;
  const layout = parameterLayout(target.node.args, target.owner !== null && !isStatic(target));
  const slot = (parameter: ast.Arg, value: ast.Expression | null): Slot => {
    const type: Type = types.ofBinding(bindings.bindingOf(parameter));
    return {
      name: parameter.arg,
      required: value === null,
      skipped: () => b.undefinedValue(),
      lower: (node) => lowering.flow(node, type),
      positionOnly: target.node.args.posonlyargs.includes(parameter),
    };
  };
  return {
    positional: layout.positional.map((parameter, index) => slot(parameter, layout.defaults[index] ?? null)),
    options: layout.keywordOnly.map((parameter, index) => slot(parameter, layout.keywordDefaults[index] ?? null)),
    vararg: layout.vararg ? (node) => element(node, lowering) : null,
    varargAsArray: layout.varargAsArray,
    kwarg: layout.kwarg ? (node) => lowering.tagged(node) : null,
  };
}

export const userHasOptions = (target: UserFunction): boolean => hasOptions(parameterLayout(target.node.args, false));

/** True for a method that its class gives, `Shape.area`, which takes the object as its first argument. */
export const isUnbound = (target: UserFunction): boolean => target.owner !== null && !isStatic(target);

function isStatic(target: UserFunction): boolean {
  return (
    target.node.kind !== "Lambda" &&
    target.node.decorator_list.some((node) => node.kind === "Name" && node.id === "staticmethod")
  );
}

/** The signatures of a runtime function, from its stub: itself and its overloads. */
export function stubSignatures(target: StubFunction, lowering: Lowering): Signature[] {
  return [target, ...target.overloads].map((overload) => stubSignature(overload, lowering));
}

function stubSignature(target: StubFunction, lowering: Lowering): Signature {
  const { parameters, optionsFrom } = target;
  const from =
    optionsFrom === null ? parameters.length : parameters.findIndex((parameter) => parameter.name === optionsFrom);
  const byPosition = parameters.filter(
    (parameter) => parameter.kind === "positional-only" || parameter.kind === "positional-or-keyword",
  );
  const inOptions = (parameter: StubParameter): boolean =>
    parameter.kind === "keyword-only" || parameters.indexOf(parameter) >= from;
  const vararg = parameters.find((parameter) => parameter.kind === "varargs");
  const kwarg = parameters.find((parameter) => parameter.kind === "kwargs");
  return {
    positional: byPosition
      .filter((parameter) => !inOptions(parameter))
      .map((parameter) => stubSlot(parameter, lowering)),
    options: parameters
      .filter((parameter) => inOptions(parameter) && parameter.kind !== "varargs" && parameter.kind !== "kwargs")
      .map((parameter) => ({
        ...stubSlot(parameter, lowering),
        ...(parameter.kind === "keyword-only" ? {} : { byPosition: true }),
      })),
    vararg: vararg ? (node) => element(node, lowering) : null,
    varargAsArray: false,
    kwarg: kwarg ? (node) => lowering.tagged(node) : null,
  };
}

function stubSlot(parameter: StubParameter, lowering: Lowering): Slot {
  return {
    name: parameter.name,
    required: parameter.default === null,
    skipped: () => skippedDefault(parameter, lowering),
    lower: (node) => stubArgument(node, parameter.annotation, lowering),
    positionOnly: parameter.kind === "positional-only",
  };
}

/** A default of the stub that JavaScript can say, so that the call reads as if it were given: `q.get(true, 3)`. */
function skippedDefault(parameter: StubParameter, lowering: Lowering): ts.Expression {
  const value = parameter.default;
  const sayable = value?.kind === "Constant" && value.value.type !== "Ellipsis";
  return sayable ? lowering.expression(value) : b.undefinedValue();
}

/** An argument for a runtime function: raw for a float's parameter; a tuple display as a plain array for an iterable. */
function stubArgument(node: ast.Expression, annotation: ast.Expression | null, lowering: Lowering): ts.Expression {
  if (node.kind === "Tuple" && annotation && acceptsArray(annotation))
    return b.array(node.elts.map((item) => element(item, lowering)));
  if (!annotation || !mentions(annotation, ["float"])) return lowering.tagged(node);
  return withoutNegativeZero(lowering.expression(node), node, lowering);
}

const ARRAYS = ["Iterable", "Sequence", "Collection", "Iterator"];

function acceptsArray(annotation: ast.Expression): boolean {
  if (annotation.kind === "Subscript" && annotation.value.kind === "Name" && annotation.value.id === "tuple") {
    return (
      annotation.slice.kind === "Tuple" &&
      annotation.slice.elts.some((item) => item.kind === "Constant" && item.value.type === "Ellipsis")
    );
  }
  if (annotation.kind === "Name") return ARRAYS.includes(annotation.id);
  if (annotation.kind === "Subscript") return acceptsArray(annotation.value);
  // `str | tuple[str, ...]` tells a tuple from others, and so needs a real one.
  const isUnion = annotation.kind === "BinOp" && !isTupleType(annotation.left) && !isTupleType(annotation.right);
  return isUnion && (acceptsArray(annotation.left) || acceptsArray(annotation.right));
}

const isTupleType = (node: ast.Expression): boolean =>
  node.kind === "Subscript" && node.value.kind === "Name" && node.value.id === "tuple";

/** True when the annotation, or one member of its union, is one of the names. */
function mentions(annotation: ast.Expression, names: readonly string[]): boolean {
  if (annotation.kind === "Name") return names.includes(annotation.id);
  return annotation.kind === "BinOp" && (mentions(annotation.left, names) || mentions(annotation.right, names));
}

/** An argument of `*args`. */
function element(node: ast.Expression, lowering: Lowering): ts.Expression {
  return node.kind === "Starred" ? lowering.expression(node) : lowering.tagged(node);
}

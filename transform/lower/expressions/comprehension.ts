/** Comprehensions: `map`, `filter` and `flatMap` for those made at once, a generator function for the lazy one. */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import * as b from "../builders.js";
import { CONSUMERS } from "../consumers.js";
import type { Lowering } from "../lowering.js";
import { elementOf, enumeratedList, iterableValue } from "../statements/for.js";
import { waitingFor } from "../coroutines.js";
import { variableName } from "../names.js";
import { resumable } from "../resumable.js";
import { namesOf } from "../statements/assign.js";
import { lazyParts, stoppable } from "../stop-iteration.js";
import { assignedTarget, declareTarget, store } from "../targets.js";
import { condition, truthOf } from "../truth.js";
import type { Callee, Type } from "../../infer/types.js";

type Comprehended = ast.ListComp | ast.SetComp | ast.GeneratorExp;

/** What a comprehension makes each time round. */
interface Element {
  /** The script's own expressions for it. */
  readonly parts: readonly ast.Expression[];
  readonly lower: () => ts.Expression;
  readonly type: () => ts.TypeNode;
}

export function lowerListComp(node: ast.ListComp, lowering: Lowering): ts.Expression {
  return materialised(node, lowering);
}

export function lowerSetComp(node: ast.SetComp, lowering: Lowering): ts.Expression {
  return b.newObject(b.id(lowering.helper("set")), [materialised(node, lowering)]);
}

export function lowerDictComp(node: ast.DictComp, lowering: Lowering): ts.Expression {
  const pair = (): ts.Expression => b.array([lowering.tagged(node.key), lowering.tagged(node.value)]);
  const type = lowering.typeOf(node);
  const types = type.kind === "dict" ? [lowering.types.write(type.key), lowering.types.write(type.value)] : undefined;
  const parts = [node.key, node.value];
  const pushed = { parts, lower: pair, type: () => ts.factory.createTupleTypeNode(types ?? []) };
  const pairs = parts.some(makesClosures)
    ? looped(node.generators, pushed, lowering)
    : // Not an array of keys and values mixed.
      chain(node.generators, { ...pushed, lower: () => b.asConst(pair()) }, lowering);
  return b.newObject(b.id(lowering.helper("dict")), [pairs], types);
}

/** All elements as an array; as `element` gives them, in tagged form where nothing else is said. */
export function materialised(
  node: Comprehended,
  lowering: Lowering,
  lower = (): ts.Expression => lowering.tagged(node.elt),
): ts.Expression {
  const element: Element = { parts: [node.elt], lower, type: () => lowering.types.write(lowering.typeOf(node.elt)) };
  if (makesClosures(node.elt)) return looped(node.generators, element, lowering);
  const [only, ...others] = node.generators;
  if (others.length === 0 && only!.target.kind === "Name" && isNamed(node.elt, only!.target.id)) {
    return needsSteps(only!, [], element, lowering)
      ? looped(node.generators, element, lowering)
      : filtered(only!, lowering);
  }
  const places = placesOfTrue(node, lowering);
  if (places !== null) return places;
  return chain(node.generators, element, lowering);
}

/** True when the element holds functions, which all see the comprehension's one variable, not each its own. */
function makesClosures(node: ast.Node): boolean {
  if (node.kind === "Lambda" || node.kind === "GeneratorExp") return true;
  const consumes = node.kind === "Call" && node.func.kind === "Name" && CONSUMERS.has(node.func.id);
  if (!consumes) return children(node).some(makesClosures);
  const values = [...node.args, ...node.keywords.map((keyword) => keyword.value)];
  return values.some((value) =>
    value.kind === "Lambda" || value.kind === "GeneratorExp"
      ? children(value).some(makesClosures)
      : makesClosures(value),
  );
}

/** A loop that fills an array, its targets declared once: what Python's comprehension does, step by step. */
function looped(generators: readonly ast.Comprehension[], element: Element, lowering: Lowering): ts.Expression {
  const items = lowering.fresh("items");
  const push = b.statement(b.method(b.id(items), "push", [element.lower()]));
  const loop = generators.reduceRight<ts.Statement>((body, generator) => {
    const item = lowering.fresh("item");
    const type = elementOf(lowering.typeOf(generator.iter));
    const stored = b.statement(store(generator.target, b.id(item), type, lowering));
    const block = b.block([stored, tested(generator, body, lowering)]);
    const source = sourceOf(generator, lowering);
    return ts.factory.createForOfStatement(undefined, b.declarationList("const", item), source, block);
  }, push);
  const targets = generators
    .flatMap((generator) => namesOf(generator.target))
    .map((name) => b.declareAsserted(variableName(name.id), lowering.types.write(lowering.bindingType(name))));
  const collected = b.declare("const", items, b.array([]), b.arrayType(element.type()));
  return b.call(b.parens(b.arrow([], b.block([...targets, collected, loop, b.returns(b.id(items))]))));
}

/** The body behind the generator's conditions. */
function tested(generator: ast.Comprehension, body: ts.Statement, lowering: Lowering): ts.Statement {
  return generator.ifs.reduceRight<ts.Statement>(
    (inner, test) => ts.factory.createIfStatement(condition(test, lowering), b.block([inner])),
    body,
  );
}

/** `[x for x in xs if …]`: a copy, or what the filter leaves. */
function filtered(generator: ast.Comprehension, lowering: Lowering): ts.Expression {
  const source = sourceOf(generator, lowering);
  if (generator.ifs.length === 0) return b.call(lowering.helper("list"), [source]);
  return withFilters(asArray(generator, lowering), generator, lowering);
}

function chain(generators: readonly ast.Comprehension[], element: Element, lowering: Lowering): ts.Expression {
  const [generator, ...inner] = generators;
  const indexed = inner.length === 0 ? overIndexes(generator!, element.lower, lowering) : null;
  if (indexed !== null) return indexed;
  if (needsSteps(generator!, inner, element, lowering)) return looped(generators, element, lowering);
  const isPure = element.parts.every(isEffectless);
  const interleaves =
    isPure && inner.length === 0
      ? !generator!.ifs.every(storesNothing)
      : !generator!.ifs.every(isEffectless) || (!isPure && generator!.ifs.some((test) => sees(test, generator!)));
  if (interleaves) return flatMapped(generator!, inner, element, lowering);
  if (inner.length === 0) {
    if (generator!.ifs.length === 0 && generator!.is_async === 0 && !isReiterable(lowering.typeOf(generator!.iter))) {
      return b.call(lowering.helper("list"), [
        b.call(lowering.helper("map"), [mapper(generator!, element.lower, lowering), sourceOf(generator!, lowering)]),
      ]);
    }
    return b.method(withFilters(asArray(generator!, lowering), generator!, lowering), "map", [
      mapper(generator!, element.lower, lowering),
    ]);
  }
  const rest = (): ts.Expression => chain(inner, element, lowering);
  return b.method(withFilters(asArray(generator!, lowering), generator!, lowering), "flatMap", [
    mapper(generator!, rest, lowering),
  ]);
}

/** The parts of `for i, x in enumerate(xs)` over a list, where they are simple. */
interface Enumeration {
  list: ast.Expression;
  index: ast.Name;
  item: ast.Expression;
}

function enumeration({ iter, target }: ast.Comprehension, lowering: Lowering): Enumeration | null {
  const list = enumeratedList(iter, lowering);
  if (list === null || target.kind !== "Tuple" || target.elts.length !== 2) return null;
  const [index, item] = target.elts as [ast.Expression, ast.Expression];
  if (index.kind !== "Name" || !(item.kind === "Name" || fits(item, elementOf(lowering.typeOf(list))))) return null;
  return { list, index, item };
}

/** `[i for i, x in enumerate(xs) if x]` of a variable: `range(xs.length).filter((i) => at(xs, i))`. */
function placesOfTrue(node: Comprehended, lowering: Lowering): ts.Expression | null {
  const [generator, ...others] = node.generators;
  const parts = enumeration(generator!, lowering);
  const [test, ...moreTests] = generator!.ifs;
  if (parts === null || test === undefined || others.length + moreTests.length > 0) return null;
  const { list, index, item } = parts;
  if (list.kind !== "Name" || !isNamed(node.elt, index.id) || item.kind !== "Name" || !isNamed(test, item.id))
    return null;
  const value = b.call(lowering.helper("at"), [lowering.expression(list), b.id(variableName(index.id))]);
  const places = b.call(lowering.helper("range"), [b.member(lowering.expression(list), "length")]);
  return b.method(places, "filter", [b.arrow([b.parameter(assignedTarget(index))], truthOf(value, test, lowering))]);
}

const isNamed = (node: ast.Expression, id: string): boolean => node.kind === "Name" && node.id === id;

/** `[… for i, x in enumerate(xs)]` of a list is `xs.map((x, i) => …)`, with conditions `xs.flatMap((x, i) => … ? […] : [])`. */
function overIndexes(
  generator: ast.Comprehension,
  element: () => ts.Expression,
  lowering: Lowering,
): ts.Expression | null {
  const parts = enumeration(generator, lowering);
  if (parts === null) return null;
  const { list, index, item } = parts;
  const { ifs } = generator;
  const names = [b.parameter(assignedTarget(item)), b.parameter(assignedTarget(index))];
  const source = lowering.expression(list);
  const tests = ifs.map((test) => condition(test, lowering));
  if (tests.length === 0) return b.method(source, "map", [b.arrow(names, element())]);
  const passed = tests.reduce((left, right) => b.binary(left, "&&", right));
  return b.method(source, "flatMap", [b.arrow(names, b.conditional(passed, b.array([element()]), b.array([])))]);
}

/** Conditions with effects are tested element by element, between the elements' own evaluations. */
function flatMapped(
  generator: ast.Comprehension,
  inner: readonly ast.Comprehension[],
  element: Element,
  lowering: Lowering,
): ts.Expression {
  const body = (): ts.Expression => {
    const tests = generator.ifs
      .map((test) => condition(test, lowering))
      .reduce((left, right) => b.binary(left, "&&", right));
    const found = inner.length > 0 ? chain(inner, element, lowering) : b.array([element.lower()]);
    return b.conditional(tests, found, b.array([]));
  };
  return b.method(asArray(generator, lowering), "flatMap", [mapper(generator, body, lowering)]);
}

function withFilters(source: ts.Expression, generator: ast.Comprehension, lowering: Lowering): ts.Expression {
  return generator.ifs.reduce(
    (array, test) => b.method(array, "filter", [mapper(generator, () => condition(test, lowering), lowering)]),
    source,
  );
}

/** What a generator goes through; an asynchronous one is gone through whole. */
function sourceOf(generator: ast.Comprehension, lowering: Lowering): ts.Expression {
  if (generator.is_async === 0) return iterableValue(generator.iter, lowering);
  return waitingFor(
    b.call(lowering.helper("async_list"), [lowering.expression(generator.iter)]),
    generator.iter,
    lowering,
  );
}

/** The iterable as something with an array's `map`, `filter` and `flatMap`: itself when it is a list or range. */
function asArray(generator: ast.Comprehension, lowering: Lowering): ts.Expression {
  const value = sourceOf(generator, lowering);
  const { kind } = lowering.typeOf(generator.iter);
  const isArray = generator.is_async === 1 || kind === "list" || kind === "range" || ts.isArrayLiteralExpression(value);
  return isArray ? value : b.array([b.spread(value)]);
}

/** `(x) => …`, the target unpacked where its shape is not certain. */
function mapper(generator: ast.Comprehension, body: () => ts.Expression, lowering: Lowering): ts.Expression {
  const { target } = generator;
  const type = elementOf(lowering.typeOf(generator.iter));
  if (target.kind === "Name" || fits(target, type)) return b.arrow([b.parameter(assignedTarget(target))], body());
  const item = lowering.fresh("item");
  const unpacking = declareTarget("const", target, b.id(item), type, lowering);
  return b.arrow([b.parameter(item)], b.block([...unpacking, b.returns(body())]));
}

function fits(target: ast.Expression, type: Type): boolean {
  return (
    (target.kind === "Tuple" || target.kind === "List") &&
    type.kind === "tuple" &&
    type.elements.length === target.elts.length &&
    target.elts.every((item) => item.kind === "Name")
  );
}

/** True when making an array of it first changes nothing that a script could see. */
function isReiterable({ kind }: Type): boolean {
  return kind !== "iterable" && kind !== "generator" && kind !== "unknown" && kind !== "instance" && kind !== "union";
}

/**
 * True where each item has to be taken when its turn comes: what gives them may be seen at work, or moved on, by what is
 * done with those before; and an iterator among the items may be of use only until the next is taken, as groupby's are.
 */
function needsSteps(
  generator: ast.Comprehension,
  inner: readonly ast.Comprehension[],
  element: Element,
  lowering: Lowering,
): boolean {
  const { iter, ifs, is_async } = generator;
  if (is_async === 1 || (ifs.length === 0 && inner.length === 0) || isInert(iter, lowering)) return false;
  const item = elementOf(lowering.typeOf(iter));
  const isUsed = [...ifs, ...element.parts].some((node) => !isHarmless(node, lowering)) || inner.length > 0;
  if (item.kind === "tuple" && item.elements.some(isIterator)) return isUsed;
  const rest = [...ifs, ...element.parts, ...inner.flatMap((each) => [each.iter, ...each.ifs])];
  return !isFresh(iter, lowering) && !rest.every((node) => isHarmless(node, lowering));
}

const isIterator = ({ kind }: Type): boolean => kind === "iterable" || kind === "generator";

/** True for what gives the same items at any time. */
function isInert(node: ast.Expression, lowering: Lowering): boolean {
  const type = lowering.typeOf(node);
  if (isReiterable(type)) return true;
  return node.kind === "Call" && isFresh(node, lowering) && !hasIterators(elementOf(type));
}

const hasIterators = (type: Type): boolean => type.kind === "tuple" && type.elements.some(isIterator);

/** True for an iterator that the library has just made of such things, and that nobody else knows. */
function isFresh(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Call" || !isOfLibrary(node, lowering)) return false;
  const given = [...node.args, ...node.keywords.map(({ value }) => value)];
  return given.every((each) => isHarmless(each, lowering) && (isValue(each, lowering) || isInert(each, lowering)));
}

/** True for what can't be an iterator, nor a function of the script. */
function isValue(node: ast.Expression, lowering: Lowering): boolean {
  const type = lowering.typeOf(node);
  if (type.kind === "function") return type.of.kind === "stub";
  return isReiterable(type);
}

/** True for code that runs none of the script, and moves no iterator on. */
function isHarmless(node: ast.Node, lowering: Lowering): boolean {
  if (node.kind === "NamedExpr" || node.kind === "Yield" || node.kind === "Await") return false;
  if (node.kind === "Call" && !isOfLibrary(node, lowering)) return false;
  return children(node).every((child) => isHarmless(child, lowering));
}

/** A call of the library, other than those that can be seen at work, or that take from what they are given. */
function isOfLibrary({ func, args }: ast.Call, lowering: Lowering): boolean {
  const type = lowering.typeOf(func);
  const isBuiltinClass = type.kind === "class" && type.of.kind === "stub";
  const isFunction = type.kind === "function" && (type.of.kind === "stub" || isStubMethod(type.of));
  const name = func.kind === "Name" ? func.id : func.kind === "Attribute" ? func.attr : "";
  if (!(isBuiltinClass || isFunction) || SEEN.has(name)) return false;
  return args.every((each) => !isIterator(lowering.typeOf(each)) || each.kind === "Call");
}

const isStubMethod = (of: Callee): boolean => of.kind === "bound" && of.function.kind === "stub";

const SEEN: ReadonlySet<string> = new Set([
  "print",
  "next",
  "input",
  "append",
  "add",
  "pop",
  "send",
  "readline",
  "write",
]);

/** True when no walrus in the expression changes what the element reads. */
function storesNothing(node: ast.Node): boolean {
  return node.kind !== "NamedExpr" && children(node).every(storesNothing);
}

/** True for a test that may see what was done for earlier elements: `if node not in visited`, `if self.running`. */
function sees(test: ast.Node, generator: ast.Comprehension): boolean {
  const targets = new Set<string>();
  const collect = (node: ast.Node): void => {
    if (node.kind === "Name") targets.add(node.id);
    children(node).forEach(collect);
  };
  collect(generator.target);
  const isOther = (node: ast.Node): boolean => {
    if (node.kind === "Name") return !targets.has(node.id);
    return (node.kind === "Attribute" || node.kind === "Subscript") && isOther(node.value);
  };
  const looks = (node: ast.Node): boolean => {
    if (node.kind === "Attribute" || node.kind === "Subscript") return isOther(node);
    if (node.kind !== "Compare") return false;
    return node.comparators.some((right, at) => /^(?:Not)?In$/.test(node.ops[at]!) && isOther(right));
  };
  return looks(test) || children(test).some((child) => sees(child, generator));
}

/** True when the expression calls nothing and changes nothing. */
function isEffectless(node: ast.Node): boolean {
  if (node.kind === "Call" || node.kind === "NamedExpr" || node.kind === "Yield" || node.kind === "Await") return false;
  return children(node).every(isEffectless);
}

/** `any(… for x in xs)` is `xs.some(…)`, `all` is `every`. Null when the generator has more to it. */
export function shortCircuit(name: "any" | "all", node: ast.GeneratorExp, lowering: Lowering): ts.Expression | null {
  const [only, ...others] = node.generators;
  if (others.length > 0 || only!.ifs.length > 0 || lowering.typeOf(only!.iter).kind !== "list") return null;
  const test = mapper(only!, () => condition(node.elt, lowering), lowering);
  return b.method(iterableValue(only!.iter, lowering), name === "any" ? "some" : "every", [test]);
}

/** `[f(x) for x in xs]` that nobody reads, as a loop; null where its functions must share one variable. */
export function discardedListComp(node: ast.ListComp, lowering: Lowering): ts.Statement | null {
  if (makesClosures(node.elt)) return null;
  const body = (): ts.Statement => {
    lowering.discarded = node.elt;
    return b.statement(lowering.expression(node.elt));
  };
  return node.generators.reduceRight<() => ts.Statement>(
    (inner, generator) => () => generatorLoop(generator, sourceOf(generator, lowering), inner(), lowering),
    body,
  )();
}

/** A lazy generator; the first iterable is evaluated at once, as in Python. */
export function lowerGeneratorExp(node: ast.GeneratorExp, lowering: Lowering): ts.Expression {
  const [first, ...others] = node.generators;
  const source = lowering.fresh("source");
  const yields = b.statement(ts.factory.createYieldExpression(undefined, lowering.tagged(node.elt)));
  const inner = others.reduceRight<ts.Statement>(
    (body, generator) => generatorLoop(generator, lazySource(generator, lowering), body, lowering),
    yields,
  );
  const loop = generatorLoop(first!, b.id(source), inner, lowering);
  const star = ts.factory.createToken(ts.SyntaxKind.AsteriskToken);
  const type = b.typeName("Iterable", [lowering.types.write(elementOf(lowering.typeOf(first!.iter)))]);
  const made = ts.factory.createFunctionExpression(
    undefined,
    star,
    undefined,
    undefined,
    [b.parameter(source, { type })],
    undefined,
    b.block(stoppable(lazyParts(node), [loop], lowering)),
  );
  return b.call(b.parens(made), [lazySource(first!, lowering)]);
}

/** What a generator that may be left at any element goes through. */
function lazySource(generator: ast.Comprehension, lowering: Lowering): ts.Expression {
  const open = generator.is_async === 0 ? resumable(generator.iter, lowering) : null;
  return open ?? sourceOf(generator, lowering);
}

function generatorLoop(
  generator: ast.Comprehension,
  source: ts.Expression,
  body: ts.Statement,
  lowering: Lowering,
): ts.Statement {
  const inner = tested(generator, body, lowering);
  const { target } = generator;
  const type = elementOf(lowering.typeOf(generator.iter));
  if (target.kind === "Name" || fits(target, type)) {
    return ts.factory.createForOfStatement(
      undefined,
      b.declarationList("const", assignedTarget(target)),
      source,
      b.block([inner]),
    );
  }
  const item = lowering.fresh("item");
  const unpacking = declareTarget("const", target, b.id(item), type, lowering);
  return ts.factory.createForOfStatement(
    undefined,
    b.declarationList("const", item),
    source,
    b.block([...unpacking, inner]),
  );
}

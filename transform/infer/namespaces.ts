/**
 * What argparse puts into the attributes of a Namespace, from the calls of `add_argument` and the like. All parsers of
 * the program share the attributes; where a name can't be told, any attribute may hold anything.
 */
import { BOOL, INT, NONE, STR, UNKNOWN, type Atom } from "./atoms.js";
import { call } from "./calls.js";
import { text } from "./literals.js";
import { positionalArguments, type Argument, type CallArguments, type Program } from "./program.js";
import { stubClassesOf } from "./receivers.js";
import { atomsOf, type TypeNode } from "./solver.js";
import type { StubFunction } from "./types.js";

type Observer = (program: Program, given: CallArguments) => void;

const OBSERVERS: Record<string, Observer> = {
  "argparse._ActionsContainer.add_argument": addArgument,
  "argparse._ActionsContainer.set_defaults": setAttributes,
  "argparse.Namespace.__init__": setAttributes,
  "argparse.ArgumentParser.add_subparsers": (program, { keywords, doubleStarred }) => {
    const dest = text(keywords.get("dest")?.expression ?? null);
    if (doubleStarred !== null || (dest === null && keywords.has("dest"))) return openNamespaces(program);
    if (dest !== null) for (const atom of [STR, NONE]) program.solver.add(namespaceAttribute(program, dest), atom);
  },
  "argparse.ArgumentParser.__init__": (program, { keywords, doubleStarred }) => {
    if (doubleStarred !== null || keywords.has("argument_default") || keywords.has("prefix_chars"))
      openNamespaces(program);
  },
};

/** Takes note of a call of the library that says what a Namespace will hold. */
export function observeNamespaces(program: Program, callee: StubFunction, given: CallArguments | null): void {
  const name = `${callee.owner?.name}.${callee.name}`;
  if (!Object.hasOwn(OBSERVERS, name)) return;
  if (given === null) openNamespaces(program);
  else OBSERVERS[name]!(program, given);
}

/** True for an instance of argparse's Namespace or a class below it. */
export function isNamespace(program: Program, atom: Atom): boolean {
  return stubClassesOf(program, atom).some(({ name }) => name === "argparse.Namespace");
}

/** The node of an attribute that a Namespace may have. */
export function namespaceAttribute(program: Program, name: string): TypeNode {
  const { attributes, isOpen } = program.namespaces;
  let node = attributes.get(name);
  if (node === undefined) attributes.set(name, (node = program.node(...(isOpen ? [UNKNOWN] : []))));
  return node;
}

/** Anything may have been stored under any name. */
export function openNamespaces(program: Program): void {
  program.namespaces.isOpen = true;
  for (const node of program.namespaces.attributes.values()) program.solver.add(node, UNKNOWN);
}

/** Attributes that no call seen puts there come from somewhere else. */
export function openUnseenAttributes(program: Program): void {
  for (const node of program.namespaces.attributes.values()) {
    if (atomsOf(node).length === 0) program.solver.add(node, UNKNOWN);
  }
}

function setAttributes(program: Program, { keywords, doubleStarred }: CallArguments): void {
  if (doubleStarred !== null) openNamespaces(program);
  for (const [name, { node }] of keywords) program.solver.edge(node, namespaceAttribute(program, name));
}

function addArgument(program: Program, given: CallArguments): void {
  const names = given.positional.map(({ expression }) => text(expression));
  const named = given.keywords.get("dest");
  const dest = named === undefined ? destination(names) : text(named.expression);
  if (dest === null || given.starred !== null || given.doubleStarred !== null) return openNamespaces(program);
  const attribute = namespaceAttribute(program, dest);
  const isOption = names[0]?.startsWith("-") ?? false;
  const action = given.keywords.get("action");
  const kind = action === undefined ? "store" : text(action.expression);
  if (kind === null || !Object.hasOwn(ACTIONS, kind)) return program.solver.add(attribute, UNKNOWN);
  ACTIONS[kind]!(program, given, attribute);
  defaultOf(program, given, isOption, attribute);
}

/** `--dry-run` is stored as `dry_run`; a name that isn't known makes any attribute. */
function destination(names: readonly (string | null)[]): string | null {
  if (names.some((name) => name === null || !/^[-\w]/.test(name))) return null;
  const long = names.find((name) => name!.startsWith("--")) ?? names[0];
  return long === undefined ? null : long!.startsWith("-") ? long!.replace(/^-+/, "").replaceAll("-", "_") : long!;
}

/** What the actions of the library store. */
const ACTIONS: Record<string, (program: Program, given: CallArguments, attribute: TypeNode) => void> = {
  store: (program, given, attribute) => {
    const value = parsed(program, given);
    const nargs = given.keywords.get("nargs");
    const isSingle = nargs === undefined || text(nargs.expression) === "?" || isNone(nargs);
    const isKnown = isSingle || nargs.expression?.kind === "Constant";
    if (isSingle || !isKnown) program.solver.edge(value, attribute);
    if (!isSingle) program.solver.add(attribute, program.generic("list", value));
    constant(program, given, attribute);
  },
  append: listOf,
  extend: listOf,
  append_const: (program, _given, attribute) => program.solver.add(attribute, UNKNOWN),
  store_const: constant,
  store_true: (program, _given, attribute) => program.solver.add(attribute, BOOL),
  store_false: (program, _given, attribute) => program.solver.add(attribute, BOOL),
  count: (program, _given, attribute) => program.solver.add(attribute, INT),
  help: () => undefined,
  version: () => undefined,
};

function listOf(program: Program, given: CallArguments, attribute: TypeNode): void {
  const isNested = text(given.keywords.get("action")?.expression ?? null) === "append" && given.keywords.has("nargs");
  program.solver.add(attribute, isNested ? UNKNOWN : program.generic("list", parsed(program, given)));
}

function constant(program: Program, { keywords }: CallArguments, attribute: TypeNode): void {
  const value = keywords.get("const");
  if (value !== undefined) program.solver.edge(value.node, attribute);
}

/** What a string of the command line becomes. */
function parsed(program: Program, { keywords }: CallArguments): TypeNode {
  const convert = keywords.get("type");
  const value = program.node();
  if (convert === undefined || isNone(convert)) program.solver.add(value, STR);
  else call(program, convert.node, positionalArguments(program.node(STR)), value);
  return value;
}

/** A default that is text is parsed as the command line is, where there is a `type`. */
function defaultOf(program: Program, given: CallArguments, isOption: boolean, attribute: TypeNode): void {
  const { keywords } = given;
  const value = keywords.get("default");
  const isParsed = keywords.has("type");
  if (value !== undefined) {
    program.solver.on(value.node, (atom) => {
      if (atom.kind === "str" && isParsed) program.solver.edge(parsed(program, given), attribute);
      else program.solver.add(attribute, atom);
    });
    return;
  }
  const action = text(keywords.get("action")?.expression ?? null) ?? "store";
  const isSwitch = action === "store_true" || action === "store_false";
  const mayLack = (isOption && !isTrue(keywords.get("required"))) || keywords.has("nargs");
  if (mayLack && !isSwitch) program.solver.add(attribute, NONE);
}

function isTrue(argument: Argument | undefined): boolean {
  const expression = argument?.expression;
  return expression?.kind === "Constant" && expression.value.type === "bool" && expression.value.value;
}

const isNone = ({ expression }: Argument): boolean =>
  expression?.kind === "Constant" && expression.value.type === "None";

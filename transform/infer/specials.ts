/** Functions of the runtime whose results a signature can't say: those that compute with numbers, and those that hand functions on. */
import { FLOAT, INT, naturalWithin, NONE, UNKNOWN, type Atom } from "./atoms.js";
import { callMethod, openAttributes, readAtomAttribute, storeAttribute } from "./attributes.js";
import { call, nodesOf } from "./calls.js";
import { escape, openModule } from "./escape.js";
import { instanceOfClass } from "./instances.js";
import { elementsOf } from "./iteration.js";
import { text } from "./literals.js";
import { openNamespaces } from "./namespaces.js";
import { binaryOperation } from "./operators.js";
import { positionalArguments, type CallArguments, type Program } from "./program.js";
import { asInt, range } from "./range-calls.js";
import { COUNTER_BITS, level } from "./ranges.js";
import { stubClassesOf } from "./receivers.js";
import { ASYNCIO } from "./special-awaits.js";
import { STRUCT } from "./special-structs.js";
import type { TypeNode } from "./solver.js";
import type { StubClass, StubFunction } from "./types.js";

export type Special = (program: Program, given: CallArguments, result: TypeNode) => void;

/** Strings, lists and typed arrays can't be longer. */
const LENGTH: Atom = naturalWithin(32);
/** Whatever `len` gives; a range may be long. */
const ANY_LENGTH: Atom = naturalWithin(COUNTER_BITS);

const SPECIALS: Record<string, Special> = {
  "builtins.abs": (program, given, result) => {
    program.solver.on(first(program, given), (atom) => {
      if (atom.kind === "complex") return program.solver.add(result, FLOAT);
      if (atom.kind === "instance") return callMethod(program, atom, "__abs__", positionalArguments(), result);
      if (atom.kind === "int") return program.solver.add(result, naturalWithin(atom.bits, atom.least > 0 ? 1 : 0));
      program.solver.add(result, atom.kind === "bool" ? naturalWithin(8) : atom);
    });
  },
  "builtins.len": (program, given, result) => {
    program.solver.on(first(program, given), (atom) => lengthOf(program, atom, result));
  },
  "builtins.range": range,
  "builtins.enumerate": enumerate,
  "builtins.zip": (program, given, result) => {
    if (given.starred !== null) {
      const elements = elementsOf(program, program.node());
      program.solver.edge(elementsOf(program, given.starred), elements);
      for (const { node } of given.positional) program.solver.edge(elementsOf(program, node), elements);
      const row = program.node(program.generic("tuple-of", elements));
      return program.solver.add(result, program.generic("iterable", row));
    }
    const elements = given.positional.map(({ node }) => elementsOf(program, node));
    program.solver.add(result, program.generic("iterable", program.node({ kind: "tuple", elements })));
  },
  "builtins.sum": sum,
  "builtins.round": round,
  "builtins.pow": (program, given, result) => {
    const [base, exponent, modulus] = given.positional;
    if (base === undefined || exponent === undefined) return program.solver.add(result, UNKNOWN);
    if (modulus !== undefined || given.keywords.has("mod")) return program.solver.add(result, INT);
    binaryOperation(program, "Pow", base, exponent, result);
  },
  "builtins.divmod": (program, given, result) => {
    const [left, right] = given.positional;
    if (left === undefined || right === undefined) return program.solver.add(result, UNKNOWN);
    const elements = [program.node(), program.node()];
    binaryOperation(program, "FloorDiv", left, right, elements[0]!);
    binaryOperation(program, "Mod", left, right, elements[1]!);
    program.solver.add(result, { kind: "tuple", elements });
  },
  "builtins.type": (program, given, result) => {
    if (given.positional.length !== 1) return program.solver.add(result, UNKNOWN);
    program.solver.on(first(program, given), (atom) => {
      const [stub] = stubClassesOf(program, atom);
      if (atom.kind === "instance") program.solver.add(result, { kind: "class", of: atom.of });
      else program.solver.add(result, stub === undefined ? UNKNOWN : { kind: "class", of: stub });
    });
  },
  "builtins.getattr": (program, given, result) => {
    const name = text(given.positional[1]?.expression ?? null);
    program.solver.on(first(program, given), (atom) => {
      if (name !== null) return readAtomAttribute(program, atom, name, result);
      readAny(program, atom, result);
    });
    if (given.positional[2] !== undefined) program.solver.edge(given.positional[2].node, result);
  },
  "builtins.setattr": (program, given, result) => {
    program.solver.add(result, NONE);
    const name = text(given.positional[1]?.expression ?? null);
    const value = given.positional[2]?.node ?? program.unknown();
    if (name !== null) return storeAttribute(program, first(program, given), name, value);
    escape(program, value);
    openNamespaces(program);
    program.solver.on(first(program, given), (atom) => {
      const classes = atom.kind === "instance" ? [program.classOf(atom.of)] : [...program.classes.values()];
      for (const info of classes) openAttributes(program, info);
    });
  },
  "builtins.vars": (program, given, result) => {
    for (const node of nodesOf(given)) program.solver.on(node, (atom) => readAny(program, atom, result));
    for (const info of program.classes.values()) openAttributes(program, info);
    openNamespaces(program);
    program.solver.add(result, UNKNOWN);
  },
  "functools.partial": (program, given, result) => {
    const [callee, ...rest] = given.positional;
    if (callee === undefined || given.starred !== null || given.doubleStarred !== null) {
      for (const node of nodesOf(given)) escape(program, node);
      return program.solver.add(result, UNKNOWN);
    }
    program.solver.add(result, {
      kind: "partial",
      function: callee.node,
      positional: rest.map(({ node }) => node),
      keywords: new Map([...given.keywords].map(([name, { node }]) => [name, node])),
    });
  },
  "dataclasses.replace": (program, given, result) => {
    program.solver.edge(first(program, given), result);
    const { keywords, doubleStarred } = given;
    const changes = { ...positionalArguments(), keywords, doubleStarred };
    program.solver.on(result, (atom) => {
      if (atom.kind === "instance") callMethod(program, atom, "__init__", changes, program.node());
    });
  },
  "importlib.import_module": (program, given, result) => {
    const name = given.positional[0]?.expression;
    const isKnown = name?.kind === "Constant" && name.value.type === "str";
    const module = isKnown && name.value.type === "str" ? program.source.find(name.value.value) : null;
    if (module !== null) return program.solver.add(result, { kind: "module", name: module.name });
    // Whatever the program has may be meant.
    for (const other of program.source.modules.values()) openModule(program, other);
    program.solver.add(result, UNKNOWN);
  },
  "functools.lru_cache": sameFunction,
  "functools.cache": sameFunction,
  "functools.wraps": (program, _given, result) => program.solver.add(result, identity(program)),
  "contextlib.contextmanager": (program, given, result) =>
    program.solver.add(result, { kind: "manager-factory", function: first(program, given) }),
  // Beside what the script puts on it, the queue will hold records.
  "logging.handlers.QueueHandler": (program, given, result) => {
    const record = instanceNamed(program, "logging", "LogRecord");
    const queue = given.positional[0] ?? given.keywords.get("queue");
    if (queue === undefined || record === null) for (const node of nodesOf(given)) escape(program, node);
    else {
      program.solver.on(queue.node, (atom) =>
        callMethod(program, atom, "put", positionalArguments(program.node(record)), program.node()),
      );
    }
    program.solver.add(result, instanceNamed(program, "logging.handlers", "QueueHandler") ?? UNKNOWN);
  },
  "functools.reduce": (program, given, result) => {
    const [callee, iterable, initial] = given.positional;
    if (callee === undefined || iterable === undefined) return program.solver.add(result, UNKNOWN);
    const elements = elementsOf(program, iterable.node);
    program.solver.edge(initial?.node ?? elements, result);
    if (initial === undefined) program.solver.edge(elements, result);
    call(program, callee.node, positionalArguments(result, elements), result);
  },
};

/** What a call of the function or class is dealt with by; null when its signature says all. */
export function special(callee: StubFunction | StubClass): Special | null {
  if ("ownMember" in callee) return own(callee.name);
  return callee.owner === null ? own(`${callee.module}.${callee.name}`) : null;
}

function own(name: string): Special | null {
  return [SPECIALS, ASYNCIO, STRUCT].find((table) => Object.hasOwn(table, name))?.[name] ?? null;
}

/** An instance of a class of the library. */
function instanceNamed(program: Program, module: string, name: string): Atom | null {
  const of = program.stubs.member(module, name);
  return of !== null && "ownMember" in of ? instanceOfClass(program, of) : null;
}

function first(program: Program, given: CallArguments): TypeNode {
  return given.positional[0]?.node ?? given.starred ?? program.unknown();
}

function lengthOf(program: Program, atom: Atom, result: TypeNode): void {
  const { solver } = program;
  if (atom.kind === "instance") {
    callMethod(program, atom, "__len__", positionalArguments(), program.node());
    return solver.add(result, ANY_LENGTH);
  }
  const isRange = atom.kind === "generic" && atom.of === "range";
  if (!isRange) return solver.add(result, atom.kind === "unknown" ? ANY_LENGTH : LENGTH);
  solver.on(atom.parameters[0]!, (element) => {
    const int = asInt(element);
    solver.add(result, int.kind === "int" ? naturalWithin(level(int.bits + 1)) : INT);
  });
}

/** Counts from `start`; no loop counts so far that a small start leaves the safe range. */
function enumerate(program: Program, given: CallArguments, result: TypeNode): void {
  const start = given.positional[1] ?? given.keywords.get("start");
  const index = program.node();
  if (start === undefined) program.solver.add(index, naturalWithin(COUNTER_BITS));
  else {
    program.solver.on(start.node, (atom) => {
      const int = asInt(atom);
      const isSmall = int.kind === "int" && int.bits < COUNTER_BITS;
      program.solver.add(index, isSmall ? { ...int, bits: COUNTER_BITS } : INT);
    });
  }
  const iterable = given.positional[0] ?? given.keywords.get("iterable");
  const elements = [index, elementsOf(program, iterable?.node ?? given.starred ?? program.unknown())];
  program.solver.add(result, program.generic("iterable", program.node({ kind: "tuple", elements })));
}

/** Of floats too the sum is an int when there are none. */
function sum(program: Program, given: CallArguments, result: TypeNode): void {
  const { solver } = program;
  const elements = elementsOf(program, first(program, given));
  const start = given.positional[1] ?? given.keywords.get("start");
  if (start === undefined) solver.add(result, naturalWithin(0));
  else solver.edge(start.node, result);
  binaryOperation(program, "Add", { node: result, expression: null }, { node: elements, expression: null }, result);
}

function round(program: Program, given: CallArguments, result: TypeNode): void {
  const { solver } = program;
  const digits = given.positional[1] ?? given.keywords.get("ndigits");
  const number = given.positional[0] ?? given.keywords.get("number");
  const hasDigits = digits !== undefined;
  solver.on(number?.node ?? program.unknown(), (atom) => {
    // whose TypeScript tells no range
    if (atom.kind === "int") solver.add(result, INT);
    else if (atom.kind === "bool") solver.add(result, naturalWithin(8));
    else if (atom.kind !== "float") solver.add(result, UNKNOWN);
    else solver.add(result, hasDigits ? FLOAT : INT);
  });
  if (hasDigits) {
    solver.on(digits.node, (atom) => {
      if (atom.kind === "none" || atom.kind === "unknown") solver.add(result, INT);
    });
  }
}

/** A decorator that gives its function back, used plain or with arguments of its own. */
function sameFunction(program: Program, given: CallArguments, result: TypeNode): void {
  const [callee] = given.positional;
  let isPlain = false;
  if (callee !== undefined) {
    program.solver.on(callee.node, (atom) => {
      isPlain = atom.kind === "function" || atom.kind === "bound";
      if (isPlain) program.solver.add(result, atom);
    });
  }
  if (callee === undefined || callee.expression?.kind === "Constant") program.solver.add(result, identity(program));
}

function identity(program: Program): Atom {
  const value = program.node();
  return { kind: "callable", parameters: [value], result: value };
}

/** A name that isn't known may mean any attribute or method. */
function readAny(program: Program, atom: Atom, result: TypeNode): void {
  program.solver.add(result, UNKNOWN);
  const of = atom.kind === "instance" || atom.kind === "class" ? atom.of : null;
  if (of?.kind !== "user") return;
  for (const info of program.classOf(of).ancestors) {
    const names = [...info.declared, ...info.attributes.keys(), ...info.methods.keys(), ...info.properties.keys()];
    for (const name of new Set(names)) readAtomAttribute(program, atom, name, result);
  }
}

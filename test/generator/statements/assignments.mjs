/** Statements that bind names and change what is bound. */
import { BOOL, FLOAT, INT, STR, annotation, dict, list, same, scalar, set } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";
import { slice } from "../expressions/strings.mjs";
import { show } from "./printing.mjs";

/** Binds a name, as far as the generator can know. */
function bind(g, name, kind) {
  g.scope.variables.set(name, kind);
}

export function assignment(g) {
  const kind = g.kind();
  const known = g.random.chance(0.3) ? g.assignable((other) => same(other, kind)) : [];
  const name = known.length > 0 ? g.random.pick(known)[0] : g.newName();
  const value = g.expr(kind, 3);
  if (known.length === 0 && g.random.chance(0.06)) {
    const other = g.newName();
    if (other !== name) {
      g.emit(`${name} = ${other} = ${value}`);
      bind(g, other, kind);
      bind(g, name, kind);
      return;
    }
  }
  const annotated = known.length === 0 && g.random.chance(0.08) && !g.globals?.has(name);
  g.emit(`${name}${annotated ? `: ${annotation(g.random.chance(0.9) ? kind : scalar(g.random))}` : ""} = ${value}`);
  bind(g, name, kind);
  if (g.random.chance(0.25)) show(g, kind, name);
}

const OPERATORS = {
  int: ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", ">>="],
  float: ["+=", "-=", "*=", "/=", "//=", "%="],
  str: ["+="],
  bytes: ["+="],
  bytearray: ["+="],
  deque: ["+="],
  counter: ["+=", "-=", "|=", "&="],
  complex: ["+=", "-=", "*=", "/="],
  fraction: ["+=", "-=", "*=", "/="],
  decimal: ["+=", "-=", "*=", "/="],
  defaultdict: ["|="],
  list: ["+="],
  set: ["|=", "&=", "-=", "^="],
  frozenset: ["|=", "-="],
  dict: ["|="],
};

export function augmented(g) {
  const found = g.assignable((kind) => kind.k in OPERATORS);
  if (found.length === 0) return assignment(g);
  const [name, kind] = g.random.pick(found);
  if (g.loops > 0 && ["list", "str", "bytes", "bytearray", "deque"].includes(kind.k))
    return g.emit(`${name} += ${g.expr(kind, 0)}`);
  if (g.loops > 0 && kind === INT) return g.emit(`${name} = (${name} + ${g.expr(INT, 1)}) % 100003`);
  const operator = g.random.pick(OPERATORS[kind.k]);
  const operand = kind === FLOAT && g.random.chance(0.5) ? INT : kind;
  g.emit(`${name} ${operator} ${operator === ">>=" ? smallInt(g.random) : g.expr(operand, 2)}`);
}

export function unpacking(g) {
  const names = [];
  while (names.length < 3) {
    const name = g.newName();
    if (!names.includes(name)) names.push(name);
  }
  const [x, y, z] = names;
  const [a, b, c] = [g.kind(1), g.kind(1), g.kind(1)];
  g.random.weighted([
    [4, () => (g.emit(`${x}, ${y} = ${g.expr(a, 2)}, ${g.expr(b, 2)}`), bind(g, x, a), bind(g, y, b))],
    [3, () => (g.emit(`${x}, *${y} = ${g.expr(list(a), 2)}`), bind(g, x, a), bind(g, y, list(a)))],
    [2, () => (g.emit(`${x}, *${y}, ${z} = ${g.expr(list(a), 2)}`), bind(g, x, a), bind(g, y, list(a)), bind(g, z, a))],
    [2, () => (g.emit(`(${x}, ${y}), ${z} = (${g.expr(a, 1)}, ${g.expr(b, 1)}), ${g.expr(c, 1)}`), bind(g, x, a), bind(g, y, b), bind(g, z, c))],
    [2, () => (g.emit(`${x}, ${y} = ${g.expr({ k: "tuple", of: [a, b] }, 2)}`), bind(g, x, a), bind(g, y, b))],
    [1, () => (g.emit(`${x}, ${y}, ${z} = ${g.expr(STR, 1)}`), bind(g, x, STR), bind(g, y, STR), bind(g, z, STR))],
    [1, () => (g.emit(`*${x}, ${y} = ${g.expr(STR, 1)}`), bind(g, x, list(STR)), bind(g, y, STR))],
    [2, () => swap(g)],
  ])(); // prettier-ignore
}

function swap(g) {
  const all = g.assignable((kind) => kind.k !== "function");
  const pair = all.flatMap(([a, kind]) =>
    all.filter(([b, other]) => a !== b && same(kind, other)).map(([b]) => [a, b]),
  );
  if (pair.length === 0) return assignment(g);
  const [a, b] = g.random.pick(pair);
  g.emit(`${a}, ${b} = ${b}, ${a}`);
}

/** Calls of methods that change a container, printed with what they give. */
export function mutation(g) {
  const found = g.visible().filter(([, kind]) => kind.k in MUTATIONS);
  if (found.length === 0) return assignment(g);
  const [name, kind] = g.random.pick(found);
  const call = `${name}.${MUTATIONS[kind.k](g, kind)}`;
  g.emit(g.random.chance(0.5) ? `print(${call}, ${name})` : call);
}

const MUTATIONS = {
  list: (g, { of }) =>
    g.random.pick([
      () => `append(${g.expr(of, 2)})`,
      () => `extend(${g.loops > 0 ? `[${g.expr(of, 1)}]` : g.expr(list(of), 2)})`,
      () => `insert(${g.expr(INT, 1)}, ${g.expr(of, 2)})`,
      () => `pop()`,
      () => `pop(${g.expr(INT, 1)})`,
      () => `remove(${g.expr(of, 1)})`,
      () => `reverse()`,
      () => `sort(${g.random.pick(["", "reverse=True", "key=str", "key=repr, reverse=True"])})`,
      () => `clear()`,
    ])(),
  dict: (g, { key, value }) =>
    g.random.pick([
      () => `update({${g.expr(key, 1)}: ${g.expr(value, 2)}})`,
      () => `pop(${g.expr(key, 1)})`,
      () => `pop(${g.expr(key, 1)}, None)`,
      () => `popitem()`,
      () => `setdefault(${g.expr(key, 1)}, ${g.expr(value, 2)})`,
      () => `get(${g.expr(key, 1)})`,
      () => `clear()`,
      () => `update(${g.expr(dict(key, value), 1)})`,
      () => (same(key, STR) ? `update(a=${g.expr(value, 1)}, length=${g.expr(value, 1)})` : `keys()`),
    ])(),
  deque: (g, { of }) =>
    g.random.pick([
      () => `${g.random.pick(["append", "appendleft"])}(${g.expr(of, 2)})`,
      () => `${g.random.pick(["extend", "extendleft"])}([${g.expr(of, 1)}, ${g.expr(of, 1)}])`,
      () => `${g.random.pick(["pop", "popleft", "clear", "reverse"])}()`,
      () => `rotate(${g.expr(INT, 0)} % 5)`,
      () => `${g.random.pick(["remove", "count", "index"])}(${g.expr(of, 1)})`,
      () => `insert(${g.expr(INT, 0)} % 3, ${g.expr(of, 1)})`,
    ])(),
  counter: (g) =>
    g.random.pick([
      () => `${g.random.pick(["update", "subtract"])}(${g.expr(STR, 1)})`,
      () => `most_common(${smallInt(g.random)})`,
      () => `pop("a", 0)`,
      () => `setdefault(${g.expr(STR, 1)}, 3)`,
    ])(),
  bytearray: (g) =>
    g.random.pick([
      () => `append(${g.expr(INT, 1)})`,
      () => `extend(${g.expr({ k: "bytes" }, 1)})`,
      () => `${g.random.pick(["pop", "clear", "reverse"])}()`,
      () => `insert(0, 65)`,
      () => `remove(97)`,
    ])(),
  defaultdict: (g, { key, value }) =>
    g.random.pick([
      () => `pop(${g.expr(key, 1)}, None)`,
      () => `setdefault(${g.expr(key, 1)}, ${g.expr(value, 1)})`,
      () => `update({${g.expr(key, 1)}: ${g.expr(value, 2)}})`,
      () => `get(${g.expr(key, 1)})`,
    ])(),
  set: (g, { of }) =>
    g.random.pick([
      () => `add(${g.expr(of, 2)})`,
      () => `discard(${g.expr(of, 1)})`,
      () => `remove(${g.expr(of, 1)})`,
      () => `update(${g.expr(list(of), 1)})`,
      () => `difference_update(${g.expr(set(of), 1)})`,
      () => `intersection_update(${g.expr(set(of), 1)})`,
      () => `clear()`,
    ])(),
};

export function elementAssignment(g) {
  const found = g
    .visible()
    .filter(([, kind]) => ["list", "dict", "defaultdict", "deque", "counter", "bytearray", "object"].includes(kind.k));
  if (found.length === 0) return assignment(g);
  const [name, kind] = g.random.pick(found);
  if (kind.k === "counter")
    return g.emit(`${name}[${g.expr(STR, 1)}] ${g.random.pick(["+=", "-=", "="])} ${smallInt(g.random)}`);
  if (kind.k === "bytearray")
    return g.emit(`${name}[${g.random.pick(["0", "-1", "1:2"])}] = ${g.random.pick(["65", "255", 'b"xy"'])}`);
  if (kind.k === "deque") return g.emit(`${name}[${g.random.pick(["0", "-1", "1"])}] = ${g.expr(kind.of, 2)}`);
  if (kind.k === "defaultdict" && kind.value.k === "list")
    return g.emit(`${name}[${g.expr(kind.key, 1)}].append(${g.expr(kind.value.of, 1)})`);
  if (kind.k === "dict" || kind.k === "defaultdict") {
    const target = `${name}[${g.expr(kind.key, 1)}]`;
    const numeric = kind.value === INT || kind.value === FLOAT;
    g.emit(`${target} ${numeric && g.random.chance(0.4) ? "+=" : "="} ${g.expr(kind.value, 2)}`);
    return;
  }
  if (kind.k === "object") {
    const fields = kind.cls.members.filter((member) => member.assign !== undefined);
    if (fields.length === 0) return assignment(g);
    const field = g.random.pick(fields);
    const numeric = field.kind === INT || field.kind === FLOAT;
    g.emit(`${name}.${field.assign} ${numeric && g.random.chance(0.4) ? "+=" : "="} ${g.expr(field.kind, 2)}`);
    return;
  }
  if (g.random.chance(0.25)) {
    g.emit(`${name}${slice(g, 1)} = ${g.expr(kind, 2)}`);
    return;
  }
  const index = g.random.chance(0.6) ? g.random.pick(["0", "-1", "1"]) : g.expr(INT, 1);
  const inPlace = (kind.of === INT || kind.of === FLOAT || kind.of === STR) && g.loops === 0 && g.random.chance(0.4);
  g.emit(`${name}[${index}] ${inPlace ? "+=" : "="} ${g.expr(kind.of, 2)}`);
}

/** Two names for one container: what is done to one shows in the other. */
export function aliasing(g) {
  const found = g.visible().filter(([, kind]) => ["list", "dict", "set"].includes(kind.k));
  if (found.length === 0) return assignment(g);
  const [name, kind] = g.random.pick(found);
  const other = g.newName();
  g.emit(`${other} = ${name}`);
  bind(g, other, kind);
  g.emit(`${other} ${kind.k === "list" ? "+=" : "|="} ${g.expr(kind, g.loops > 0 ? 0 : 1)}`);
  g.emit(`print(${name}, ${other}, ${name} is ${other}, ${name} == ${other})`);
}

/** Gives a variable a value of another kind. Later code can't rely on either, unless this is straight-line code. */
export function retyping(g) {
  const found = g.assignable(() => true).filter(([name]) => !g.frame.fixed.has(name));
  if (found.length === 0) return assignment(g);
  const [name, old] = g.random.pick(found);
  const kind = g.random.chance(0.5) ? g.random.pick([INT, FLOAT, STR, BOOL]) : g.kind(1);
  g.emit(`${name} = ${g.expr(kind, 2)}`);
  const holder = g.scopes.findLast((scope) => scope.variables.has(name));
  if (holder === g.scope && g.loops === 0) holder.variables.set(name, kind);
  else if (!same(kind, old)) holder.variables.set(name, { k: "any" });
  show(g, { k: "any" }, name);
}

export function deletion(g) {
  const holders = [...g.scope.variables].filter(([name]) => !g.frame.fixed.has(name));
  if (holders.length < 3) return assignment(g);
  const [name, kind] = g.random.pick(holders);
  if (kind.k === "list" && g.random.chance(0.7))
    return g.emit(`del ${name}${g.random.chance(0.5) ? "[0]" : slice(g, 1)}`);
  if (kind.k === "dict" && g.random.chance(0.7)) return g.emit(`del ${name}[${g.expr(kind.key, 1)}]`);
  if (g.scope.kind === "block") return assignment(g);
  g.emit(`del ${name}`);
  g.scope.variables.delete(name);
  if (g.random.chance(0.4)) {
    g.emit("try:");
    g.emit(`    print(${name})`);
    g.emit("except NameError as error:");
    g.emit("    print(type(error).__name__, error)");
  }
}

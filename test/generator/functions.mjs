/** Functions: parameters of all kinds, bodies, closures, generators, decorators. */
import { annotation, dict, list, INT, STR } from "./kinds.mjs";
import { statements } from "./statements/index.mjs";
import { show } from "./statements/printing.mjs";

/** Parameters in Python's order; each with how a call may give it. */
export function parameters(g, count = g.random.below(4)) {
  const names = new Set();
  while (names.size < count) names.add(g.newName());
  const params = [...names].map((name) => ({ name, kind: g.kind(1), form: "plain", default: null }));
  const withDefaults = g.random.chance(0.4) ? g.random.below(count + 1) : count;
  params.forEach((param, i) => {
    if (i >= withDefaults) param.default = defaultValue(g, param.kind);
  });
  if (count > 1 && g.random.chance(0.12)) params[0].form = "positional";
  if (count > 1 && g.random.chance(0.2)) params.at(-1).form = "keyword";
  return {
    params,
    rest: g.random.chance(0.12) ? { name: g.uniqueName("rest"), kind: g.kind(0) } : null,
    named: g.random.chance(0.1) ? { name: g.uniqueName("named"), kind: g.kind(0) } : null,
  };
}

/** A default is computed where the function is defined: only literals and what is there then. */
function defaultValue(g, kind) {
  return g.expr(kind, 1);
}

export function parameterText(g, { params, rest, named }, first = null) {
  const annotated = g.random.chance(0.35);
  const text = ({ name, kind, default: value }) => {
    const hint = annotated ? `: ${annotation(kind)}` : "";
    return `${name}${hint}${value === null ? "" : annotated ? ` = ${value}` : `=${value}`}`;
  };
  const parts = first === null ? [] : [first];
  for (const param of params.filter(({ form }) => form !== "keyword")) {
    parts.push(text(param));
    if (param.form === "positional") parts.push("/");
  }
  const keywordOnly = params.filter(({ form }) => form === "keyword");
  if (rest !== null) parts.push(`*${rest.name}`);
  else if (keywordOnly.length > 0) parts.push("*");
  parts.push(...keywordOnly.map(text));
  if (named !== null) parts.push(`**${named.name}`);
  return parts.join(", ");
}

/** The arguments of a call, now and then wrong ones. */
export function argumentText(g, d, { params, rest, named }) {
  const positional = [];
  const keywords = [];
  let byName = false;
  for (const { name, kind, form, default: value } of params) {
    if (value !== null && form !== "positional" && g.random.chance(0.4)) {
      byName = true;
      continue;
    }
    const given = g.expr(g.random.chance(0.04) ? g.kind(1) : kind, d);
    if (form === "keyword" || byName || (form === "plain" && g.random.chance(0.15))) {
      byName = true;
      keywords.push(`${name}=${given}`);
    } else positional.push(given);
  }
  if (rest !== null && !byName) {
    for (let i = g.random.below(3); i > 0; i--) positional.push(g.expr(rest.kind, d));
    if (g.random.chance(0.3)) positional.push(`*${g.expr(list(rest.kind), d, 7)}`);
  }
  if (named !== null) {
    if (g.random.chance(0.5))
      keywords.push(`${g.random.pick(["extra", "length", "constructor"])}=${g.expr(named.kind, d)}`);
    if (g.random.chance(0.2)) keywords.push(`**{"k": ${g.expr(named.kind, d)}}`);
  }
  if (g.random.chance(0.01)) positional.unshift(g.expr(INT, 0));
  if (g.random.chance(0.01)) keywords.push("unexpected=1");
  return [...positional, ...keywords].join(", ");
}

/** Writes a function's body in a scope of its own; `result` null makes it a generator's. */
export function functionBody(g, signature, result, budget, extra = []) {
  const loops = g.loops;
  g.loops = 0;
  for (const scope of g.scopes) for (const name of scope.variables.keys()) g.frame.fixed.add(name);
  g.block((scope) => {
    scope.result = result;
    for (const [name, kind] of extra) scope.variables.set(name, kind);
    const { params, rest, named } = signature;
    for (const { name, kind } of params) scope.variables.set(name, kind);
    // What the function assigns must not be a name that it reads from outside, which `assignable` sees to.
    if (rest !== null) scope.variables.set(rest.name, { k: "any" });
    if (named !== null) scope.variables.set(named.name, dict(STR, named.kind));
    if (rest !== null && g.random.chance(0.5)) g.emit(`print(${rest.name}, len(${rest.name}))`);
    if (g.random.chance(0.2)) g.emit('"""What it does."""');
    outerAssignment(g);
    statements(g, g.random.between(0, 3), budget);
    if (result !== null && g.random.chance(0.2)) {
      g.emit(`if ${g.expr({ k: "bool" }, 2)}:`);
      g.block(() => g.emit(`return ${g.expr(result, 2)}`));
    }
    if (result !== null) g.emit(`return ${g.expr(result, 3)}`);
    else yields(g);
  }, "function");
  g.loops = loops;
}

/** `global` or `nonlocal`, and an assignment that shows outside. */
function outerAssignment(g) {
  if (!g.random.chance(0.15)) return;
  const frames = g.scopes.filter((scope) => scope.kind !== "block");
  const outer = frames.at(-2);
  if (outer.kind === "class") return;
  const found = [...outer.variables].filter(
    ([name, kind]) => ["int", "str", "float"].includes(kind.k) && !frames.at(-1).variables.has(name),
  );
  if (found.length === 0) return;
  const [name, kind] = g.random.pick(found);
  g.emit(`${outer.kind === "module" ? "global" : "nonlocal"} ${name}`);
  g.emit(kind === INT ? `${name} = (${name} + ${g.expr(INT, 1)}) % 1009` : `${name} = ${g.expr(kind, 1)}`);
}

function yields(g) {
  const kind = g.yieldKind;
  const y = g.newName();
  g.emit(`yield ${g.expr(kind, 2)}`);
  g.emit(`for ${y} in ${g.expr(list(kind), 2)}:`);
  g.block(() => g.emit(`yield ${y}`));
  if (g.random.chance(0.3)) g.emit(`yield from ${g.expr(list(kind), 2)}`);
  if (g.random.chance(0.2)) {
    g.emit(`got = yield ${g.expr(kind, 1)}`);
    g.emit(`print("got", got)`);
  }
}

/** A function, known afterwards to the expressions. */
export function functionDefinition(g, budget = 1, isTop = false) {
  const name = isTop ? g.uniqueName("f") : g.random.chance(0.3) ? g.newName() : g.uniqueName("inner");
  const isGenerator = g.random.chance(0.15);
  const signature = parameters(g);
  const kind = g.kind(1);
  const cached = !isGenerator && g.random.chance(0.06);
  const text = parameterText(g, signature);
  const hint = !isGenerator && g.random.chance(0.25) ? ` -> ${annotation(kind)}` : "";
  if (cached) g.emit(`@functools.lru_cache(maxsize=None)`);
  else if (!isGenerator && g.random.chance(0.1)) g.emit("@traced");
  g.emit(`def ${name}(${text})${hint}:`);
  const outerYield = g.yieldKind;
  g.yieldKind = kind;
  functionBody(g, signature, isGenerator ? null : kind, budget);
  g.yieldKind = outerYield;
  const call = (h, d) => `${name}(${argumentText(h, Math.min(d, 1), signature)})`;
  const plain =
    signature.params.every(({ form, default: value }) => form === "plain" && value === null) && !isGenerator;
  const entry = {
    name,
    result: isGenerator ? list(kind) : kind,
    call: isGenerator ? (h, d) => `list(${call(h, d)})` : call,
    positional: plain && signature.rest === null ? signature.params.map((param) => param.kind) : null,
    signature,
  };
  if (isTop) g.functions.push(entry);
  else useLocally(g, entry);
}

/** A nested function is called at once, and is known to what follows in its block as a value. */
function useLocally(g, entry) {
  show(g, entry.result, entry.call(g, 1));
  if (entry.positional !== null) {
    g.scope.variables.set(entry.name, { k: "function", params: entry.positional, result: entry.result });
  }
}

/** A generator that is sent values and thrown exceptions, and what comes back, from a few shapes that end. */
export function conversation(g) {
  const [name, talk] = [g.uniqueName("talk"), g.uniqueName("talking")];
  const kind = g.random.pick([INT, STR, list(INT)]);
  g.emit(`def ${name}(given):`);
  g.block((scope) => {
    scope.variables.set("given", kind);
    g.emit("heard = []");
    g.emit(`while len(heard) < ${g.random.between(2, 4)}:`);
    g.block(() => {
      g.emit("try:");
      g.emit(`    heard.append((yield ${g.expr(kind, 2)}))`);
      g.emit(`except ${g.random.pick(["ValueError", "LookupError", "(KeyError, TypeError)"])} as problem:`);
      g.emit("    print('caught', repr(problem))");
      g.emit(`    heard.append(${g.random.pick(["None", "problem.args", "given"])})`);
      if (g.random.chance(0.4)) g.emit(`else:\n${"    ".repeat(g.indentation + 1)}print('heard', heard[-1])`);
      if (g.random.chance(0.4)) g.emit(`finally:\n${"    ".repeat(g.indentation + 1)}print('then')`);
    });
    g.emit(g.random.pick(["return heard", "return len(heard)", "yield from heard", "raise ValueError(heard)"]));
  }, "function");
  g.emit(`${talk} = ${name}(${g.expr(kind, 0)})`);
  g.emit("try:");
  g.block(() => {
    g.emit(`print(next(${talk}))`);
    for (let i = g.random.between(1, 5); i > 0; i--) {
      g.emit(
        g.random.weighted([
          [5, () => `print(${talk}.send(${g.expr(g.kind(1), 1)}))`],
          [2, () => `print(next(${talk}))`],
          [
            2,
            () => `print(${talk}.throw(${g.random.pick(["ValueError", "KeyError", "TypeError"])}(${g.expr(STR, 1)})))`,
          ],
          [1, () => `${talk}.close()`],
          [1, () => `print(list(${talk}))`],
        ])(),
      );
    }
  });
  g.emit("except Exception as error:");
  g.emit("    print(type(error).__name__, error, error.args)");
  // Else its `finally` would run when CPython collects it.
  g.emit("finally:");
  g.emit(`    ${talk}.close()`);
}

/** A recursive function over ints or nested lists, from a few shapes that end. */
export function recursion(g) {
  const name = g.uniqueName("rec");
  const result = g.random.pick([INT, STR, list(INT)]);
  g.emit(`def ${name}(n${g.random.chance(0.5) ? "=3" : ""}):`);
  g.emit(`    if n <= 0:`);
  g.block((scope) => {
    scope.variables.set("n", INT);
    g.indentation++;
    g.emit(`return ${g.expr(result, 2)}`);
    g.indentation--;
  }, "function");
  g.block((scope) => {
    scope.variables.set("n", INT);
    g.emit(`return ${name}(n - 1) + ${g.expr(result, 2, 12)}`);
  }, "function");
  g.functions.push({ name, result, call: (h) => `${name}(${h.random.below(6)})`, positional: null });
}

/** `match` with patterns of all sorts. */
import { BOOL, FLOAT, INT, STR, dict, list, tuple } from "../kinds.mjs";
import { statements } from "./index.mjs";

/** A pattern for values of a kind; notes what it captures. */
function pattern(g, kind, captures, depth = 2) {
  const capture = (of) => {
    const name = g.newName();
    if (captures.has(name)) return "_";
    captures.set(name, of);
    return name;
  };
  const inner = (of) => pattern(g, of, captures, depth - 1);
  if (depth <= 0 || g.random.chance(0.2)) return g.random.chance(0.6) ? capture(kind) : "_";
  switch (kind.k) {
    case "int":
      return g.random.pick([
        () => "0",
        () => "1",
        () => "-1",
        () => "1 | 2 | 3",
        () => "int()",
        () => `int(${capture(INT)})`,
        () => "True",
        () => "2.0",
      ])();
    case "float":
      return g.random.pick([() => "0.5", () => "float()", () => "int() | float()", () => "1"])();
    case "str":
      return g.random.pick([() => '"a"', () => '"abc" | "hello"', () => "str()", () => `str() as ${capture(STR)}`])();
    case "bool":
      return g.random.pick(["True", "False", "bool()", "1"]);
    case "none":
      return "None";
    case "list":
      return g.random.pick([
        () => "[]",
        () => `[${inner(kind.of)}]`,
        () => `[${inner(kind.of)}, *${capture(list(kind.of))}]`,
        () => `[${inner(kind.of)}, *_, ${inner(kind.of)}]`,
        () => `(${inner(kind.of)}, ${inner(kind.of)})`,
        () => `list()`,
      ])();
    case "tuple":
      return kind.of.length === 0 ? "()" : `(${kind.of.map(inner).join(", ")},)`;
    case "dict": {
      const key =
        kind.key === STR ? g.random.pick(['"a"', '"key"', '"length"', '"constructor"']) : kind.key === INT ? "1" : null;
      if (key === null) return "{}";
      const rest = g.random.chance(0.4) ? `, **${capture(kind)}` : "";
      return `{${key}: ${inner(kind.value)}${rest}}`;
    }
    case "object": {
      const { name, fields, positional } = kind.cls;
      if (fields.length === 0) return `${name}()`;
      const field = g.random.pick(fields);
      if (positional && g.random.chance(0.5)) return `${name}(${inner(fields[0].kind)})`;
      return `${name}(${field.name}=${inner(field.kind)})`;
    }
    default:
      return "_";
  }
}

export function matching(g, budget) {
  const kind = g.random.weighted([
    [3, () => g.kind(1)],
    [2, () => list(g.random.pick([INT, STR]))],
    [2, () => tuple(INT, g.random.pick([STR, INT, BOOL, FLOAT]))],
    [2, () => dict(STR, INT)],
  ])();
  g.emit(`match ${g.expr(kind, 2)}:`);
  g.indentation++;
  const cases = g.random.between(1, 3);
  for (let i = 0; i < cases; i++) {
    const captures = new Map();
    const text = pattern(g, g.random.chance(0.8) ? kind : g.kind(1), captures);
    if (isIrrefutable(text)) continue;
    const guard = g.random.chance(0.2) ? ` if ${g.within([...captures], () => g.expr(BOOL, 1))}` : "";
    g.emit(`case ${text}${guard}:`);
    g.block((scope) => {
      for (const [name, of] of captures) {
        g.emit(`print("captured", ${name})`);
        scope.variables.set(name, of);
      }
      statements(g, 1, budget);
    });
  }
  g.emit("case _:");
  g.block(() => statements(g, 1, budget));
  g.indentation--;
}

/** A pattern that takes everything may only come last. */
function isIrrefutable(text) {
  return /^\w+$/.test(text) && !/^(None|True|False|\d+)$/.test(text);
}

/** Statements that print values, so that differences show. */
import { P } from "../precedence.mjs";

/** Prints a value with its kind, one way or another. */
export function show(g, kind, text) {
  // The text of an instance without __repr__, and of a function, has an address.
  if (kind.k === "function") return g.emit(`print(callable(${text}))`);
  g.emit(
    g.random.weighted([
      [4, `print(${text})`],
      [4, `print(repr(${text}), type(${text}).__name__)`],
      [3, `show(${text})`],
      [1, `print([${text}], {"k": ${text}})`],
      [1, `print("%s %r" % (${text}, ${text}))`],
      [1, `print(str(${text}), bool(${text}), sep="|")`],
      [1, `print(type(${text}), (${text},), end=";\\n")`],
    ]),
  );
}

export function printing(g) {
  const known = g.visible();
  if (known.length > 0 && g.random.chance(0.5)) {
    const [name, kind] = g.random.pick(known);
    return show(g, kind, name);
  }
  const kind = g.kind();
  if (g.random.chance(0.5)) return g.emit(`print(${g.expr(kind, 3)})`);
  if (g.random.chance(0.5)) return g.emit(`show(${g.expr(kind, 3)}, ${g.expr(g.kind(1), 2)})`);
  g.emit(`print(${g.expr(kind, 2)}, ${g.expr(g.kind(1), 2, P.lambda)}, ${g.expr(g.kind(1), 2)})`);
}

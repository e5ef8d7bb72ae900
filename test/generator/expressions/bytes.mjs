/** Expressions that give bytes. */
import { P } from "../precedence.mjs";
import { BYTES, INT, STR } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";
import { slice } from "./strings.mjs";

const bytes = (g, d, minimum) => g.expr(BYTES, d, minimum);

export const BYTES_EXPRESSIONS = [
  [3, (g, d) => [`${bytes(g, d, P.sum)} + ${bytes(g, d, P.term)}`, P.sum]],
  [1, (g, d) => [`${bytes(g, d, P.term)} * ${smallInt(g.random)}`, P.term]],
  [3, (g, d) => `${g.expr(STR, d, P.primary)}.encode()`],
  [2, (g, d) => `${bytes(g, d, P.primary)}${slice(g, d)}`],
  [2, (g, d) => `${bytes(g, d, P.primary)}.${g.random.pick(["upper", "lower", "strip", "title"])}()`],
  [2, (g, d) => `${bytes(g, d, P.primary)}.replace(${bytes(g, d)}, ${bytes(g, d)})`],
  [1, (g, d) => `bytes([${g.expr(INT, d, P.primary)} % 256, 7])`],
  [
    1,
    (g, d) =>
      `(${g.expr(INT, d, P.primary)} % 70000).to_bytes(${g.random.pick(["2", "3", "4"])}, "${g.random.pick(["big", "little"])}")`,
  ],
  [1, (g, d) => `bytes(bytearray(${bytes(g, d)}))`],
  [1, (g) => `bytes(${smallInt(g.random)})`],
  [1, (g, d) => [`b"%d-%s" % (${g.expr(INT, d)}, ${bytes(g, d)})`, P.term]],
];

/** Expressions that give strings: methods, slices, the three ways of formatting. */
import { P } from "../precedence.mjs";
import { BOOL, BYTEARRAY, BYTES, COMPLEX, DECIMAL, FLOAT, FRACTION, INT, STR, list, tuple } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";
import { withoutWalrus } from "./common.mjs";

const str = (g, d, minimum) => g.expr(STR, d, minimum);
const receiver = (g, d) => str(g, d, P.primary);

function method(g, d) {
  const width = () => g.random.pick(["3", "8", "0", "12"]);
  const fill = () => g.random.pick(['"*"', '"0"', '"é"', '"😀"']);
  return g.random.pick([
    () =>
      `.${g.random.pick(["upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "expandtabs"])}()`,
    () => `.${g.random.pick(["strip", "lstrip", "rstrip"])}(${str(g, d)})`,
    () => `.replace(${str(g, d)}, ${str(g, 0)})`,
    () => `.replace(${str(g, d)}, ${str(g, 0)}, ${smallInt(g.random)})`,
    () => `.${g.random.pick(["center", "ljust", "rjust"])}(${width()})`,
    () => `.${g.random.pick(["center", "ljust", "rjust"])}(${width()}, ${fill()})`,
    () => `.zfill(${width()})`,
    () => `.removeprefix(${str(g, d)})`,
    () => `.removesuffix(${str(g, d)})`,
    () => `.join(${g.expr(list(STR), d)})`,
    () => `.join(${withoutWalrus(g, () => str(g, d, P.or))} for _ in range(${smallInt(g.random)}))`,
    () => `.translate(str.maketrans("abl", "xyz"))`,
    () => `.partition(${str(g, 0)})[${g.random.below(3)}]`,
    () => `.encode().decode()`,
    () => `.__class__.__name__`,
  ])();
}

function slice(g, d) {
  const bound = () =>
    g.random.chance(0.3) ? "" : g.random.chance(0.7) ? g.random.pick(["0", "1", "2", "-1", "-2", "5"]) : g.expr(INT, d);
  const step = g.random.chance(0.35) ? `:${g.random.pick(["", "2", "-1", "-2", "3"])}` : "";
  return `[${bound()}:${bound()}${step}]`;
}

const FORMATS = {
  int: [
    "d",
    "5",
    "05d",
    "<6",
    "^7",
    "+d",
    "x",
    "#x",
    "b",
    "#010b",
    "o",
    ",",
    "_",
    "c",
    "e",
    ".2f",
    "%",
    "X",
    "-^9",
    " d",
    "n",
    "s",
  ],
  float: [".2f", ".0f", "8.3f", "e", ".3e", "g", ".4g", "%", ".1%", "+.2f", "010.2f", ",.2f", "^10", "", "G", "n", "d"],
  str: ["5", "<8", ">8", "^9", "*^9", ".2", "10.3", "s", "é>4", "d", "05"],
  bool: ["", "5", "d", "s", "^7"],
};

function field(g, d) {
  const kind = g.random.pick([INT, FLOAT, STR, BOOL]);
  return { value: g.expr(kind, d, P.conditional), spec: g.random.pick(FORMATS[kind.k]) };
}

/** An f-string; what would need quotes or braces that Python 3.11 can't have in a field is left out. */
function fstring(g, d) {
  const parts = Array.from({ length: g.random.between(1, 3) }, () => {
    const { value, spec } = g.random.chance(0.6)
      ? field(g, d)
      : { value: g.expr(g.kind(1), d, P.conditional), spec: null };
    if (/["'\\#{}]|:=|lambda/.test(value)) return g.random.pick(["{{", "}}", "txt", " ", "é", "$", "`"]);
    const conversion = g.random.chance(0.15) ? g.random.pick(["!r", "!s", "!a"]) : "";
    if (conversion !== "") return `{${value}${conversion}}`;
    if (g.random.chance(0.05)) return `{${value}=}`;
    return spec === null || spec === "" ? `{${value}}` : `{${value}:${spec}}`;
  });
  return `f"${parts.join(g.random.pick(["", " ", "-"]))}"`;
}

const PERCENT = [
  ["%d", INT], ["%5d", INT], ["%-5d|", INT], ["%05d", INT], ["%x", INT], ["%+d", INT], ["%.2f", FLOAT], ["%8.3f", FLOAT], ["%e", FLOAT], ["%g", FLOAT],
  ["%s", STR], ["%10s", STR], ["%-8s|", STR], ["%.2s", STR], ["%r", STR], ["%s", INT], ["%s", FLOAT], ["%s", list(INT)], ["%r", tuple(INT, STR)], ["%c", INT],
  ["%d", FLOAT], ["%i", BOOL], ["%o", INT], ["%#x", INT], ["%a", STR],
]; // prettier-ignore

function percent(g, d) {
  const fields = Array.from({ length: g.random.between(1, 3) }, () => g.random.pick(PERCENT));
  const values = fields.map(([, kind]) => g.expr(kind, d));
  return [`"${fields.map(([text]) => text).join(" ")}" % (${values.join(", ")},)`, P.term];
}

function formatMethod(g, d) {
  const fields = Array.from({ length: g.random.between(1, 3) }, () => field(g, d));
  const texts = g.random.pick([
    () => fields.map(({ spec }) => `{:${spec}}`),
    () => fields.map(({ spec }, i) => `{${i}:${spec}}`),
    () => fields.map((_, i) => `{${fields.length - 1 - i}!r}`),
    () => fields.map(() => "{}"),
  ])();
  return `"${texts.join(" ")}".format(${fields.map(({ value }) => value).join(", ")})`;
}

function function_(g, d) {
  return g.random.pick([
    () => `str(${g.expr(printable(g), d)})`,
    () => `repr(${g.expr(printable(g), d)})`,
    () => `ascii(${str(g, d)})`,
    () => `chr(${g.expr(INT, d, P.primary)} % 1000 + 32)`,
    () => `${g.random.pick(["hex", "bin", "oct"])}(${g.expr(INT, d)})`,
    () => `type(${g.expr(g.kind(1), d)}).__name__`,
    () => `format(${g.expr(INT, d)}, "${g.random.pick(FORMATS.int)}")`,
    () => `format(${g.expr(FLOAT, d)}, "${g.random.pick(FORMATS.float)}")`,
    () => `${g.random.pick(["max", "min"])}(${str(g, d)}, ${str(g, d)})`,
    () => `${g.random.pick(["max", "min"])}(${g.expr(list(STR), d)}, default="none")`,
    () => `"".join(sorted(${str(g, d)}))`,
    () => `"".join(reversed(${str(g, d)}))`,
    () =>
      `json.dumps(${g.expr(g.random.pick([INT, FLOAT, STR, list(INT), list(STR), { k: "dict", key: STR, value: FLOAT }]), d)})`,
    () => `(${g.expr(FLOAT, d)}).hex()`,
    () => `${g.expr(BYTES, d, P.primary)}.hex()`,
    () =>
      `re.sub(r"${g.random.pick(["[a-c]", "\\\\d+", "\\\\s", "(.)(.)"])}", "${g.random.pick(["-", "<>", ""])}", ${str(g, d)})`.replaceAll(
        "\\\\",
        "\\",
      ),
    () => `str(${g.expr(BYTES, d)}, "latin-1")`,
    () =>
      `format(${g.expr(DECIMAL, d)}, "${g.random.pick([".2f", "", "e", ".3e", "08.2f", ",", "+.1f", "%", "g", ">10"])}")`,
    () => `format(${g.expr(COMPLEX, d)}, "${g.random.pick([".2f", "", ".1e", ">20", "g", "+.1f"])}")`,
    () => `str(${g.expr(g.random.pick([FRACTION, DECIMAL, COMPLEX]), d)})`,
    () => `bytes(${g.expr(BYTEARRAY, d)}).decode("latin-1")`,
    () => `" ".join(map(str, ${g.expr(list(g.random.pick([INT, FLOAT, BOOL])), d)}))`,
  ])();
}

/** A kind whose text is the same in each run. */
function printable(g) {
  const kind = g.kind(1);
  return kind.k === "object" || kind.k === "function" ? INT : kind;
}

export const STR_EXPRESSIONS = [
  [6, (g, d) => [`${str(g, d, P.sum)} + ${str(g, d, P.term)}`, P.sum]],
  [2, (g, d) => [`${str(g, d, P.term)} * ${smallInt(g.random)}`, P.term]],
  [8, (g, d) => `${receiver(g, d)}${method(g, d)}`],
  [3, (g, d) => `${receiver(g, d)}${slice(g, d)}`],
  [2, (g, d) => `${receiver(g, d)}[${g.random.pick(["0", "-1", "1", "2"])}]`],
  [6, fstring],
  [3, percent],
  [3, formatMethod],
  [7, function_],
];

export { slice };

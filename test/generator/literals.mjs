/** Literals, the awkward ones among them. */
const SMALL_INTS = ["0", "1", "2", "3", "4", "5", "7", "8", "10", "12", "16", "31", "64", "100", "255", "1000"];
const EDGE_INTS =
  "2147483647 2147483648 4294967295 4294967296 9007199254740991 9007199254740992 9007199254740993 9007199254740990 " +
  "10000000000000000 18446744073709551616 123456789012345678901234567890 0xff 0b1011 0o17 1_000_000 94906267";
const FLOATS =
  "0.0 1.0 2.0 0.5 1.5 2.5 0.1 0.2 3.25 10.0 100.0 1e16 1e22 1e-7 123456789.125 9007199254740992.0 1e100 5e-324 1e308 " +
  "3.141592653589793 0.30000000000000004 1234.5678 .5 3.";
const STRINGS = [
  '""', '"a"', '"b"', '"abc"', '"Hello World"', '"hello"', '"é"', '"😀"', '"a😀b"', '"ß"', '"  pad "', '"x,y,z"', '"12"',
  '"-7"', '"3.5"', '"aXbXc"', "'it\\'s'", '"\\t\\n"', '"日本"', '"\\x00z"', '"key"', '"name"', '"length"', '"__proto__"',
  '"constructor"', '"toString"', '"{}"', '"%"', '"$1"', '"`"', '"${a}"', '"\\\\"', '"ABC"', '"a b  c"', '"zZ"', '"e\\u0301"',
]; // prettier-ignore
const BYTE_STRINGS = ['b""', 'b"abc"', 'b"\\x00\\xff"', 'b"a,b"', "b'\"q'", 'b"ZZ"', 'b"12"'];

export function intLiteral(random) {
  const text = random.chance(0.8) ? random.pick(SMALL_INTS) : random.pick(EDGE_INTS.split(" "));
  return random.chance(0.2) ? [`-${text}`, 13] : text;
}

export function smallInt(random) {
  return String(random.between(0, 4));
}

export function literal(random, kind) {
  switch (kind.k) {
    case "int":
      return intLiteral(random);
    case "float":
      // One NaN: Python tells each `float("nan")` from others by identity, which a JavaScript number does not have.
      if (random.chance(0.08)) return random.pick(['float("inf")', 'float("-inf")', "math.nan"]);
      return random.chance(0.2) ? [`-${random.pick(FLOATS.split(" "))}`, 13] : random.pick(FLOATS.split(" "));
    case "complex":
      return random.pick(["1j", "0j", "2.5j", "complex(1, -2)", "complex(0.5, 3)", "complex(-0.0, 1)"]);
    case "bool":
      return random.pick(["True", "False"]);
    case "str":
      return random.pick(STRINGS);
    case "bytes":
      return random.pick(BYTE_STRINGS);
    case "none":
      return "None";
    default:
      return null;
  }
}

/** Names: ordinary ones, and those that mean something in JavaScript. */
const NAMES = "a b c d x y z n total items result value data count acc left right word seen best".split(" ");
const AWKWARD =
  "new delete function var let const this typeof void switch case default enum export extends static instanceof null undefined " +
  "NaN Infinity Map Set Object Array String Number Symbol Boolean Date JSON Math Promise arguments constructor prototype toString " +
  "valueOf hasOwnProperty __proto__ length name call apply bind interface package private public protected implements do catch " +
  "throw true false globalThis process console require module exports window eval_ of get self_ key entries push size has";
const BUILTINS = "list str sum max min len id input dict set int next iter map filter all any abs hash dir vars".split(
  " ",
);

export const isBuiltin = (name) => BUILTINS.includes(name);

export function someName(random) {
  if (random.chance(0.72)) return random.pick(NAMES);
  if (random.chance(0.92)) return random.pick(AWKWARD.split(" "));
  return random.pick(BUILTINS);
}

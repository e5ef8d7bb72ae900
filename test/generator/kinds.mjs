/** Kinds of values that the generator keeps apart, so that most of what it writes makes sense. */
export const INT = { k: "int" };
export const FLOAT = { k: "float" };
export const BOOL = { k: "bool" };
export const STR = { k: "str" };
export const BYTES = { k: "bytes" };
export const NONE = { k: "none" };
export const COMPLEX = { k: "complex" };
export const BYTEARRAY = { k: "bytearray" };
export const RANGE = { k: "range" };
export const FRACTION = { k: "fraction" };
export const DECIMAL = { k: "decimal" };
export const COUNTER = { k: "counter" };
/** A value that only operations for all kinds are applied to. */
export const ANY = { k: "any" };

export const list = (of) => ({ k: "list", of });
export const tuple = (...of) => ({ k: "tuple", of });
export const dict = (key, value) => ({ k: "dict", key, value });
export const set = (of) => ({ k: "set", of });
export const deque = (of) => ({ k: "deque", of });
/** A defaultdict, whose missing values are `list()` or `int()`. */
export const defaultdict = (key, value) => ({ k: "defaultdict", key, value });
export const frozenset = (of) => ({ k: "frozenset", of });
export const object = (cls) => ({ k: "object", cls });
/** A function of some positional parameters. */
export const callable = (params, result) => ({ k: "function", params, result });

const SCALARS = [
  [10, INT],
  [6, FLOAT],
  [4, BOOL],
  [8, STR],
  [2, BYTES],
  [1, NONE],
];

export function scalar(random) {
  return random.weighted(SCALARS);
}

/** What can be a key. Strings are left out of sets: their order there differs from run to run. */
export function hashable(random, inSet = false) {
  const kind = random.weighted([
    [6, INT],
    [inSet ? 0 : 6, STR],
    [1, FLOAT],
    [1, BOOL],
    [1, tuple(INT, inSet ? INT : STR)],
  ]);
  return kind;
}

/** A random kind, containers in containers down to a depth. */
export function anyKind(random, depth = 2) {
  if (depth <= 0 || random.chance(0.5)) return scalar(random);
  return random.weighted([
    [6, () => list(anyKind(random, depth - 1))],
    [3, () => tuple(...Array.from({ length: random.between(1, 3) }, () => anyKind(random, depth - 1)))],
    [4, () => dict(hashable(random), anyKind(random, depth - 1))],
    [2, () => set(hashable(random, true))],
    [1, () => frozenset(hashable(random, true))],
    [1, () => ANY],
    [1, () => random.pick([COMPLEX, BYTEARRAY, RANGE, FRACTION, DECIMAL, COUNTER])],
    [1, () => deque(scalar(random))],
    [1, () => defaultdict(random.pick([STR, INT]), random.pick([INT, list(INT), list(STR)]))],
  ])();
}

export function same(a, b) {
  if (a === b) return true;
  if (a.k !== b.k) return false;
  switch (a.k) {
    case "list":
    case "set":
    case "deque":
    case "frozenset":
      return same(a.of, b.of);
    case "tuple":
      return a.of.length === b.of.length && a.of.every((item, i) => same(item, b.of[i]));
    case "dict":
    case "defaultdict":
      return same(a.key, b.key) && same(a.value, b.value);
    case "object":
      return a.cls === b.cls;
    case "function":
      return (
        same(a.result, b.result) &&
        a.params.length === b.params.length &&
        a.params.every((p, i) => same(p, b.params[i]))
      );
    default:
      return true;
  }
}

/** An annotation for a kind. */
export function annotation(kind) {
  switch (kind.k) {
    case "none":
      return "None";
    case "any":
      return "object";
    case "list":
    case "set":
    case "frozenset":
      return `${kind.k}[${annotation(kind.of)}]`;
    case "tuple":
      return `tuple[${kind.of.map(annotation).join(", ")}]`;
    case "dict":
      return `dict[${annotation(kind.key)}, ${annotation(kind.value)}]`;
    case "object":
      return JSON.stringify(kind.cls.name);
    case "deque":
    case "defaultdict":
      return `collections.${kind.k}`;
    case "fraction":
      return "fractions.Fraction";
    case "decimal":
      return "decimal.Decimal";
    case "counter":
      return "collections.Counter";
    case "function":
      return "object";
    default:
      return kind.k;
  }
}

/** The JavaScript classes that those derived from `int`, `float` and `str` extend: their operators are the value's. */
import { float } from "../float.js";
import { format } from "../format/format.js";
import { bool, int } from "../int.js";
import { iterate } from "../iterate.js";
import { isReal } from "../numbers.js";
import { mod } from "../operators.js";
import { repr, text } from "../repr.js";
import { integerFunctions, numberFunctions, sequenceFunctions } from "../special-functions.js";
import { isText, str } from "../str.js";
import { tuple } from "../tuple.js";
import { plain, VALUE } from "./native-value.js";

type Operation = (self: never, ...args: never[]) => unknown;
type JsClass = new (...args: unknown[]) => object;

function makeClass(of: CallableFunction, operations: Record<string, unknown>): JsClass {
  class Holder {
    readonly [VALUE]: unknown;
  }
  Object.defineProperty(Holder, "name", { value: of.name });
  for (const [name, operation] of Object.entries(operations)) {
    if (!name.startsWith("__") || name === "__str__" || name === "__format__") continue;
    define(Holder, name, function (...args) {
      return Reflect.apply(operation as Operation, undefined, [plain(this), ...args.map(plain)]);
    });
  }
  define(Holder, "__format__", function (spec) {
    return spec === "" ? text(this) : format(plain(this), spec as string);
  });
  define(Holder, "__getnewargs__", function () {
    return tuple.of(plain(this));
  });
  return Holder;
}

function define(of: JsClass, name: string, value: (this: object, ...args: unknown[]) => unknown): void {
  Object.defineProperty(of.prototype, name, { value, writable: true, configurable: true });
}

const conversions = {
  __int__: (value: unknown) => int(value as number),
  __float__: (value: unknown) => float(value as number),
};

let classes: Map<unknown, JsClass> | undefined;

/** The class that JavaScript's side of a class derived from a native one extends; undefined for other bases. */
export function valueClass(base: unknown): JsClass | undefined {
  classes ??= new Map<unknown, JsClass>([
    [int, intClass()],
    [float, makeClass(float, { ...numberFunctions(), ...conversions })],
    [str, strClass()],
  ]);
  return classes.get(base);
}

function intClass(): JsClass {
  const made = makeClass(int, { ...integerFunctions(isReal), ...conversions });
  define(made, "__index__", function () {
    return plain(this);
  });
  define(made, "__bool__", function () {
    return bool(plain(this));
  });
  return made;
}

function strClass(): JsClass {
  const made = makeClass(str, sequenceFunctions(isText));
  define(made, "__str__", function () {
    return plain(this);
  });
  define(made, "__repr__", function () {
    return repr(plain(this));
  });
  define(made, "__mod__", function (args) {
    return mod(plain(this) as string, args as never);
  });
  Object.defineProperty(made.prototype, Symbol.iterator, {
    value(this: object) {
      return iterate<unknown>(plain(this))[Symbol.iterator]();
    },
    configurable: true,
  });
  return made;
}

/** Attributes of values that JavaScript holds natively. */
import { bindNative } from "./bound-method.js";
import { isFloat, tagged } from "./numbers.js";
import { ABSENT } from "./members.js";
import type { NativeType } from "./native-types.js";
import { repr, text } from "./repr.js";
import { hash } from "./hash.js";
import { eq, ge, gt, le, lt, ne } from "./compare.js";
import { format } from "./format/format.js";
import { contains, getitem, len } from "./operators.js";
import { int } from "./int.js";
import { truth } from "./truth.js";
import { iter } from "./iterator.js";

/** Special methods that every native value has, as functions of the value. */
const SPECIAL: Record<string, (value: unknown, ...args: never[]) => unknown> = {
  __repr__: repr,
  __str__: text,
  __hash__: hash,
  __eq__: eq,
  __ne__: ne,
  __lt__: lt,
  __le__: le,
  __gt__: gt,
  __ge__: ge,
  __format__: format,
};

/** Those of strings and lists. */
const SEQUENCE: typeof SPECIAL = { __len__: len, __getitem__: getitem, __contains__: contains, __iter__: iter };

/** Those of numbers. */
const NUMBER: typeof SPECIAL = {
  __bool__: truth,
  __int__: (value) => int(value),
  __float__: (value) => tagged(Number(value)),
};

/** An attribute of a number, string, bool, None or list; ABSENT if it has none of the name. */
export function nativeMember(value: unknown, type: NativeType, name: string): unknown {
  const method = Object.hasOwn(type, name) ? type[name] : undefined;
  if (typeof method === "function") return bindNative(value, method);
  if (Object.hasOwn(SPECIAL, name)) return bindNative(value, SPECIAL[name]!);
  if (name === "__doc__") return null;
  if (value === null || value === undefined) return ABSENT;
  const isSequence = typeof value === "string" || Array.isArray(value);
  const methods = isSequence ? SEQUENCE : NUMBER;
  if (Object.hasOwn(methods, name)) return bindNative(value, methods[name]!);
  return isSequence ? ABSENT : numberMember(value, name);
}

function numberMember(value: unknown, name: string): unknown {
  const float = isFloat(value);
  switch (name) {
    case "real":
      return typeof value === "boolean" ? Number(value) : value;
    case "imag":
      return float ? tagged(0) : 0;
    case "numerator":
      return float ? ABSENT : Number(value) === value || typeof value === "bigint" ? value : Number(value);
    case "denominator":
      return float ? ABSENT : 1;
    default:
      return ABSENT;
  }
}

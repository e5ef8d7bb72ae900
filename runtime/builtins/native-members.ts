/** Attributes of values that JavaScript holds natively. */
import { bindNative } from "./bound-method.js";
import { ABSENT } from "./members.js";
import { type NativeType, valueMethod } from "./native-types.js";
import { isFloat, tagged } from "./numbers.js";

/** An attribute of a number, string, bool, None or list; ABSENT if it has none of the name. */
export function nativeMember(value: unknown, type: NativeType, name: string): unknown {
  const method = valueMethod(type, name);
  if (method !== undefined) return bindNative(value, method);
  if (Object.hasOwn(type, name) && typeof type[name] === "function") return type[name];
  if (name === "__doc__") return null;
  const isNumber = typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
  return isNumber || isFloat(value) ? numberMember(value, name) : ABSENT;
}

function numberMember(value: unknown, name: string): unknown {
  const float = isFloat(value);
  switch (name) {
    case "real":
      return typeof value === "boolean" ? Number(value) : value;
    case "imag":
      return float ? tagged(0) : 0;
    case "numerator":
      return float ? ABSENT : typeof value === "boolean" ? Number(value) : value;
    case "denominator":
      return float ? ABSENT : 1;
    default:
      return ABSENT;
  }
}

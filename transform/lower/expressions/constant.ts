import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";

/** A literal; a float's literal stays a plain number, since its place knows the type or tags it. */
export function lowerConstant(node: ast.Constant, lowering: Lowering): ts.Expression {
  const { value } = node;
  switch (value.type) {
    case "None":
      return b.nullValue();
    case "bool":
      return b.boolean(value.value);
    case "int":
      return value.value <= Number.MAX_SAFE_INTEGER ? b.number(String(value.value)) : b.bigint(value.value);
    case "float":
      return Number.isFinite(value.value) ? b.number(value.value) : b.id("Infinity");
    case "complex":
      return b.newObject(b.id(lowering.helper("complex")), [b.number(0), b.number(value.imag)]);
    case "str":
      return lowering.isMultiLineText(node, value.value) ? b.template([value.value], true) : b.string(value.value);
    case "bytes":
      return b.newObject(b.id(lowering.helper("bytes")), bytesArguments(value.value));
    case "Ellipsis":
      return b.id(lowering.helper("Ellipsis"));
  }
}

/** Text where the bytes are printable: `new bytes("key", "ascii")`; else their numbers. */
function bytesArguments(value: Uint8Array): ts.Expression[] {
  const codes = [...value];
  const isText = codes.length > 0 && codes.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (isText) return [b.string(String.fromCharCode(...codes)), b.string("ascii")];
  return [b.array(codes.map((byte) => b.number(byte)))];
}

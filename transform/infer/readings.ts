/** What is read of values of which nothing is proven, where signatures say what they are: `Reads[T]` in the stubs. */
import { BUILTIN_CLASS } from "./receivers.js";
import { union } from "./results.js";
import { said } from "./said.js";
import type { Program } from "./program.js";
import type { StubClass, Type } from "./types.js";

const UNKNOWN: Type = { kind: "unknown" };

/** What the elements of a value read as. */
export function elementRead(type: Type): Type {
  if (type.kind === "str") return type;
  if ("element" in type) return type.element;
  return type.kind === "tuple" ? union(type.elements) : UNKNOWN;
}

/** What the item at a place of a value reads as. */
export function itemRead(type: Type, index: number): Type {
  if (type.kind === "dict") return type.value;
  return type.kind === "tuple" ? (type.elements.at(index) ?? UNKNOWN) : elementRead(type);
}

/** What an attribute of a value reads as, by the stub of its class: a method as something that can be called. */
export function attributeRead(program: Program, type: Type, name: string): Type {
  const of = classOf(program, type);
  const member = of?.member(name) ?? null;
  if (of === null || member === null) return UNKNOWN;
  if (member.kind !== "function") return said(member.type, member.owner.stubModule);
  const { returns, overloads, stubModule } = member.function;
  const isClear = returns !== null && overloads.length === 0;
  return isClear ? { kind: "callable", parameters: null, result: said(returns, stubModule) } : UNKNOWN;
}

function classOf(program: Program, type: Type): StubClass | null {
  if (type.kind === "instance") return type.of.kind === "stub" ? type.of : null;
  const name = type.kind === "union" ? undefined : BUILTIN_CLASS[type.kind as keyof typeof BUILTIN_CLASS];
  return name === undefined ? null : program.stubs.builtinClass(name);
}

import { test } from "vitest";
import { callmethod } from "../../runtime/builtins/call-method.js";
import { ge, gt, le, lt, eq } from "../../runtime/builtins/compare.js";
import { format } from "../../runtime/builtins/format/format.js";
import { hash } from "../../runtime/builtins/hash.js";
import { repr, text } from "../../runtime/builtins/repr.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import * as decimal from "../../runtime/stdlib/decimal.js";
import { expectRecorded } from "../support/recorded.js";

const { Context, Decimal } = decimal;
type Settings = [prec: number, rounding: string, limit: number, clamp: number];

function contextOf(prec: number, rounding: string, limit: number, clamp: number): decimal.Context {
  return new Context({ prec, rounding, Emin: -limit, Emax: limit, capitals: 1, clamp, flags: [], traps: [] });
}

function flagsOf(context: decimal.Context): string[] {
  const pairs = (context.flags as { items(): [{ name: string }, boolean][] }).items();
  return pairs
    .filter(([, isSet]) => isSet)
    .map(([{ name }]) => name)
    .sort();
}

test("decimal arithmetic, its flags and its texts are CPython's", () => {
  expectRecorded("decimal_calls", {
    run: (name: string, numbers: string[], ...settings: Settings) => {
      const context = contextOf(...settings);
      const operands = numbers.map((number) => new Decimal(number));
      return [text(callmethod(context, name, ...operands)), flagsOf(context)];
    },
    create: (number: string, ...settings: Settings) => {
      const context = contextOf(...settings);
      return [text(context.create_decimal(number)), flagsOf(context)];
    },
    shown: (number: string, spec: string) => {
      const value = new Decimal(number);
      return [format(value, spec), text(value), value.to_eng_string(), repr(value), new tuple([...value.as_tuple()])];
    },
    compared: (number: string, other: unknown) => {
      const [a, b] = [new Decimal(number), typeof other === "string" ? new Decimal(other) : other];
      return [eq, lt, le, gt, ge].map((compare) => compare(a, b));
    },
    hashed: (number: string) => hash(new Decimal(number)),
  } as never);
});

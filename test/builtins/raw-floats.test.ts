/** Library functions whose stubs declare `-> float`: callers that don't know them must get the tagged form. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, SourceText, type Statement } from "../../parser/index.js";
import { call } from "../../runtime/builtins/call.js";
import { callmethod } from "../../runtime/builtins/call-method.js";
import { getattr } from "../../runtime/builtins/attributes.js";
import { Float } from "../../runtime/builtins/numbers.js";
import { isRawFloatGiver } from "../../runtime/builtins/raw-floats.js";
import * as math from "../../runtime/stdlib/math.js";
import { timedelta } from "../../runtime/stdlib/datetime.js";

const stdlib = join(import.meta.dirname, "../../runtime/stdlib");
const stubs = readdirSync(stdlib, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".pyi"));

/** The functions under a holder that a stub's body declares to return float, and that are not noted. */
function unnoted(body: Statement[], holder: Record<string, unknown>): string[] {
  return body.flatMap((statement) => {
    if (statement.kind === "ClassDef") {
      const owner = holder[statement.name] as { prototype: Record<string, unknown> } | undefined;
      return owner === undefined
        ? []
        : unnoted(statement.body, owner.prototype).map((name) => `${statement.name}.${name}`);
    }
    if (statement.kind !== "FunctionDef" || statement.decorator_list.length > 0) return [];
    const { name, returns } = statement;
    const isFloat = returns?.kind === "Name" && returns.id === "float";
    return isFloat && !isRawFloatGiver(holder[name] as object) ? [name] : [];
  });
}

describe("library functions that return float", () => {
  it.each(stubs)("%s notes all of them", async (path) => {
    const source = new SourceText(readFileSync(join(stdlib, path), "utf8"), path);
    const namespace = (await import(join(stdlib, path.replace(/\.pyi$/, ".ts")))) as Record<string, unknown>;
    expect(unnoted(parse(source).module!.body, namespace)).toEqual([]);
  });

  it("give unknown callers the tagged form", () => {
    expect(math.sqrt(4)).toBe(2);
    expect(call(math.sqrt, 4)).toEqual(new Float(2));
    const minute = new timedelta(0, 60);
    expect(minute.total_seconds()).toBe(60);
    expect(callmethod(minute, "total_seconds")).toEqual(new Float(60));
    expect(call(getattr(minute, "total_seconds"))).toEqual(new Float(60));
  });
});

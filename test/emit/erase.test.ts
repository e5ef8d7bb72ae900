/** Types erased by the emitter, compared with what TypeScript's own compiler leaves. */
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { eraseTypes } from "../../transform/emit/erase.js";

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

function print(statements: readonly ts.Statement[]): string {
  const end = ts.factory.createToken(ts.SyntaxKind.EndOfFileToken);
  return ts.createPrinter().printFile(ts.factory.createSourceFile(statements, end, ts.NodeFlags.None));
}

/** A tree without positions, as the lowering makes it. */
function synthesize(text: string): ts.Statement[] {
  const file = ts.createSourceFile("a.mts", text, ts.ScriptTarget.Latest, true);
  const clone = (node: ts.Node): ts.Node =>
    ts.setTextRange(ts.visitEachChild(node, clone, undefined), { pos: -1, end: -1 });
  return file.statements.map((statement) => clone(statement) as ts.Statement);
}

function compact(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("export {};", "").trim();
}

test.each([
  "export function f<T>(this: Window, a: T, b?: number, ...c: string[]): asserts a is T { return a as unknown as T; }",
  "function f(a: string): void; function f(a: number): void; function f(a: any): void { a!.b!(); }",
  "class A<T> extends B<T> implements C, D { static readonly x: number = 1; y!: string; z?: T; declare w: number; [k: string]: unknown; }",
  "abstract class A { private a = 1; protected override b() { return 1; } abstract c(): void; constructor(public_: number) { super(); } get d(): number { return 1; } }",
  "interface I { a: number } type T = I | null; const a: T = null; let b!: number;",
  "const f = <T,>(x: T, y: T): x is T => x satisfies T; const g = (x?: number, ...y: T[]) => (x ? 1 : 2);",
  "const m = new Map<string, number[]>(); const v = h<number>(1); for (const [k, w] of m as Map<string, any>) k;",
  "try { a(); } catch (e: unknown) { throw e; }",
  "declare const x: number; declare class K {} export type { I } from './i.js';",
  "label: while (true) { break label; } const o = { m<T>(this: T, a?: T): void {}, get p(): number { return 1; } };",
  "function* g(): Generator<number, void, unknown> { const x: number = yield 1; yield* g(); }",
])("%s", (text) => {
  const wanted = ts.transpileModule(text, { compilerOptions, fileName: "a.mts" }).outputText;
  expect(compact(print(eraseTypes(synthesize(text))))).toBe(compact(wanted));
});

/** Source maps: what each piece of the emitted files is traced back to. */
import { originalPositionFor, sourceContentFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, test } from "vitest";
import { emitPlain } from "./plain.js";

const python = [
  "# a comment moves every line",
  "",
  "first(argument,",
  "      second('x'), [third(a), fourth(b)])",
  "",
  "def job():",
  "    # inside",
  "    return fifth(an_item, another_item, a_third_item, a_fourth_item, a_fifth_item, a_sixth_item)",
  "",
  "class Type:",
  "    def method(self):",
  "        sixth()",
  "",
].join("\n");

describe.each(["typescript", "javascript"] as const)("%s", (kind) => {
  test("each piece is traced to the line that it comes from", async () => {
    const file = (await emitPlain(python))[kind]!;
    const map = new TraceMap(file.map);
    const pieces = [...lineNames(file.text)];
    expect(pieces.length).toBeGreaterThan(12);
    const traced = pieces.map(({ line, column }) => originalPositionFor(map, { line, column }).line);
    expect(traced).toEqual(pieces.map(({ pythonLine }) => pythonLine));
  });

  test("columns are Python's", async () => {
    const file = (await emitPlain(python))[kind]!;
    const map = new TraceMap(file.map);
    const place = (text: string) => {
      const lines = file.text.split("\n");
      const index = lines.findIndex((line) => line.includes(text));
      return originalPositionFor(map, { line: index + 1, column: lines[index]!.indexOf(text) });
    };
    expect(place("return")).toMatchObject({ source: "plain.py", line: 8, column: 4 });
    expect(place("method")).toMatchObject({ line: 11, column: 4 });
    expect(place("line12")).toMatchObject({ line: 12, column: 8 });
  });

  test("each mapping has the name of the code around it", async () => {
    const file = (await emitPlain(python))[kind]!;
    const map = new TraceMap(file.map);
    const names = [...lineNames(file.text)].map(({ line, column, pythonLine }) => {
      return `${pythonLine} ${originalPositionFor(map, { line, column }).name}`;
    });
    expect([...new Set(names)]).toEqual(["3 <module>", "4 <module>", "8 job", "12 method"]);
  });

  test("what has no counterpart in the script is traced to nothing", async () => {
    const file = (await emitPlain(python))[kind]!;
    const line = file.text.split("\n").findIndex((text) => text.startsWith("import")) + 1;
    expect(originalPositionFor(new TraceMap(file.map), { line, column: 0 }).line).toBeNull();
  });

  test("the map holds the script", async () => {
    const file = (await emitPlain(python))[kind]!;
    const map = new TraceMap(file.map);
    expect(map.file).toBe(kind === "typescript" ? "plain.mts" : "plain.mjs");
    expect(sourceContentFor(map, "plain.py")).toBe(python);
  });
});

/** Every `lineN` of the emitted code: where it stands, and N. */
function* lineNames(text: string): Generator<{ line: number; column: number; pythonLine: number }> {
  for (const [index, line] of text.split("\n").entries()) {
    for (const match of line.matchAll(/\bline(\d+)\b/g)) {
      yield { line: index + 1, column: match.index, pythonLine: Number(match[1]) };
    }
  }
}

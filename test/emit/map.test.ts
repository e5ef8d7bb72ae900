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

describe.each(["mts", "mjs"] as const)("%s", (kind) => {
  test("each piece is traced to the line that it comes from", async () => {
    const files = await emitPlain(python);
    const map = new TraceMap(files[`${kind}Map`]);
    const pieces = [...lineNames(files[kind])];
    expect(pieces.length).toBeGreaterThan(12);
    const traced = pieces.map(({ line, column }) => originalPositionFor(map, { line, column }).line);
    expect(traced).toEqual(pieces.map(({ pythonLine }) => pythonLine));
  });

  test("columns are Python's", async () => {
    const files = await emitPlain(python);
    const map = new TraceMap(files[`${kind}Map`]);
    const place = (text: string) => {
      const lines = files[kind].split("\n");
      const index = lines.findIndex((line) => line.includes(text));
      return originalPositionFor(map, { line: index + 1, column: lines[index]!.indexOf(text) });
    };
    expect(place("return")).toMatchObject({ source: "plain.py", line: 8, column: 4 });
    expect(place("method")).toMatchObject({ line: 11, column: 4 });
    expect(place("line12")).toMatchObject({ line: 12, column: 8 });
  });

  test("each mapping has the name of the code around it", async () => {
    const files = await emitPlain(python);
    const map = new TraceMap(files[`${kind}Map`]);
    const names = [...lineNames(files[kind])].map(({ line, column, pythonLine }) => {
      return `${pythonLine} ${originalPositionFor(map, { line, column }).name}`;
    });
    expect([...new Set(names)]).toEqual(["3 <module>", "4 <module>", "8 job", "12 method"]);
  });

  test("what has no counterpart in the script is traced to nothing", async () => {
    const files = await emitPlain(python);
    const line = files[kind].split("\n").findIndex((text) => text.startsWith("import")) + 1;
    expect(originalPositionFor(new TraceMap(files[`${kind}Map`]), { line, column: 0 }).line).toBeNull();
  });

  test("the map holds the script", async () => {
    const files = await emitPlain(python);
    const map = new TraceMap(files[`${kind}Map`]);
    expect(map.file).toBe(`plain.${kind}`);
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

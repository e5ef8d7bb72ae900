/** Casts in the emitted TypeScript: where its checker can't follow what inference knows, and nowhere else. */
import { describe, expect, test } from "vitest";
import { SourceText } from "../../parser/index.js";
import type { TypeScriptKind } from "../../transform/emit/index.js";
import { convert } from "../../transform/index.js";

async function converted(python: string, typescript: TypeScriptKind) {
  const options = {
    name: "input",
    sourceUrl: "input.py",
    specifier: (module: string) => `py2mp/${module}`,
    typescript,
  };
  const { output } = await convert(new SourceText(python, "input.py"), "input.py", options);
  return output!;
}

/** The lines of the TypeScript that are there for the checker alone. */
async function castLines(python: string): Promise<string[]> {
  const [without, having] = [await converted(python, "plain"), await converted(python, "checked")];
  expect(having.javascript).toEqual(without.javascript);
  const plain = new Set(without.typescript!.text.split("\n"));
  return having.typescript!.text.split("\n").filter((line) => !plain.has(line));
}

describe("a cast", () => {
  test("tells what a parameter is before another type is stored in it", async () => {
    const python = "def digits(n):\n    sign = n < 0\n    n = str(n)\n    return sign, len(n)\n\nprint(digits(-30))\n";
    expect(await castLines(python)).toEqual(["  const sign = (n as number) < 0;"]);
  });

  test("gives a place what it wants", async () => {
    const python = "def total(rows):\n    return sum(map(sum, rows))\n\nprint(total([(1, 3), (5, 6, 7)]))\n";
    expect(await castLines(python)).toEqual(["  return sum(map(sum, rows)) as int;"]);
  });

  test("goes by way of unknown where the types have nothing in common", async () => {
    const python = [
      "def digits(n, base):",
      "    found = []",
      "    while n:",
      "        n, digit = divmod(n, base)",
      "        found.append(digit)",
      "    return found",
      "",
      "print(digits(255, 16), digits(2**70, 36))",
    ];
    expect(await castLines(`${python.join("\n")}\n`)).toEqual([
      "    [n, digit] = divmod(n, base) as unknown as [int, number];",
    ]);
  });
});

test("a variable that TypeScript finds no type for has it written", async () => {
  const python = [
    "def search(items, wanted):",
    "    low, high = 0, len(items)",
    "    while low < high:",
    "        middle = (low + high * high) // (high + 1)",
    "        if items[middle] < wanted:",
    "            low = middle + 1",
    "        else:",
    "            high = middle",
    "    return low",
    "",
    "print(search([1, 3, 5], 3))",
  ];
  expect(await castLines(`${python.join("\n")}\n`)).toEqual([
    "    const middle: int = floordiv(add(low, mul(high, high)), add(high, 1));",
  ]);
});

test("a script that TypeScript follows is left as it is", async () => {
  expect(await castLines("xs = [1, 2, 3]\nfor x in xs:\n    print(x * 2)\n")).toEqual([]);
});

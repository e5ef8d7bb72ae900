/**
 * The top-level statements of a stub as text, by the name that each defines.
 *
 * A script uses a few names of a stub with hundreds: only the statements that define these are parsed.
 */

/** One statement with its decorators. */
export interface StubStatement {
  /** The name that a def, class, annotation or assignment defines; null for imports and whatever else. */
  name: string | null;
  text: string;
}

const DEFINITION = /^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*(?::|=(?!=))/;

/** Splits a stub at the lines that begin in the first column, which is where its statements begin. */
export function splitStub(text: string): StubStatement[] {
  const statements: StubStatement[] = [];
  let lines: string[] = [];
  let isDecorated = false;
  const finish = (): void => {
    if (lines.length > 0) statements.push(toStatement(lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (/^[^\s)\]}]/.test(line)) {
      if (!isDecorated) finish();
      isDecorated = line.startsWith("@");
    }
    lines.push(line);
  }
  finish();
  return statements;
}

function toStatement(lines: string[]): StubStatement {
  const first = lines.find((line) => /^[^\s@)\]}]/.test(line)) ?? "";
  const [, defined, assigned] = DEFINITION.exec(first) ?? [];
  return { name: defined ?? assigned ?? null, text: `${lines.join("\n")}\n` };
}

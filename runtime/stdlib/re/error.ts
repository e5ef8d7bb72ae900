/** Mirrors `re.error`: a pattern that isn't one. */
import { Exception } from "../../builtins/exceptions.js";

export class error extends Exception {
  declare msg: string;
  declare pattern: unknown;
  declare pos: number | null;
  declare lineno: number | null;
  declare colno: number | null;

  override __init__(msg: string, pattern: unknown = null, pos: number | null = null): void {
    let text = msg;
    let [lineno, colno]: (number | null)[] = [null, null];
    if (typeof pattern === "string" && pos !== null) {
      const before = Array.from(pattern).slice(0, pos);
      lineno = before.filter((char) => char === "\n").length + 1;
      colno = pos - before.lastIndexOf("\n");
      text += ` at position ${pos}${pattern.includes("\n") ? ` (line ${lineno}, column ${colno})` : ""}`;
    }
    super.__init__(text);
    Object.assign(this, { msg, pattern, pos, lineno, colno });
  }
}

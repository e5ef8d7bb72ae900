/** The last lines of a traceback: the class, the text and the notes. */
import { BaseException, SyntaxError } from "../builtins/exceptions.js";
import { moduleOf, qualifiedName as pythonQualifiedName } from "../builtins/names.js";
import { isIterable } from "../builtins/iterate.js";
import { repr, text } from "../builtins/repr.js";
import { globalName, type GlobalName } from "./registry.js";
import { forked } from "./inheritance.js";
import { assignment } from "./self.js";

/** Mirrors traceback.format_exception_only. `hint` follows the text: what was perhaps meant. */
export function format_exception_only(exception: BaseException, hint = ""): string[] {
  const name = qualifiedName(exception);
  if (exception instanceof SyntaxError && exception.lineno !== null) {
    return [...syntaxErrorLines(exception, name), ...notes(exception)];
  }
  const message = safely(() => text(exception), "<exception str() failed>");
  return [`${name}${message === "" ? "" : `: ${message}`}${hint}\n`, ...notes(exception)];
}

function safely(make: () => string, otherwise: string): string {
  try {
    return make();
  } catch {
    return otherwise;
  }
}

function notes(exception: BaseException): string[] {
  const all: unknown = exception.__notes__;
  if (all === undefined || all === null) return [];
  if (typeof all === "string" || !isIterable(all)) {
    return [safely(() => repr(all), "<__notes__ repr() failed>") + "\n"];
  }
  return [...all].flatMap((note) =>
    safely(() => text(note), "<note str() failed>")
      .split("\n")
      .map((line) => `${line}\n`),
  );
}

/** The place that a syntax error names, with a mark under it. */
function syntaxErrorLines(error: SyntaxError, name: string): string[] {
  const { filename, lineno, offset, end_offset, end_lineno, msg } = error;
  const lines = [`  File "${filename ?? "<string>"}", line ${lineno}\n`];
  const source = error.text;
  if (source !== null) {
    const line = source.trimEnd();
    const stripped = line.replace(/^[ \n\f]+/, "");
    lines.push(`    ${stripped}\n`);
    if (offset !== null) {
      const end = end_lineno === lineno && end_offset !== null && end_offset !== 0 ? end_offset : offset;
      const length = end === offset || end === -1 ? 1 : end - offset;
      const before = offset - 1 - (line.length - stripped.length);
      if (before >= 0) {
        const indent = stripped.slice(0, before).replace(/\S/g, " ").padEnd(before);
        lines.push(`    ${indent}${"^".repeat(Math.max(length, 1))}\n`);
      }
    }
  }
  return [...lines, `${name}: ${msg === null || msg === "" ? "<no detail available>" : text(msg)}\n`];
}

/** The class as a traceback names it: with its module, unless that is `builtins` or the script itself. */
export function qualifiedName(exception: BaseException): string {
  const { module, qualname } = nameOf(exception.constructor);
  if (module === "__main__" && assignment?.role === "child" && !forked) return `__mp_main__.${qualname}`;
  return module === "builtins" || module === "__main__" ? qualname : `${module}.${qualname}`;
}

function nameOf(owner: Function): GlobalName {
  return globalName(owner) ?? { module: moduleOf(owner), qualname: pythonQualifiedName(owner) };
}

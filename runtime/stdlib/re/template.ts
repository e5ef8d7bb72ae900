/** Replacement templates: `\1`, `\g<name>`, `\n`. */
import { ByteString } from "../../builtins/bytes/byte-string.js";
import { toLatin1 } from "../../builtins/bytes/buffer.js";
import { IndexError } from "../../builtins/exceptions.js";
import { error } from "./error.js";
import type { Match } from "./match.js";
import type { Pattern } from "./pattern.js";

const ESCAPES: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };
const PARTS = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7]{2}(?!\d)|[1-9]\d?)|([^]))/gu;

/** A template's text for a match; without one, only checks it. @throws error for unknown groups and escapes */
export function expandTemplate(template: unknown, match: Match | null, pattern: Pattern): string {
  const text = plain(template);
  return text.replace(
    PARTS,
    (whole: string, name: string | undefined, digits: string | undefined, char, at: number) => {
      if (name !== undefined) {
        return groupText(match, numberOf(name, pattern, text, at));
      }
      if (digits !== undefined) {
        if (digits.startsWith("0") || digits.length === 3) {
          return String.fromCharCode(parseInt(digits, 8));
        }
        if (Number(digits) > pattern.groups) {
          throw new error(`invalid group reference ${digits}`, text, at + 1);
        }
        return groupText(match, Number(digits));
      }
      if (Object.hasOwn(ESCAPES, char as string)) {
        return ESCAPES[char as string];
      }
      if (/[a-zA-Z]/.test(char as string)) {
        throw new error(char === "g" ? "missing <" : `bad escape \\${char}`, text, char === "g" ? at + 2 : at);
      }
      return whole;
    },
  );
}

function plain(template: unknown): string {
  return template instanceof ByteString ? toLatin1(template.data) : (template as string);
}

function numberOf(name: string, pattern: Pattern, template: string, at: number): number {
  if (/^\d+$/.test(name)) {
    if (Number(name) > pattern.groups) {
      throw new error(`invalid group reference ${Number(name)}`, template, at + 3);
    }
    return Number(name);
  }
  const number = pattern.numberOf(name);
  if (number === undefined) {
    throw new IndexError(`unknown group name '${name}'`);
  }
  return number;
}

function groupText(match: Match | null, number: number): string {
  return plain(match?.group(number) ?? "");
}

/** Mirrors the module `html`. */
import { entityTable } from "./html/entities.js";
import { libraryModule } from "./module.js";
import * as self from "./html.js";

/** Mirrors `html.escape(s, quote=True)`. */
export function escape(s: string, quote = true): string {
  const escaped = s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return quote ? escaped.replaceAll('"', "&quot;").replaceAll("'", "&#x27;") : escaped;
}

let entities: Map<string, string> | null = null;

const REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

/** Mirrors `html.unescape(s)`: as browsers do, also without semicolons where old pages have none. */
export function unescape(s: string): string {
  return s.replace(REFERENCE, (whole: string, reference: string) => {
    if (reference.startsWith("#")) return byNumber(reference.replace(/;$/, ""));
    entities ??= entityTable();
    for (let length = reference.length; length > 1; length--) {
      const found = entities.get(reference.slice(0, length));
      if (found !== undefined) return found + reference.slice(length);
    }
    return whole;
  });
}

/** What stands from 0x80 on in the character set of Windows, which old pages mean. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const REPLACEMENT = "\ufffd";

function byNumber(reference: string): string {
  const isHex = /^#[xX]/.test(reference);
  const code = isHex ? parseInt(reference.slice(2), 16) : parseInt(reference.slice(1), 10);
  if (code === 0 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return REPLACEMENT;
  if (code === 0x0d) return "\r";
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80]!;
  return isInvalid(code) ? "" : String.fromCodePoint(code);
}

/** Control characters, and code points that are no characters. */
function isInvalid(code: number): boolean {
  const isControl = code <= 0x08 || code === 0x0b || (code >= 0x0e && code <= 0x1f) || code === 0x7f;
  return isControl || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

libraryModule("html", () => self);

/** Base 85, as Ascii85 and as git writes it. */
import { bytes } from "../../builtins/bytes.js";
import { fromLatin1, requireBuffer, toLatin1, type BytesLike } from "../../builtins/bytes/buffer.js";
import { ValueError } from "../../builtins/exceptions.js";
import { truth } from "../../builtins/truth.js";

const GIT = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const ASCII = Array.from({ length: 85 }, (_, digit) => String.fromCharCode(digit + 33)).join("");
const [GROUP, DIGITS] = [4, 5];
const LARGEST = 0xffffffff;

const wrap = (text: string): bytes => bytes.wrap(fromLatin1(text));
const latin = (s: BytesLike | string): string => (typeof s === "string" ? s : toLatin1(requireBuffer(s)));

/** Groups of four bytes as five digits; without those of the padding unless they are wanted. */
function encoded(data: Uint8Array, alphabet: string, keepsPadding: boolean, short: Record<number, string>): string {
  const padding = (GROUP - (data.length % GROUP)) % GROUP;
  const padded = new Uint8Array(data.length + padding);
  padded.set(data);
  const view = new DataView(padded.buffer);
  const groups: string[] = [];
  for (let at = 0; at < padded.length; at += GROUP) {
    const isLast = at + GROUP >= padded.length;
    const value = view.getUint32(at);
    const whole = digits(value, alphabet);
    const cut = isLast && padding > 0 && !keepsPadding;
    groups.push(cut ? whole.slice(0, DIGITS - padding) : (short[value] ?? whole));
  }
  return groups.join("");
}

function digits(value: number, alphabet: string): string {
  let text = "";
  for (let left = value, count = 0; count < DIGITS; count++, left = Math.floor(left / 85))
    text = alphabet[left % 85]! + text;
  return text;
}

/** The number of up to five digits; those that are missing count as the greatest. */
function number(group: readonly number[]): number {
  let value = 0;
  for (let at = 0; at < DIGITS; at++) value = value * 85 + (group[at] ?? 84);
  return value;
}

function toBytes(value: number, count: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].slice(0, count);
}

/** Mirrors `b85encode(b, pad=False)`. */
export function b85encode(b: BytesLike, pad: unknown = false): bytes {
  return wrap(encoded(requireBuffer(b), GIT, truth(pad), {}));
}

/** Mirrors `b85decode(b)`. @throws ValueError */
export function b85decode(b: BytesLike | string): bytes {
  const text = latin(b);
  const found: number[] = [];
  for (let at = 0; at < text.length; at += DIGITS) {
    const group = [...text.slice(at, at + DIGITS)].map((char, index) => {
      const digit = GIT.indexOf(char);
      if (digit < 0) throw new ValueError(`bad base85 character at position ${at + index}`);
      return digit;
    });
    const value = number(group);
    if (value > LARGEST) throw new ValueError(`base85 overflow in hunk starting at byte ${at}`);
    found.push(...toBytes(value, group.length - 1));
  }
  return bytes.wrap(Uint8Array.from(found));
}

interface Ascii85Options {
  foldspaces?: unknown;
  wrapcol?: number;
  pad?: unknown;
  adobe?: unknown;
  ignorechars?: BytesLike;
}

const SPACES = 0x20202020;

/** Mirrors `a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False)`. */
export function a85encode(b: BytesLike, options: Ascii85Options = {}): bytes {
  const { foldspaces = false, wrapcol = 0, pad = false, adobe = false } = options;
  const short: Record<number, string> = truth(foldspaces) ? { 0: "z", [SPACES]: "y" } : { 0: "z" };
  let text = (truth(adobe) ? "<~" : "") + encoded(requireBuffer(b), ASCII, truth(pad), short);
  if (wrapcol > 0) {
    const width = Math.max(truth(adobe) ? 2 : 1, wrapcol);
    const lines: string[] = text.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
    if (truth(adobe) && (lines.at(-1)?.length ?? 0) + 2 > width) lines.push("");
    text = lines.join("\n");
  }
  return wrap(truth(adobe) ? `${text}~>` : text);
}

/** Mirrors `a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \\t\\n\\r\\v")`. @throws ValueError */
export function a85decode(b: BytesLike | string, options: Ascii85Options = {}): bytes {
  const { foldspaces = false, adobe = false } = options;
  const ignored = options.ignorechars === undefined ? " \t\n\r\v" : latin(options.ignorechars);
  let text = latin(b);
  if (truth(adobe)) {
    if (!text.endsWith("~>")) throw new ValueError("Ascii85 encoded byte sequences must end with b'~>'");
    text = text.slice(text.startsWith("<~") ? 2 : 0, -2);
  }
  const found: number[] = [];
  let group: number[] = [];
  for (const char of text) {
    if (char >= "!" && char <= "u") {
      group.push(char.charCodeAt(0) - 33);
      if (group.length < DIGITS) continue;
      if (number(group) > LARGEST) throw new ValueError("Ascii85 overflow");
      found.push(...toBytes(number(group), GROUP));
      group = [];
    } else if (char === "z" || (char === "y" && truth(foldspaces))) {
      if (group.length > 0) throw new ValueError(`${char} inside Ascii85 5-tuple`);
      found.push(...toBytes(char === "z" ? 0 : SPACES, GROUP));
    } else if (!ignored.includes(char)) throw new ValueError(`Non-Ascii85 digit found: ${char}`);
  }
  if (group.length > 0) found.push(...toBytes(number(group), group.length - 1));
  return bytes.wrap(Uint8Array.from(found));
}

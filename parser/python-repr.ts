/** Python's `repr()` of the values that constants can have. */
import { isPrintable } from "./characters.js";

const NAMED_ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** `repr()` of a str, given as its characters: strings of one code point each. */
export function strRepr(characters: Iterable<string>): string {
  const list = typeof characters === "string" && /^[ !#-&(-[\]-~]*$/.test(characters) ? null : [...characters];
  if (list === null) return `'${characters as string}'`;
  const quote = list.includes("'") && !list.includes('"') ? '"' : "'";
  const escaped = list.map((character) => {
    if (character === quote) return `\\${quote}`;
    const code = character.codePointAt(0)!;
    if (NAMED_ESCAPES[character] !== undefined) return NAMED_ESCAPES[character];
    if (code >= 32 && code < 127) return character;
    return code < 128 || !isPrintable(character) ? escapeCode(code) : character;
  });
  return quote + escaped.join("") + quote;
}

function escapeCode(code: number): string {
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** `repr()` of a bytes. */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let text = "";
  for (const code of bytes) {
    const character = String.fromCharCode(code);
    if (character === quote) text += `\\${quote}`;
    else if (NAMED_ESCAPES[character] !== undefined) text += NAMED_ESCAPES[character];
    else text += code >= 32 && code < 127 ? character : escapeCode(code);
  }
  return `b${quote}${text}${quote}`;
}

/** `repr()` of a float: the shortest digits that read back the same, with an exponent from 1e16 up and below 1e-4. */
export function floatRepr(value: number): string {
  const text = withoutFraction(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** `repr()` of a complex whose real part is zero. */
export function imaginaryRepr(imag: number): string {
  return `${withoutFraction(imag)}j`;
}

function withoutFraction(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, exponentText] = value.toExponential().split("e") as [string, string];
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const sign = value < 0 ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, "0");
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

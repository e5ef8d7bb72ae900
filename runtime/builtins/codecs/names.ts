/** Names of encodings: `UTF8`, `utf-8` and `U8` are the same codec. */

const ALIASES: Record<string, string> = {
  utf8: "utf_8",
  u8: "utf_8",
  utf: "utf_8",
  cp65001: "utf_8",
  utf8_sig: "utf_8_sig",
  us_ascii: "ascii",
  "646": "ascii",
  iso646_us: "ascii",
  latin1: "latin_1",
  latin: "latin_1",
  l1: "latin_1",
  iso8859_1: "latin_1",
  iso_8859_1: "latin_1",
  iso8859: "latin_1",
  "8859": "latin_1",
  cp819: "latin_1",
  utf16: "utf_16",
  u16: "utf_16",
  utf_16le: "utf_16_le",
  utf16_le: "utf_16_le",
  utf16le: "utf_16_le",
  utf_16be: "utf_16_be",
  utf16_be: "utf_16_be",
  utf16be: "utf_16_be",
  utf32: "utf_32",
  u32: "utf_32",
  utf_32le: "utf_32_le",
  utf32_le: "utf_32_le",
  utf_32be: "utf_32_be",
  utf32_be: "utf_32_be",
};

/** The canonical name of an encoding's name: lower case, words joined by underscores, aliases resolved. */
export function canonicalName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9.]+/g, "_");
  return ALIASES[plain] ?? windowsName(plain);
}

/** `windows_1252` and `1252` are `cp1252`; `iso_8859_2` is `iso8859_2`. */
function windowsName(plain: string): string {
  const windows = /^(?:windows_|cp)?(125[0-8])$/.exec(plain);
  return windows === null ? plain.replace(/^iso_8859_/, "iso8859_") : "cp" + windows[1];
}

/** Bytes to text: byte order mark and encoding declaration (https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations). */
import { syntaxError, type SyntaxError } from "./errors.js";
import { SourceText } from "./source.js";
import { decodeUtf8, firstBadByte } from "./utf8.js";

/**
 * Whose errors to give for bytes that do not decode: those of `python FILE`, which reads line by line, or those of
 * `ast.parse(bytes)` and `compile(bytes, ...)`, which an import uses and which complain of a bad byte only in a token.
 */
export type Reader = "file" | "bytes";

const DECLARATION = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** The labels of TextDecoder for Python's names of encodings (lower case, `_` as `-`), where they are not the same. */
const LABELS: Readonly<Record<string, string>> = {
  cp932: "shift_jis",
  ms932: "shift_jis",
  cp949: "euc-kr",
  cp936: "gbk",
  cp950: "big5",
  "mac-roman": "macintosh",
  "mac-cyrillic": "x-mac-cyrillic",
  cp874: "windows-874",
  latin2: "iso-8859-2",
  "utf-8-sig": "utf-8",
  "utf8-sig": "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
};

/** Decodes a file's bytes. Returns an error record for bytes that CPython does not decode either. */
export function decodeSource(bytes: Uint8Array, filename: string, reader: Reader = "bytes"): SourceText | SyntaxError {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  if (reader === "file" && declared === null) {
    // A file is read line by line: what comes first counts.
    const bad = firstBadByte(body, 0);
    if (bad !== null && !body.subarray(0, bad.offset).includes(0)) return notUtf8(body, bad.offset, filename);
  }
  if (body.includes(0)) return nullBytes(body, reader);
  const encoding = declared === null ? "utf-8" : normalName(declared);
  if (hasMark && encoding !== "utf-8") return syntaxError(`encoding problem: ${encoding} with BOM`, 0, 0);
  if (encoding !== "utf-8") return decodeDeclared(body, encoding, filename, reader);
  return new SourceText(decodeUtf8(body), filename);
}

function nullBytes(body: Uint8Array, reader: Reader): SyntaxError {
  const what = reader === "bytes" ? "source code string" : "source code";
  const before = new TextDecoder().decode(body.subarray(0, body.indexOf(0)));
  const at = reader === "bytes" ? 0 : before.length;
  return syntaxError(`${what} cannot contain null bytes`, at, at);
}

/** The encoding that a comment on one of the first two lines declares; the second counts only below a blank or comment line. */
function declaredEncoding(body: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(body.subarray(0, 2000));
  for (const line of head.split(/\r\n?|\n/, 2)) {
    const declaration = DECLARATION.exec(line);
    if (declaration !== null) return declaration[1]!;
    if (!BLANK_OR_COMMENT.test(line)) return null;
  }
  return null;
}

/** As CPython's tokenizer normalizes the two encodings that it decodes itself. */
function normalName(declared: string): string {
  const name = declared.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (name === "utf-8" || name.startsWith("utf-8-")) return "utf-8";
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(name)) return "iso-8859-1";
  return declared;
}

function decodeDeclared(
  body: Uint8Array,
  encoding: string,
  filename: string,
  reader: Reader,
): SourceText | SyntaxError {
  const name = encoding.toLowerCase().replaceAll("_", "-");
  if (["iso-8859-1", "latin1", "latin-1", "iso8859-1", "l1"].includes(name))
    return new SourceText(latin1(body), filename);
  if (name === "ascii" || name === "us-ascii") return decodeAscii(body, encoding, filename, reader);
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(LABELS[name] ?? name.replace(/^cp125/, "windows-125"), { fatal: true });
  } catch {
    return syntaxError(reader === "bytes" ? `unknown encoding: ${encoding}` : `encoding problem: ${encoding}`, 0, 0);
  }
  try {
    return new SourceText(decoder.decode(body), filename);
  } catch {
    return syntaxError(`encoding problem: ${encoding}`, 0, 0);
  }
}

function decodeAscii(body: Uint8Array, encoding: string, filename: string, reader: Reader): SourceText | SyntaxError {
  const at = body.findIndex((byte) => byte > 127);
  if (at === -1) return new SourceText(latin1(body), filename);
  const problem = `'ascii' codec can't decode byte 0x${body[at]!.toString(16)} in position ${at}: ordinal not in range(128)`;
  return syntaxError(reader === "bytes" ? problem : `encoding problem: ${encoding}`, 0, 0);
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
}

function notUtf8(body: Uint8Array, offset: number, filename: string): SyntaxError {
  const before = decodeUtf8(body.subarray(0, offset));
  const line = before.split(/\r\n?|\n/).length;
  const message =
    `Non-UTF-8 code starting with '\\x${body[offset]!.toString(16)}' in file ${filename} on line ${line}, ` +
    "but no encoding declared; see https://peps.python.org/pep-0263/ for details";
  return syntaxError(message, before.length, before.length);
}

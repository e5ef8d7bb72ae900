/** `repr()` of bytes. */

const SHORT_ESCAPES: Record<number, string> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

/** `b'...'`, quoted with single quotes unless only those occur; CPython's bytearray escapes them all the same. */
export function bytesRepr(data: Uint8Array, escapesSingle = false): string {
  const mark = data.includes(39) && !data.includes(34) ? '"' : "'";
  let body = "";
  for (const byte of data) {
    const char = String.fromCharCode(byte);
    if (char === mark || (char === "'" && escapesSingle)) {
      body += "\\" + char;
    } else if (byte >= 0x20 && byte < 0x7f && byte !== 92) {
      body += char;
    } else {
      body += SHORT_ESCAPES[byte] ?? "\\x" + byte.toString(16).padStart(2, "0");
    }
  }
  return `b${mark}${body}${mark}`;
}

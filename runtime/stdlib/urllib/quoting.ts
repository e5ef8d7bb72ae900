/** Percent-encoding. */
import { bytes } from "../../builtins/bytes.js";
import { bufferOf } from "../../builtins/bytes/buffer.js";
import { decodeBytes, encodeText } from "../../builtins/codecs/codecs.js";
import { TypeError } from "../../builtins/exceptions.js";

const ALWAYS_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";

type Text = string | bytes;

/** Mirrors `quote_from_bytes`. @throws TypeError */
export function quote_from_bytes(bs: unknown, safe: Text = "/"): string {
  const data = bufferOf(bs)?.data;
  if (data === undefined) throw new TypeError("quote_from_bytes() expected bytes");
  const kept = new Set(
    ALWAYS_SAFE +
      (typeof safe === "string" ? safe.replace(/[^\0-\x7f]/g, "") : Buffer.from(safe.data).toString("latin1")),
  );
  return Array.from(data, (byte) => {
    const char = String.fromCharCode(byte);
    return kept.has(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** Mirrors `quote(string, safe="/", encoding=None, errors=None)`. @throws TypeError */
export function quote(
  string: Text,
  safe: Text = "/",
  encoding: string | null = null,
  errors: string | null = null,
): string {
  if (typeof string !== "string") {
    if (encoding !== null) throw new TypeError("quote() doesn't support 'encoding' for bytes");
    if (errors !== null) throw new TypeError("quote() doesn't support 'errors' for bytes");
    return quote_from_bytes(string, safe);
  }
  return quote_from_bytes(bytes.wrap(encodeText(string, encoding ?? "utf-8", errors ?? "strict")), safe);
}

/** As `quote`, with spaces as plus signs. */
export function quote_plus(
  string: Text,
  safe: Text = "",
  encoding: string | null = null,
  errors: string | null = null,
): string {
  const hasSpace = typeof string === "string" ? string.includes(" ") : Buffer.from(string.data).includes(32);
  if (!hasSpace) return quote(string, safe, encoding, errors);
  const kept = typeof safe === "string" ? `${safe} ` : bytes.wrap(Buffer.concat([safe.data, Buffer.from(" ")]));
  return quote(string, kept, encoding, errors).replaceAll(" ", "+");
}

const ESCAPES = /(?:%[0-9a-fA-F]{2})+/g;

function unescaped(run: string): Uint8Array {
  return Uint8Array.from(run.match(/[0-9a-fA-F]{2}/g)!, (pair) => parseInt(pair, 16));
}

/** Mirrors `unquote_to_bytes`. */
export function unquote_to_bytes(string: Text): bytes {
  const text = typeof string === "string" ? Buffer.from(string, "utf8") : Buffer.from(string.data);
  const latin = text.toString("latin1").replace(ESCAPES, (run) => Buffer.from(unescaped(run)).toString("latin1"));
  return bytes.wrap(new Uint8Array(Buffer.from(latin, "latin1")));
}

/** Mirrors `unquote(string, encoding="utf-8", errors="replace")`. */
export function unquote(string: Text, encoding: string | null = "utf-8", errors: string | null = "replace"): string {
  const [codec, handler] = [encoding ?? "utf-8", errors ?? "replace"];
  if (typeof string !== "string") return decodeBytes(unquote_to_bytes(string).data, codec, handler);
  // text that is no ASCII stands between the escapes as it is
  return string.replace(ESCAPES, (run) => decodeBytes(unescaped(run), codec, handler));
}

/** As `unquote`, with plus signs as spaces. */
export function unquote_plus(
  string: string,
  encoding: string | null = "utf-8",
  errors: string | null = "replace",
): string {
  return unquote(string.replaceAll("+", " "), encoding, errors);
}

/** Mirrors the module `urllib.parse`, for text. Differs: URLs in bytes are not taken apart. */
import { callmethod } from "../../builtins/call-method.js";
import { dict } from "../../builtins/dict.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { hasattr } from "../../builtins/attributes.js";
import { isIterable, iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { repr, text } from "../../builtins/repr.js";
import { bytes } from "../../builtins/bytes.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { libraryModule } from "../module.js";
import { quote, quote_plus, unquote } from "./quoting.js";
import { DefragResult, ParseResult, SplitResult } from "./results.js";
import { joinPaths, split, splitParams, unsplit, USES_NETLOC, USES_PARAMS, USES_RELATIVE } from "./splitting.js";
import * as self from "./parse.js";

export { quote, quote_from_bytes, quote_plus, unquote, unquote_plus, unquote_to_bytes } from "./quoting.js";
export { DefragResult, ParseResult, SplitResult };

/** Mirrors `urlsplit(url, scheme="", allow_fragments=True)`. @throws ValueError */
export function urlsplit(url: string, scheme: string = "", allow_fragments: unknown = true): Dynamic {
  return new SplitResult(...split(url, scheme, truth(allow_fragments)));
}

/** As `urlsplit`, with the parameters of the path apart. @throws ValueError */
export function urlparse(url: string, scheme: string = "", allow_fragments: unknown = true): Dynamic {
  const [found, netloc, whole, query, fragment] = split(url, scheme, truth(allow_fragments));
  const [path, params] = USES_PARAMS.has(found) && whole.includes(";") ? splitParams(whole) : [whole, ""];
  return new ParseResult(found, netloc, path, params, query, fragment);
}

export function urlunsplit(components: Iterable<string>): string {
  const [scheme, netloc, path, query, fragment] = iterate<string>(components) as string[];
  return unsplit(scheme!, netloc!, path!, query!, fragment!);
}

export function urlunparse(components: Iterable<string>): string {
  const [scheme, netloc, path, params, query, fragment] = iterate<string>(components) as string[];
  return unsplit(scheme!, netloc!, params === "" ? path! : `${path};${params}`, query!, fragment!);
}

/** Mirrors `urljoin(base, url, allow_fragments=True)`. */
export function urljoin(base: string, url: string, allow_fragments: unknown = true): string {
  if (base === "") return url;
  if (url === "") return base;
  const allows = truth(allow_fragments);
  const [baseScheme, baseNetloc, basePath, baseQuery] = split(base, "", allows);
  const [scheme, netloc, path, query, fragment] = split(url, baseScheme, allows);
  if (scheme !== baseScheme || !USES_RELATIVE.has(scheme)) return url;
  if (USES_NETLOC.has(scheme) && netloc !== "") return unsplit(scheme, netloc, path, query, fragment);
  const host = USES_NETLOC.has(scheme) ? baseNetloc : netloc;
  if (path === "") return unsplit(scheme, host, basePath, query === "" ? baseQuery : query, fragment);
  return unsplit(scheme, host, joinPaths(basePath, path), query, fragment);
}

export function urldefrag(url: string): Dynamic {
  const hash = url.indexOf("#");
  return hash < 0 ? new DefragResult(url, "") : new DefragResult(url.slice(0, hash), url.slice(hash + 1));
}

/** The keyword arguments of `parse_qs` and `parse_qsl`. */
interface QueryOptions {
  keep_blank_values?: unknown;
  strict_parsing?: unknown;
  encoding?: string;
  errors?: string;
  max_num_fields?: int | null;
  separator?: string;
}

/** Mirrors `parse_qsl(qs, ...)`: pairs of names and values. @throws ValueError */
export function parse_qsl(qs: string, options: QueryOptions = {}): tuple<[string, string]>[] {
  const { keep_blank_values = false, strict_parsing = false, encoding = "utf-8", errors = "replace" } = options;
  const { max_num_fields = null, separator = "&" } = options;
  if (separator === "") throw new ValueError("Separator must be of type string or bytes.");
  const fields = qs === "" ? [] : qs.split(separator);
  if (max_num_fields !== null && fields.length > max_num_fields) throw new ValueError("Max number of fields exceeded");
  return fields.flatMap((field) => {
    if (field === "" && !truth(strict_parsing)) return [];
    const at = field.indexOf("=");
    if (at < 0 && truth(strict_parsing)) throw new ValueError(`bad query field: ${repr(field)}`);
    if (at < 0 && !truth(keep_blank_values)) return [];
    const [name, value] = at < 0 ? [field, ""] : [field.slice(0, at), field.slice(at + 1)];
    if (value === "" && !truth(keep_blank_values)) return [];
    const plain = (part: string) => unquote(part.replaceAll("+", " "), encoding, errors);
    return [tuple.of(plain(name), plain(value))];
  });
}

/** Mirrors `parse_qs(qs, ...)`: the values by name. @throws ValueError */
export function parse_qs(qs: string, options: QueryOptions = {}): dict<string, string[]> {
  const found = new dict<string, string[]>();
  for (const [name, value] of parse_qsl(qs, options)) found.setdefault(name, []).push(value);
  return found;
}

/** Mirrors `urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus)`. @throws TypeError */
export function urlencode(
  query: unknown,
  doseq: unknown = false,
  safe: string = "",
  encoding: string | null = null,
  errors: string | null = null,
  quote_via: typeof quote = quote_plus,
): string {
  const isMapping = hasattr(query, "items");
  if (!isMapping && (typeof query === "string" || !isIterable(query))) {
    throw new TypeError("not a valid non-string sequence or mapping object");
  }
  const pairs = iterate<Iterable<unknown>>(isMapping ? callmethod(query, "items") : query);
  const quoted = (value: unknown): string =>
    value instanceof bytes ? quote_via(value, safe) : quote_via(text(value), safe, encoding, errors);
  return Array.from(pairs, (pair) => {
    const [name, value] = [...iterate<unknown>(pair)];
    const several = truth(doseq) && typeof value !== "string" && !(value instanceof bytes) && isIterable(value);
    const values = several ? [...iterate<unknown>(value)] : [value];
    return values.map((each) => `${quoted(name)}=${quoted(each)}`);
  })
    .flat()
    .join("&");
}

libraryModule("urllib.parse", () => self);

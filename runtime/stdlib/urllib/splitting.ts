/** URLs into their parts and back. Mirrors Lib/urllib/parse.py of CPython 3.11. */
import { ValueError } from "../../builtins/exceptions.js";

const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*$/;

/** The schemes whose URLs begin with `//` even without a host. */
export const USES_NETLOC = new Set(
  "|ftp|http|gopher|nntp|telnet|imap|wais|file|mms|https|shttp|snews|prospero|rtsp|rtspu|rsync|svn|svn+ssh|sftp|nfs|git|git+ssh|ws|wss".split(
    "|",
  ),
);
export const USES_RELATIVE = new Set(
  "|ftp|http|gopher|nntp|imap|wais|file|https|shttp|mms|prospero|rtsp|rtspu|sftp|svn|svn+ssh|ws|wss".split("|"),
);
export const USES_PARAMS = new Set(
  "|ftp|hdl|prospero|http|imap|https|shttp|rtsp|rtspu|sip|sips|mms|sftp|tel".split("|"),
);

/** scheme, netloc, path, query, fragment. @throws ValueError */
export function split(
  given: string,
  defaultScheme: string,
  allowsFragments: boolean,
): [string, string, string, string, string] {
  let url = given.replace(/^[\0- ]+/, "").replace(/[\t\r\n]/g, "");
  let scheme = defaultScheme.replace(/^[\0- ]+|[\0- ]+$/g, "").replace(/[\t\r\n]/g, "");
  let [netloc, query, fragment] = ["", "", ""];
  const colon = url.indexOf(":");
  if (colon > 0 && SCHEME.test(url.slice(0, colon))) {
    scheme = url.slice(0, colon).toLowerCase();
    url = url.slice(colon + 1);
  }
  if (url.startsWith("//")) {
    const end = url.slice(2).search(/[/?#]/);
    [netloc, url] = end < 0 ? [url.slice(2), ""] : [url.slice(2, end + 2), url.slice(end + 2)];
    if (netloc.includes("[") !== netloc.includes("]")) throw new ValueError("Invalid IPv6 URL");
  }
  const hash = allowsFragments ? url.indexOf("#") : -1;
  if (hash >= 0) [url, fragment] = [url.slice(0, hash), url.slice(hash + 1)];
  const mark = url.indexOf("?");
  if (mark >= 0) [url, query] = [url.slice(0, mark), url.slice(mark + 1)];
  return [scheme, netloc, url, query, fragment];
}

/** The URL of its parts. */
export function unsplit(scheme: string, netloc: string, path: string, query: string, fragment: string): string {
  let url = path;
  if (netloc !== "" || (scheme !== "" && USES_NETLOC.has(scheme) && !url.startsWith("//"))) {
    url = `//${netloc}${url !== "" && !url.startsWith("/") ? "/" : ""}${url}`;
  }
  if (scheme !== "") url = `${scheme}:${url}`;
  if (query !== "") url = `${url}?${query}`;
  return fragment === "" ? url : `${url}#${fragment}`;
}

/** A path's parameters behind its last semicolon. */
export function splitParams(path: string): [path: string, params: string] {
  const at = path.indexOf(";", path.includes("/") ? path.lastIndexOf("/") : 0);
  return at < 0 ? [path, ""] : [path.slice(0, at), path.slice(at + 1)];
}

/** A path resolved against another, dots removed. */
export function joinPaths(base: string, path: string): string {
  const parts = base.split("/");
  if (parts.at(-1) !== "") parts.pop();
  let segments = path.startsWith("/") ? path.split("/") : [...parts, ...path.split("/")];
  if (!path.startsWith("/"))
    segments = segments.filter((segment, at) => segment !== "" || at === 0 || at === segments.length - 1);
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === "..") resolved.pop();
    else if (segment !== ".") resolved.push(segment);
  }
  if ([".", ".."].includes(segments.at(-1)!)) resolved.push("");
  return resolved.join("/") || "/";
}

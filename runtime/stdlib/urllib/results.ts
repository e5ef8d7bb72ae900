/** The parts of a URL. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { namedtuple, type NamedTuple } from "../collections/namedtuple.js";
import { unsplit } from "./splitting.js";

/** What all results can say of their netloc. */
const NETLOC: Record<string, (this: { netloc: string }) => unknown> = {
  username() {
    return userinfo(this.netloc)[0];
  },
  password() {
    return userinfo(this.netloc)[1];
  },
  hostname() {
    const host = hostinfo(this.netloc)[0];
    if (host === "") return null;
    const zone = host.indexOf("%");
    return zone < 0 ? host.toLowerCase() : host.slice(0, zone).toLowerCase() + host.slice(zone);
  },
  /** @throws ValueError */
  port() {
    const port = hostinfo(this.netloc)[1];
    if (port === null) return null;
    if (!/^\d+$/.test(port)) throw new ValueError(`Port could not be cast to integer value as ${repr(port)}`);
    if (Number(port) > 65535) throw new ValueError("Port out of range 0-65535");
    return Number(port);
  },
};

function userinfo(netloc: string): [string | null, string | null] {
  const at = netloc.lastIndexOf("@");
  if (at < 0) return [null, null];
  const info = netloc.slice(0, at);
  const colon = info.indexOf(":");
  return colon < 0 ? [info, null] : [info.slice(0, colon), info.slice(colon + 1)];
}

function hostinfo(netloc: string): [string, string | null] {
  const host = netloc.slice(netloc.lastIndexOf("@") + 1);
  const open = host.indexOf("[");
  const [name, rest] =
    open < 0
      ? [host.split(":")[0]!, host.includes(":") ? host.slice(host.indexOf(":")) : ""]
      : [host.slice(open + 1, host.indexOf("]")), host.slice(host.indexOf("]") + 1)];
  const port = rest.startsWith(":") ? rest.slice(1) : "";
  return [name, port === "" ? null : port];
}

function resultClass(name: string, fields: string, geturl: (this: string[]) => string): ReturnType<typeof namedtuple> {
  const Made = namedtuple(name, fields, { module: "urllib.parse" });
  const prototype = Made.prototype as object;
  for (const [key, get] of Object.entries(NETLOC)) {
    if (fields.includes("netloc")) Object.defineProperty(prototype, key, { get, configurable: true });
  }
  Object.defineProperty(prototype, "geturl", { value: geturl, writable: true, configurable: true });
  return Made;
}

/** What all results have, whose fields are texts. */
type Result<Fields extends string> = NamedTuple<string[]> &
  Readonly<Record<Fields, string>> & { readonly port: number | null; geturl(): string } & Readonly<
    Record<"username" | "password" | "hostname", string | null>
  >;
export type SplitResult = Result<"scheme" | "netloc" | "path" | "query" | "fragment">;
export type ParseResult = Result<"scheme" | "netloc" | "path" | "params" | "query" | "fragment">;
export type DefragResult = Result<"url" | "fragment">;

export const SplitResult = resultClass("SplitResult", "scheme netloc path query fragment", function () {
  return unsplit(this[0]!, this[1]!, this[2]!, this[3]!, this[4]!);
});

export const ParseResult = resultClass("ParseResult", "scheme netloc path params query fragment", function () {
  const path = this[3] === "" ? this[2]! : `${this[2]};${this[3]}`;
  return unsplit(this[0]!, this[1]!, path, this[4]!, this[5]!);
});

export const DefragResult = resultClass("DefragResult", "url fragment", function () {
  return this[1] === "" ? this[0]! : `${this[0]}#${this[1]}`;
});

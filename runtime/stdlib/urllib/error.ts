/** Mirrors `urllib.error`. */
import { OSError } from "../../builtins/exceptions.js";
import { text } from "../../builtins/repr.js";
import type { bytes } from "../../builtins/bytes.js";
import type { HTTPMessage, HTTPResponse } from "../http/client.js";
import { libraryModule } from "../module.js";
import * as self from "./error.js";

/** Mirrors `urllib.error.URLError`: the reason is a text or another exception. */
export class URLError extends OSError {
  declare reason: unknown;

  constructor(reason: unknown) {
    super(reason as string);
    Object.defineProperty(this, "reason", { value: reason, writable: true });
  }

  override __str__(): string {
    return `<urlopen error ${text(this.reason)}>`;
  }
}

/** Mirrors `urllib.error.HTTPError`: an answer that says what went wrong, which can be read as any other. */
export class HTTPError extends URLError {
  declare readonly url: string;
  declare readonly code: number;
  declare readonly status: number;
  declare readonly msg: string;
  declare readonly hdrs: HTTPMessage;
  declare readonly headers: HTTPMessage;
  declare readonly fp: HTTPResponse;

  constructor(url: string, code: number, msg: string, hdrs: HTTPMessage, fp: HTTPResponse) {
    super(msg);
    for (const [name, value] of Object.entries({
      url,
      filename: url,
      code,
      status: code,
      msg,
      hdrs,
      headers: hdrs,
      fp,
    })) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    }
  }

  read(amt: number | null = null): bytes {
    return this.fp.read(amt);
  }

  getcode(): number {
    return this.code;
  }

  geturl(): string {
    return this.url;
  }

  info(): HTTPMessage {
    return this.hdrs;
  }

  close(): void {
    this.fp.close();
  }

  override __str__(): string {
    return `HTTP Error ${this.code}: ${this.msg}`;
  }

  override __repr__(): string {
    return `<HTTPError ${this.code}: '${this.msg}'>`;
  }
}

libraryModule("urllib.error", () => self, { URLError, HTTPError });

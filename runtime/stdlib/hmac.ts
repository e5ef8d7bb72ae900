/** Mirrors the module `hmac`. */
import { bytes } from "../builtins/bytes.js";
import { bufferOf, requireBuffer } from "../builtins/bytes/buffer.js";
import { call } from "../builtins/call.js";
import { getattr } from "../builtins/attributes.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { typeName } from "../builtins/type-name.js";
import { new_ as hashOf } from "./hashlib.js";
import { libraryModule } from "./module.js";
import * as self from "./hmac.js";

/** The name of the hash that a name or a constructor of hashlib stands for. @throws TypeError, ValueError */
function hashName(digestmod: unknown): string {
  if (digestmod === null || digestmod === "") throw new TypeError("Missing required parameter 'digestmod'.");
  if (typeof digestmod !== "string") return getattr(call(digestmod), "name") as string;
  try {
    return getattr(hashOf(digestmod), "name") as string;
  } catch (error) {
    if (error instanceof ValueError) throw new ValueError(`unsupported hash type ${digestmod}`);
    throw error;
  }
}

function messageOf(msg: unknown): Uint8Array {
  if (typeof msg === "string") throw new TypeError("Strings must be encoded before hashing");
  return requireBuffer(msg);
}

/** Mirrors `hmac.HMAC`. */
export class HMAC {
  readonly #key: Uint8Array;
  readonly #hash: string;
  readonly #parts: Uint8Array[];

  constructor(key: unknown, msg: unknown = null, digestmod: unknown = "") {
    const view = bufferOf(key);
    if (view === null) throw new TypeError(`key: expected bytes or bytearray, but got '${typeName(key)}'`);
    this.#key = view.data.slice();
    this.#hash = hashName(digestmod);
    this.#parts = msg === null ? [] : [messageOf(msg).slice()];
  }

  get name(): string {
    return `hmac-${this.#hash}`;
  }

  get digest_size(): number {
    return Number(hashOf(this.#hash).digest_size);
  }

  get block_size(): number {
    return Number(hashOf(this.#hash).block_size);
  }

  update(msg: unknown): void {
    this.#parts.push(messageOf(msg).slice());
  }

  digest(): bytes {
    const hmac = process.getBuiltinModule("node:crypto").createHmac(this.#hash.replace("_", "-"), this.#key);
    for (const part of this.#parts) hmac.update(part);
    return bytes.wrap(new Uint8Array(hmac.digest()));
  }

  hexdigest(): string {
    return this.digest().hex();
  }

  copy(): HMAC {
    const made = new HMAC(bytes.wrap(this.#key), null, this.#hash);
    made.#parts.push(...this.#parts);
    return made;
  }
}

/** Mirrors `hmac.new(key, msg=None, digestmod)`. @throws TypeError, ValueError */
export function new_(key: unknown, msg: unknown = null, digestmod: unknown = ""): HMAC {
  return new HMAC(key, msg, digestmod);
}
export { new_ as new };

/** The digest of one message. */
export function digest(key: unknown, msg: unknown, digest: unknown): bytes {
  return new HMAC(key, msg, digest).digest();
}

/** Compares without a difference in time. @throws TypeError */
export function compare_digest(a: unknown, b: unknown): boolean {
  const areTexts = typeof a === "string" && typeof b === "string";
  const [x, y] = [a, b].map((value) => (areTexts ? asciiBytes(value as string) : requireBuffer(value)));
  return x!.length === y!.length && process.getBuiltinModule("node:crypto").timingSafeEqual(x!, y!);
}

function asciiBytes(text: string): Uint8Array {
  if (!/^[\0-\x7f]*$/.test(text)) throw new TypeError("comparing strings with non-ASCII characters is not supported");
  return new TextEncoder().encode(text);
}

libraryModule("hmac", () => self, { HMAC });

/** Mirrors the module `hashlib`, on Node's crypto. Differs: blake2 has its full digest size only. */
import type { Hash } from "node:crypto";
import { asCount } from "../builtins/as-index.js";
import { bytes } from "../builtins/bytes.js";
import { bufferOf, requireBuffer, type BytesLike } from "../builtins/bytes/buffer.js";
import { NotImplementedError, TypeError, ValueError } from "../builtins/exceptions.js";
import { addressOf } from "../builtins/names.js";
import type { int } from "../builtins/numbers.js";
import { set } from "../builtins/set.js";
import { typeName } from "../builtins/type-name.js";
import { callmethod } from "../builtins/call-method.js";
import { call } from "../builtins/call.js";
import { libraryModule } from "./module.js";
import * as self from "./hashlib.js";

interface Algorithm {
  /** Node's name. */
  node: string;
  digestSize: number;
  blockSize: number;
}

const ALGORITHMS: Record<string, Algorithm> = {
  md5: { node: "md5", digestSize: 16, blockSize: 64 },
  sha1: { node: "sha1", digestSize: 20, blockSize: 64 },
  sha224: { node: "sha224", digestSize: 28, blockSize: 64 },
  sha256: { node: "sha256", digestSize: 32, blockSize: 64 },
  sha384: { node: "sha384", digestSize: 48, blockSize: 128 },
  sha512: { node: "sha512", digestSize: 64, blockSize: 128 },
  sha3_224: { node: "sha3-224", digestSize: 28, blockSize: 144 },
  sha3_256: { node: "sha3-256", digestSize: 32, blockSize: 136 },
  sha3_384: { node: "sha3-384", digestSize: 48, blockSize: 104 },
  sha3_512: { node: "sha3-512", digestSize: 64, blockSize: 72 },
  blake2b: { node: "blake2b512", digestSize: 64, blockSize: 128 },
  blake2s: { node: "blake2s256", digestSize: 32, blockSize: 64 },
  shake_128: { node: "shake128", digestSize: 0, blockSize: 168 },
  shake_256: { node: "shake256", digestSize: 0, blockSize: 136 },
};

export const algorithms_guaranteed: set<string> = new set(Object.keys(ALGORITHMS));
export const algorithms_available: set<string> = new set(Object.keys(ALGORITHMS));

// loaded when something is first hashed: Node's crypto takes milliseconds
const crypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

function dataOf(data: unknown): Uint8Array {
  if (typeof data === "string") {
    throw new TypeError("Strings must be encoded before hashing");
  }
  const view = bufferOf(data);
  if (view === null) {
    throw new TypeError("object supporting the buffer API required");
  }
  return view.data;
}

/** A hash being computed. */
class HASH {
  readonly name: string;
  readonly digest_size: number;
  readonly block_size: number;
  readonly #hash: Hash;

  constructor(name: string, hash: Hash) {
    this.name = name;
    this.digest_size = ALGORITHMS[name].digestSize;
    this.block_size = ALGORITHMS[name].blockSize;
    this.#hash = hash;
  }

  update(data: BytesLike): void {
    this.#hash.update(dataOf(data));
  }

  /** The hash so far; those of variable length (shake) take theirs. */
  digest(length?: int): bytes {
    return bytes.wrap(new Uint8Array(this.#result(length)));
  }

  hexdigest(length?: int): string {
    return this.#result(length).toString("hex");
  }

  #result(length?: int): Buffer {
    if (this.digest_size > 0) {
      return this.#hash.copy().digest();
    }
    if (length === undefined) {
      throw new TypeError(`digest() missing required argument 'length' (pos 1)`);
    }
    return this.#hash.copy({ outputLength: asCount(length) }).digest();
  }

  copy(): HASH {
    return new HASH(this.name, this.#hash.copy());
  }

  __repr__(): string {
    return `<${this.name} _hashlib.HASH object @ ${addressOf(this)}>`;
  }
}

/** The names that signatures have for it; what `shake` makes takes a length. */
export type _Hash = HASH;
export type _VarLenHash = HASH;

interface HashOptions {
  usedforsecurity?: unknown;
  digest_size?: int;
}

/** @throws ValueError "unsupported hash type foo" */
function create(name: string, data: BytesLike | undefined, options: HashOptions): HASH {
  const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
  if (algorithm === undefined) {
    throw new ValueError(`unsupported hash type ${name}`);
  }
  if (options.digest_size !== undefined && asCount(options.digest_size) !== algorithm.digestSize) {
    throw new NotImplementedError(`${name} with another digest_size than ${algorithm.digestSize} is not supported`);
  }
  const hash = new HASH(name, crypto().createHash(algorithm.node));
  if (data !== undefined) {
    hash.update(data);
  }
  return hash;
}

/** @throws ValueError "unsupported hash type foo" */
export function new_(name: string, data?: BytesLike, options: HashOptions = {}): HASH {
  if (typeof name !== "string") {
    throw new TypeError(`name must be a string, not ${typeName(name)}`);
  }
  return create(name.toLowerCase().replaceAll("-", "_").replace(/^sha_/, "sha"), data, options);
}

export { new_ as new };

type Constructor = (data?: BytesLike, options?: HashOptions) => HASH;
const constructor =
  (name: string): Constructor =>
  (data, options = {}) =>
    create(name, data, options);

export const md5 = constructor("md5");
export const sha1 = constructor("sha1");
export const sha224 = constructor("sha224");
export const sha256 = constructor("sha256");
export const sha384 = constructor("sha384");
export const sha512 = constructor("sha512");
export const sha3_224 = constructor("sha3_224");
export const sha3_256 = constructor("sha3_256");
export const sha3_384 = constructor("sha3_384");
export const sha3_512 = constructor("sha3_512");
export const blake2b = constructor("blake2b");
export const blake2s = constructor("blake2s");
export const shake_128 = constructor("shake_128");
export const shake_256 = constructor("shake_256");

/** The hash of a binary file's content. */
export function file_digest(fileobj: unknown, digest: string | Constructor): HASH {
  const hash = typeof digest === "string" ? new_(digest) : (call(digest) as HASH);
  hash.update(callmethod(fileobj, "read") as BytesLike);
  return hash;
}

/** A key from a password, slow on purpose. */
export function pbkdf2_hmac(
  hash_name: string,
  password: BytesLike,
  salt: BytesLike,
  iterations: int,
  dklen: int | null = null,
): bytes {
  const algorithm = Object.hasOwn(ALGORITHMS, hash_name) ? ALGORITHMS[hash_name] : undefined;
  if (algorithm === undefined) {
    throw new ValueError(`unsupported hash type ${hash_name}`);
  }
  const { node, digestSize } = algorithm;
  const size = dklen === null ? digestSize : asCount(dklen);
  const key = crypto().pbkdf2Sync(requireBuffer(password), requireBuffer(salt), asCount(iterations), size, node);
  return bytes.wrap(new Uint8Array(key));
}

libraryModule("hashlib", () => self);

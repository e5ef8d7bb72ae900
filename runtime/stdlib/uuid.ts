/** Mirrors the module `uuid`. */
import { bytes } from "../builtins/bytes.js";
import { concatenate, requireBuffer, type BytesLike } from "../builtins/bytes/buffer.js";
import { encodeText } from "../builtins/codecs/codecs.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { hash } from "../builtins/hash.js";
import { type int, shrink } from "../builtins/numbers.js";
import { NotImplemented } from "../builtins/protocol.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { systemRandom } from "./random/entropy.js";
import * as self from "./uuid.js";

export const NCS = "reserved for NCS compatibility";
export const RFC_4122 = "specified in RFC 4122";
export const RESERVED_MICROSOFT = "reserved for Microsoft compatibility";
export const RESERVED_FUTURE = "reserved for future definition";

interface UuidOptions {
  bytes?: BytesLike;
  int?: int;
  version?: int;
}

/** Mirrors `uuid.UUID`: 128 bits. */
export class UUID {
  readonly int: int;

  /** @throws TypeError, ValueError "badly formed hexadecimal UUID string" */
  constructor(hex: string | null = null, options: UuidOptions = {}) {
    let value = valueOf(hex, options);
    if (options.version !== undefined) {
      value = (value & ~(0xf000n << 64n)) | (BigInt(options.version) << 76n);
      value = (value & ~(0xc000n << 48n)) | (0x8000n << 48n);
    }
    this.int = shrink(value);
  }

  get hex(): string {
    return this.int.toString(16).padStart(32, "0");
  }

  get bytes(): bytes {
    return bytes.fromhex(this.hex);
  }

  get urn(): string {
    return "urn:uuid:" + this.__str__();
  }

  /** The bits from `from` up to `to`, counted from the left in hexadecimal digits. */
  private part(from: number, to: number): int {
    return shrink(BigInt("0x" + this.hex.slice(from, to)));
  }

  get time_low(): int {
    return this.part(0, 8);
  }

  get time_mid(): int {
    return this.part(8, 12);
  }

  get time_hi_version(): int {
    return this.part(12, 16);
  }

  get clock_seq_hi_variant(): int {
    return this.part(16, 18);
  }

  get clock_seq_low(): int {
    return this.part(18, 20);
  }

  get node(): int {
    return this.part(20, 32);
  }

  get fields(): tuple<[int, int, int, int, int, int]> {
    return tuple.of(
      this.time_low,
      this.time_mid,
      this.time_hi_version,
      this.clock_seq_hi_variant,
      this.clock_seq_low,
      this.node,
    );
  }

  get variant(): string {
    const bits = Number(this.clock_seq_hi_variant) >> 5;
    return bits < 4 ? NCS : bits < 6 ? RFC_4122 : bits === 6 ? RESERVED_MICROSOFT : RESERVED_FUTURE;
  }

  get version(): number | null {
    return this.variant === RFC_4122 ? parseInt(this.hex[12], 16) : null;
  }

  __int__(): int {
    return this.int;
  }

  __eq__(other: unknown): unknown {
    return other instanceof UUID ? this.int === other.int : NotImplemented;
  }

  __lt__(other: unknown): unknown {
    return other instanceof UUID ? this.int < other.int : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof UUID ? this.int <= other.int : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof UUID ? this.int > other.int : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof UUID ? this.int >= other.int : NotImplemented;
  }

  __hash__(): int {
    return hash(this.int);
  }

  __str__(): string {
    const { hex } = this;
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  __reduce__(): tuple {
    return tuple.of(UUID, tuple.of(this.hex));
  }

  __repr__(): string {
    return `UUID('${this.__str__()}')`;
  }
}

function valueOf(hex: string | null, options: UuidOptions): bigint {
  if (hex !== null) {
    const digits = hex
      .replace("urn:", "")
      .replace("uuid:", "")
      .replace(/^[{}]+|[{}]+$/g, "")
      .replaceAll("-", "");
    if (!/^[0-9a-fA-F]{32}$/.test(digits)) {
      throw new ValueError("badly formed hexadecimal UUID string");
    }
    return BigInt("0x" + digits);
  }
  if (options.bytes !== undefined) {
    const data = requireBuffer(options.bytes);
    if (data.length !== 16) {
      throw new ValueError("bytes is not a 16-char string");
    }
    return BigInt("0x" + Buffer.from(data).toString("hex"));
  }
  if (options.int === undefined) {
    throw new TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given");
  }
  const value = BigInt(options.int);
  if (value < 0n || value >= 1n << 128n) {
    throw new ValueError("int is out of range (need a 128-bit value)");
  }
  return value;
}

export const NAMESPACE_DNS = new UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
export const NAMESPACE_URL = new UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
export const NAMESPACE_OID = new UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8");
export const NAMESPACE_X500 = new UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8");

/** A number for this machine: random, with the bit set that says so. */
const ownNode = (): bigint => BigInt("0x" + Buffer.from(systemRandom(6)).toString("hex")) | (1n << 40n);
let machine: bigint | null = null;
let lastTick = 0n;

export function getnode(): int {
  machine ??= ownNode();
  return shrink(machine);
}

/** From the time and the machine. */
export function uuid1(node: int | null = null, clock_seq: int | null = null): UUID {
  const now = BigInt(Math.round((performance.timeOrigin + performance.now()) * 10000)) + 0x01b21dd213814000n;
  lastTick = now > lastTick ? now : lastTick + 1n;
  const sequence = clock_seq === null ? BigInt("0x" + Buffer.from(systemRandom(2)).toString("hex")) : BigInt(clock_seq);
  const low = lastTick & 0xffffffffn;
  const middle = (lastTick >> 32n) & 0xffffn;
  const high = (lastTick >> 48n) & 0xfffn;
  const value =
    (low << 96n) | (middle << 80n) | (high << 64n) | ((sequence & 0x3fffn) << 48n) | BigInt(node ?? getnode());
  return new UUID(null, { int: value, version: 1 });
}

function named(namespace: UUID, name: string, algorithm: string, version: number): UUID {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const data = concatenate([namespace.bytes.data, encodeText(name)]);
  const digest = createHash(algorithm).update(data).digest().subarray(0, 16);
  return new UUID(null, { bytes: bytes.wrap(new Uint8Array(digest)), version });
}

/** From the MD5 hash of a name. */
export function uuid3(namespace: UUID, name: string): UUID {
  return named(namespace, name, "md5", 3);
}

/** Random. */
export function uuid4(): UUID {
  return new UUID(null, { bytes: bytes.wrap(systemRandom(16)), version: 4 });
}

/** From the SHA-1 hash of a name. */
export function uuid5(namespace: UUID, name: string): UUID {
  return named(namespace, name, "sha1", 5);
}

libraryModule("uuid", () => self, { UUID });

/** The class `bytes`. */
import { errorObject } from "../codecs/errors.js";
import { percentBytes } from "../format/percent-bytes.js";
import { hashText } from "../hash.js";
import { toLatin1, type BufferView, type BytesLike } from "./buffer.js";
import { ByteString } from "./byte-string.js";
import { bytesFrom, type BytesSource } from "./construct.js";
import { parseHex } from "./hex.js";
import { bytesRepr } from "./repr.js";

/** Mirrors `bytes`. `data` holds the bytes; nobody may change them. */
export class bytes extends ByteString {
  data: Uint8Array;

  /** Copies the source. @throws TypeError, ValueError with CPython's texts */
  constructor(source?: BytesSource, encoding?: string, errors?: string) {
    super();
    this.data = bytesFrom(source, encoding, errors, "bytes");
  }

  /** Bytes around a block of memory that nobody else will write to: no copy. */
  static wrap(data: Uint8Array): bytes {
    const made = Object.create(bytes.prototype) as bytes;
    made.data = data;
    return made;
  }

  static fromhex(text: string): bytes {
    return bytes.wrap(parseHex(text));
  }

  static maketrans(from: BytesLike, to: BytesLike): bytes {
    return bytes.wrap(ByteString.tableFrom(from, to));
  }

  protected make(data: Uint8Array): this {
    return bytes.wrap(data) as this;
  }

  __buffer__(): BufferView {
    return { data: this.data, format: "B", itemsize: 1, readonly: true };
  }

  __bytes__(): bytes {
    return this;
  }

  __hash__(): number {
    return hashText(toLatin1(this.data));
  }

  __mod__(values: unknown): bytes {
    return bytes.wrap(percentBytes(this.data, values));
  }

  __repr__(): string {
    return bytesRepr(this.data);
  }
}

errorObject.make = (data) => new bytes(data);

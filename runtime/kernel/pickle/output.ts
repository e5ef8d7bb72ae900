import * as op from "./opcodes.js";

/** Strings up to this length are written by a loop: below it the call into Buffer costs more than the copying. */
const LOOP_LENGTH = 48;

/**
 * The growing byte string a pickle is written into, cut into protocol 4 frames as CPython's C pickler does
 * (Modules/_pickle.c: a frame ends at the first opcode boundary past 64 KiB; strings of that size stay outside).
 */
export class Output {
  private buffer: Buffer;
  private view: DataView;
  private end = 0;
  private frameStart = -1;

  constructor(capacity = 1024) {
    this.buffer = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, capacity);
  }

  /** Empties the output for the next pickle; the memory is kept. */
  reset(): void {
    this.end = 0;
    this.frameStart = -1;
  }

  /** Bytes that this output keeps allocated. */
  get capacity(): number {
    return this.buffer.length;
  }

  /** What was written so far, as a view into the output's own memory (a plain one: Buffer's slice() doesn't copy). */
  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.buffer, this.buffer.byteOffset, this.end);
  }

  /** Writes the PROTO header, which no frame contains. */
  header(protocol: number): void {
    this.buffer[this.end++] = op.PROTO;
    this.buffer[this.end++] = protocol;
  }

  /** Called before every value: ends a frame that has grown past its target. */
  boundary(): void {
    if (this.frameStart >= 0 && this.end - this.frameStart - op.FRAME_HEADER_SIZE >= op.FRAME_SIZE_TARGET) {
      this.closeFrame();
    }
  }

  closeFrame(): void {
    if (this.frameStart < 0) return;
    const body = this.frameStart + op.FRAME_HEADER_SIZE;
    const length = this.end - body;
    if (length >= op.FRAME_SIZE_MIN) {
      this.buffer[this.frameStart] = op.FRAME;
      this.view.setUint32(this.frameStart + 1, length, true);
      this.view.setUint32(this.frameStart + 5, 0, true);
    } else {
      this.buffer.copyWithin(this.frameStart, body, this.end);
      this.end -= op.FRAME_HEADER_SIZE;
    }
    this.frameStart = -1;
  }

  /** Makes room for `size` bytes of the current frame. */
  private reserve(size: number): number {
    if (this.frameStart < 0) {
      this.grow(size + op.FRAME_HEADER_SIZE);
      this.frameStart = this.end;
      this.end += op.FRAME_HEADER_SIZE;
    } else if (this.end + size > this.buffer.length) {
      this.grow(size);
    }
    return this.end;
  }

  private grow(size: number): void {
    const needed = this.end + size;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.end));
    this.buffer = larger;
    this.view = new DataView(larger.buffer, larger.byteOffset, larger.length);
  }

  opcode(code: number): void {
    const at = this.reserve(1);
    this.buffer[at] = code;
    this.end = at + 1;
  }

  /** An opcode with a one-byte argument. */
  opcode1(code: number, argument: number): void {
    const at = this.reserve(2);
    this.buffer[at] = code;
    this.buffer[at + 1] = argument;
    this.end = at + 2;
  }

  /** An opcode with a two-byte argument. */
  opcode2(code: number, argument: number): void {
    const at = this.reserve(3);
    this.buffer[at] = code;
    this.buffer[at + 1] = argument & 0xff;
    this.buffer[at + 2] = argument >> 8;
    this.end = at + 3;
  }

  /** An opcode with a four-byte argument. */
  opcode4(code: number, argument: number): void {
    const at = this.reserve(5);
    this.buffer[at] = code;
    this.view.setInt32(at + 1, argument, true);
    this.end = at + 5;
  }

  /** An opcode followed by a big-endian double. */
  double(code: number, value: number): void {
    const at = this.reserve(9);
    this.buffer[at] = code;
    this.view.setFloat64(at + 1, value);
    this.end = at + 9;
  }

  /** A short run of bytes that belongs to the opcode before it. */
  raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.buffer.set(bytes, at);
    this.end = at + bytes.length;
  }

  /** Opcode, length and bytes; a large payload stays outside of frames. */
  payload(short: number, medium: number, long: number, bytes: Uint8Array): void {
    if (bytes.length >= op.FRAME_SIZE_TARGET) {
      this.outsideOfFrames(medium, long, bytes.length);
      this.buffer.set(bytes, this.end);
      this.end += bytes.length;
      return;
    }
    if (short !== 0 && bytes.length < 256) this.opcode1(short, bytes.length);
    else if (medium !== 0) this.opcode4(medium, bytes.length);
    else this.length8(long, bytes.length);
    this.raw(bytes);
  }

  /** A string as UTF-8, lone surrogates included (Python's "surrogatepass"). */
  text(value: string): void {
    const length = value.length;
    if (length <= LOOP_LENGTH && this.asciiText(value)) return;
    if (length * 3 >= op.FRAME_SIZE_TARGET || !wellFormed(value)) this.longText(value);
    else this.mediumText(value);
  }

  /** Writes a short string if it is ASCII; tells whether it did. */
  private asciiText(value: string): boolean {
    const length = value.length;
    const start = this.reserve(length + 2);
    const buffer = this.buffer;
    let at = start + 2;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code >= 0x80) return false;
      buffer[at++] = code;
    }
    buffer[start] = op.SHORT_BINUNICODE;
    buffer[start + 1] = length;
    this.end = at;
    return true;
  }

  private mediumText(value: string): void {
    const start = this.reserve(value.length * 3 + 5);
    const size = this.buffer.write(value, start + 5, "utf8");
    if (size < 256) {
      this.buffer.copyWithin(start + 2, start + 5, start + 5 + size);
      this.buffer[start] = op.SHORT_BINUNICODE;
      this.buffer[start + 1] = size;
      this.end = start + 2 + size;
    } else {
      this.buffer[start] = op.BINUNICODE;
      this.view.setUint32(start + 1, size, true);
      this.end = start + 5 + size;
    }
  }

  private longText(value: string): void {
    if (!wellFormed(value)) {
      this.payload(op.SHORT_BINUNICODE, op.BINUNICODE, op.BINUNICODE8, encodeSurrogatePass(value));
      return;
    }
    const size = Buffer.byteLength(value);
    if (size < op.FRAME_SIZE_TARGET) {
      this.mediumText(value);
      return;
    }
    this.outsideOfFrames(op.BINUNICODE, op.BINUNICODE8, size);
    this.buffer.write(value, this.end, "utf8");
    this.end += size;
  }

  /** Ends the frame and writes opcode and length of a large payload, with room for the payload itself. */
  private outsideOfFrames(medium: number, long: number, length: number): void {
    this.closeFrame();
    this.grow(length + op.FRAME_HEADER_SIZE);
    const wide = medium === 0 || length > 0xffffffff;
    this.buffer[this.end] = wide ? long : medium;
    this.view.setUint32(this.end + 1, length % 0x100000000, true);
    if (wide) this.view.setUint32(this.end + 5, Math.floor(length / 0x100000000), true);
    this.end += wide ? 9 : 5;
  }

  private length8(code: number, length: number): void {
    const at = this.reserve(9);
    this.buffer[at] = code;
    this.view.setUint32(at + 1, length, true);
    this.view.setUint32(at + 5, 0, true);
    this.end = at + 9;
  }
}

/** True when every surrogate of the string has its partner, that is when UTF-8 proper can hold it. */
function wellFormed(value: string): boolean {
  return (value as string & { isWellFormed(): boolean }).isWellFormed();
}

/** UTF-8 in which a lone surrogate is encoded like any other code point. */
export function encodeSurrogatePass(value: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = value.charCodeAt(i + 1);
    if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
      i++;
      continue;
    }
    parts.push(Buffer.from(value.slice(start, i)));
    parts.push(Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)));
    start = i + 1;
  }
  parts.push(Buffer.from(value.slice(start)));
  return Buffer.concat(parts);
}

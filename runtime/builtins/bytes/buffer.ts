/** The buffer protocol: how bytes-like objects show their memory to each other. */
import { TypeError, ValueError } from "../exceptions.js";
import { asCount } from "../as-index.js";
import { typeName } from "../type-name.js";

/** Memory of an object: no copy, so writing to it writes to the object. */
export interface BufferView {
  data: Uint8Array;
  /** A struct format character: how the items are read. */
  format: string;
  itemsize: number;
  readonly: boolean;
}

/** What bytes, bytearray, memoryview, array.array and ctypes objects have in common. */
export interface BytesLike {
  __buffer__(): BufferView;
}

/** The memory of a bytes-like object; null for anything else. */
export function bufferOf(value: unknown): BufferView | null {
  const provider = value as Partial<BytesLike> | null | undefined;
  return typeof provider?.__buffer__ === "function" ? provider.__buffer__() : null;
}

/** @throws TypeError "a bytes-like object is required, not 'str'" */
export function requireBuffer(value: unknown): Uint8Array {
  const view = bufferOf(value);
  if (view === null) {
    throw new TypeError(`a bytes-like object is required, not '${typeName(value)}'`);
  }
  return view.data;
}

/** One byte given as an int. @throws ValueError "byte must be in range(0, 256)" */
export function requireByte(value: unknown, message = "byte must be in range(0, 256)"): number {
  const byte = asCount(value);
  if (byte < 0 || byte > 255) {
    throw new ValueError(message);
  }
  return byte;
}

const CHUNK = 8192;

/** Bytes as a string with a character of the same code for each: what string functions can search and split. */
export function toLatin1(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += CHUNK) {
    text += String.fromCharCode(...data.subarray(at, at + CHUNK));
  }
  return text;
}

/** The inverse of toLatin1. */
export function fromLatin1(text: string): Uint8Array {
  const data = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    data[at] = text.charCodeAt(at);
  }
  return data;
}

/** Several blocks in one. */
export function concatenate(blocks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}

/** Orders two blocks byte by byte: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a[at] !== b[at]) {
      return a[at] - b[at];
    }
  }
  return a.length - b.length;
}

/** Typed arrays over one stretch of memory: the shared arena, or a buffer that an unshared object has for itself. */
export interface Views {
  readonly i8: Int8Array;
  readonly u8: Uint8Array;
  readonly i16: Int16Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly i64: BigInt64Array;
  readonly u64: BigUint64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** Where an object's bytes lie: an offset, in bytes, into the memory that the views show. */
export interface Place {
  readonly views: Views;
  readonly offset: number;
}

/** Places are no values of Python's, so that constructors can tell them from their arguments. */
export function isPlace(value: unknown): value is Place {
  return typeof value === "object" && value !== null && "views" in value;
}

/** Zeroed memory that nobody else sees. */
export function privatePlace(size: number): Place {
  return { views: viewsOver(new ArrayBuffer(Math.ceil(Math.max(size, 1) / 8) * 8)), offset: 0 };
}

/** The memory of a buffer, as far as whole items of each type reach. */
export function viewsOver(buffer: ArrayBufferLike): Views {
  const items = (size: number): number => Math.floor(buffer.byteLength / size);
  return {
    i8: new Int8Array(buffer),
    u8: new Uint8Array(buffer),
    i16: new Int16Array(buffer, 0, items(2)),
    u16: new Uint16Array(buffer, 0, items(2)),
    i32: new Int32Array(buffer, 0, items(4)),
    u32: new Uint32Array(buffer, 0, items(4)),
    i64: new BigInt64Array(buffer, 0, items(8)),
    u64: new BigUint64Array(buffer, 0, items(8)),
    f32: new Float32Array(buffer, 0, items(4)),
    f64: new Float64Array(buffer, 0, items(8)),
  };
}

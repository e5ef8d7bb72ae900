/** `bytes`, `bytearray` and `memoryview`. */
export { bytes } from "./bytes/bytes.js";
export { bytearray } from "./bytes/bytearray.js";
export { memoryview } from "./bytes/memoryview.js";

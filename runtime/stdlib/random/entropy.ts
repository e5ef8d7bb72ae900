/** Randomness of the operating system. */
import { closeSync, openSync, readSync } from "node:fs";

/** So many random bytes. Reads the system's device where there is one: loading Node's crypto takes milliseconds. */
export function systemRandom(size: number): Uint8Array {
  const data = new Uint8Array(size);
  if (process.platform === "win32") {
    for (let at = 0; at < size; at += 65536) {
      crypto.getRandomValues(data.subarray(at, at + 65536));
    }
    return data;
  }
  const device = openSync("/dev/urandom", "r");
  try {
    for (let filled = 0; filled < size;) {
      filled += readSync(device, data, filled, size - filled, null);
    }
  } finally {
    closeSync(device);
  }
  return data;
}

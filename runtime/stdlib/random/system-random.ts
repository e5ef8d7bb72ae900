/** The class `SystemRandom`. */
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { NotImplementedError, ValueError } from "../../builtins/exceptions.js";
import { shrink, type int } from "../../builtins/numbers.js";
import { systemRandom } from "./entropy.js";
import { Random } from "./random-class.js";

/** Mirrors `random.SystemRandom`: every draw comes from the operating system; there is no state. */
export class SystemRandom extends Random {
  override random(): number {
    const [high, low] = new Uint32Array(systemRandom(8).buffer);
    return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
  }

  override getrandbits(k: int): int {
    const bits = asCount(k);
    if (bits < 0) {
      throw new ValueError("number of bits must be non-negative");
    }
    const size = Math.ceil(bits / 8);
    const value = BigInt("0x0" + Buffer.from(systemRandom(size)).toString("hex"));
    return shrink(value >> BigInt(size * 8 - bits));
  }

  override randbytes(n: int): bytes {
    return bytes.wrap(systemRandom(asCount(n)));
  }

  override seed(): void {}

  override getstate(): never {
    throw new NotImplementedError("System entropy source does not have state.");
  }

  override setstate(): never {
    throw new NotImplementedError("System entropy source does not have state.");
  }
}

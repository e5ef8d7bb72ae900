/**
 * A process's answer to the broker's question where it waits. Asked, it wakes, looks at the condition that it waits for,
 * and if that still doesn't hold it waits again: only then is the answer given.
 */
import { i32, u8 } from "./arena.js";
import { frames } from "./frames.js";
import { sweep } from "./holds.js";
import { ANSWERED, PLACE, PLACE_BYTES, QUESTION } from "./layout.js";
import { alloc, free } from "./memory.js";
import { selfBase } from "./self.js";
import { onInnerSignal, REPORT_BIT } from "./signals.js";

let asked = 0;

/** Notes the question. What the program has forgotten may be what another process waits for the end of: let go of it. */
function noteQuestion(): void {
  asked = Atomics.load(i32, QUESTION);
  sweep();
}

/** For `wait`: gives the answer if there is a question. Returns false if there is none. */
export function answerQuestion(): boolean {
  if (asked === 0) return false;
  writePlace(place());
  Atomics.store(i32, selfBase + ANSWERED, asked);
  asked = 0;
  return true;
}

function place(): string {
  const frame = frames(new Error().stack).at(-1);
  return frame === undefined ? "" : `File "${frame.file}", line ${frame.line}, in ${frame.name}`;
}

function writePlace(text: string): void {
  const bytes = Buffer.from(text);
  const block = alloc(bytes.length);
  u8.set(bytes, block);
  const old = i32[selfBase + PLACE]!;
  i32[selfBase + PLACE] = block;
  i32[selfBase + PLACE_BYTES] = bytes.length;
  if (old !== 0) free(old);
}

onInnerSignal(REPORT_BIT, noteQuestion);

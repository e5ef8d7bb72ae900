/**
 * What goes between a crew and its workers: each message has a header in plain bytes, so that a task whose pickle can't
 * be read is still known by its number, and then a pickle.
 */
import { dumpsBehind, loads } from "../../kernel/pickle.js";

/** Which task a message is about: the number of a job, and of the part of it. */
export interface TaskId {
  readonly job: number;
  readonly part: number;
}

/** What a result message says. */
export const Outcome = {
  /** The pickle is the value. */
  value: 0,
  /** The pickle is a `Failure`'s parts. */
  failure: 1,
  /** The worker's initializer failed; the pickle is as for a failure, and no task was taken. */
  notReady: 2,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

const HEADER_BYTES = 12;

/** Writes a message. Raises what pickling raises. */
export function writeMessage(task: TaskId, outcome: Outcome, value: unknown): Uint8Array {
  const message = dumpsBehind(HEADER_BYTES, value);
  const header = new DataView(message.buffer, message.byteOffset, HEADER_BYTES);
  header.setUint32(0, task.job, true);
  header.setUint32(4, task.part, true);
  header.setUint32(8, outcome, true);
  return message;
}

export interface Header extends TaskId {
  readonly outcome: Outcome;
}

export function readHeader(message: Uint8Array): Header {
  const header = new DataView(message.buffer, message.byteOffset, HEADER_BYTES);
  return {
    job: header.getUint32(0, true),
    part: header.getUint32(4, true),
    outcome: header.getUint32(8, true) as Outcome,
  };
}

/** The value in a message. Raises what unpickling raises. */
export function readValue(message: Uint8Array): unknown {
  return loads(message.subarray(HEADER_BYTES));
}

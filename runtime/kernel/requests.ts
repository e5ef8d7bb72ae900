/**
 * What processes ask the broker to do. Requests go through a mailbox in the arena, so that they work from any thread,
 * whoever started it; the broker doesn't answer, it does what the process table then shows.
 */
import { i32 } from "./arena.js";
import { BROKER_BOX, BROKER_RUNS } from "./layout.js";
import { EMPTY, END, freeMessage, messageBytes, receive, send } from "./mailbox.js";

/** The first number of a request; the others are its arguments. */
export const Request = {
  /** slot: start a thread for a slot that somebody has taken */
  boot: 1,
  /** keep spare threads ready from now on, one more was taken */
  spare: 2,
  /** process id, signal number */
  kill: 3,
  /** process id, milliseconds until SIGALRM (0: never), milliseconds between that and the next ones (see timers.ts) */
  timer: 4,
  /** offset of a reading, wanted bytes: read standard input (see input.ts) */
  readInput: 5,
  /** slot, number of a Pool's engine: as boot, but the thread is to be that engine's */
  bootInEngine: 6,
  /** slot, number of the engine, thread id: a thread of an engine has become a process */
  adopt: 7,
  /** number of an engine: it starts no more threads */
  endEngine: 8,
  /** offset of an exchange, offset and length of its question (see questions.ts) */
  question: 10,
  /** state of a socket (see sockets.ts), offset and length of bytes to send */
  socketSend: 11,
  /** state: there is room for more input */
  socketRoom: 12,
  /** state: nothing more will be sent */
  socketEnd: 13,
  /** state: nobody holds the socket any more */
  socketClose: 14,
} as const;

/** Sends numbers to the broker. Throws in a program without a broker (see `brokerRuns`). */
export function request(...numbers: number[]): void {
  if (!brokerRuns()) throw new Error("this needs a script that is run by `node`, not one that is imported");
  let box = Atomics.load(i32, BROKER_BOX);
  // The main process starts before the broker has got ready.
  for (; box === 0; box = Atomics.load(i32, BROKER_BOX)) Atomics.wait(i32, BROKER_BOX, 0);
  send(box, new Uint8Array(Float64Array.from(numbers).buffer), [], null);
}

/** True when a broker runs this program. */
export function brokerRuns(): boolean {
  return Atomics.load(i32, BROKER_RUNS) !== 0;
}

/** The broker's side: the next request, or null. */
export function nextRequest(): number[] | null {
  const message = receive(i32[BROKER_BOX]!, 0);
  if (message === EMPTY || message === END) return null;
  const bytes = messageBytes(message);
  const numbers = Array.from({ length: bytes.length / 8 }, (_, index) =>
    new DataView(bytes.buffer, bytes.byteOffset).getFloat64(index * 8, true),
  );
  freeMessage(message);
  return numbers;
}

type RequestHandler = (...numbers: number[]) => void;

const handlers = new Map<number, RequestHandler>();

/** Says what the broker does on a request. For the parts of the library that have a half on the broker's side. */
export function onRequest(kind: number, handler: RequestHandler): void {
  handlers.set(kind, handler);
}

/** Does what a request asks for. */
export function answer([kind, ...numbers]: number[]): void {
  handlers.get(kind!)?.(...numbers);
}

/**
 * Datagram sockets. The broker owns them, as it owns those of streams (sockets.ts); what comes in lies in the mailbox
 * that a listening socket has for its connections. A message there is the sender's address, a zero byte, and the data.
 */
import { i32 } from "./arena.js";
import { EMPTY, freeMessage, messageBytes, receive } from "./mailbox.js";
import { ask } from "./questions.js";
import { type Address, type Ends, State, stateOf } from "./sockets.js";
import { sleepOn, WaitReason } from "./wait.js";

type InternetAddress = Extract<Address, { host: string }>;

/** What the broker is asked to open. */
export interface DatagramQuestion {
  state: number;
  family: 4 | 6;
  /** Where to receive; null: anywhere. */
  local: InternetAddress | null;
  /** With whom alone to speak; null: with everybody. */
  peer: InternetAddress | null;
}

/** What the broker is asked to send. */
export interface SendQuestion {
  state: number;
  /** Null: to the peer. */
  to: InternetAddress | null;
  /** In base 64. */
  data: string;
  broadcast: boolean;
}

/** Opens a socket, or connects an open one to its peer. @throws SystemError */
export function openDatagrams(socket: number, question: Omit<DatagramQuestion, "state">): Ends {
  return ask("openDatagrams", { state: stateOf(socket), ...question }, null, sleepOn)!.value as Ends;
}

/** Sends a datagram; comes back when the system has it. @throws SystemError */
export function sendDatagram(socket: number, data: Uint8Array, to: InternetAddress | null, broadcast: boolean): void {
  const question: SendQuestion = { state: stateOf(socket), to, data: Buffer.from(data).toString("base64"), broadcast };
  ask("sendDatagram", question, null, sleepOn);
}

/** The next datagram; null when the deadline has passed. */
export function receiveDatagram(
  socket: number,
  deadline: number | null,
): { data: Uint8Array; from: InternetAddress } | null {
  const message = receive(i32[(stateOf(socket) >> 2) + State.backlog]!, deadline, WaitReason.socket);
  if (message <= EMPTY) return null;
  const content = Buffer.from(messageBytes(message));
  freeMessage(message);
  const end = content.indexOf(0);
  return { data: content.subarray(end + 1), from: JSON.parse(content.toString("utf8", 0, end)) as InternetAddress };
}

/** The broker's half of datagram sockets (datagrams.ts). */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { i32 } from "./arena.js";
import type { DatagramQuestion, SendQuestion } from "./datagrams.js";
import { retain } from "./holds.js";
import { createMailbox, MAILBOX_KIND, send } from "./mailbox.js";
import { kindWord } from "./memory.js";
import { type Ends, State } from "./sockets.js";
import { notify } from "./wait.js";

/** So many datagrams that nobody has asked for are kept; what comes then is lost, as datagrams may be. */
const MOST_WAITING = 1_000;

/** By the offsets of their states. */
const sockets = new Map<number, Socket>();

export const answerers = { openDatagrams, sendDatagram };

async function openDatagrams({ state, family, local, peer }: DatagramQuestion): Promise<Ends> {
  const socket = sockets.get(state) ?? (await bound(state, family, local));
  if (peer !== null) {
    socket.connect(peer.port, peer.host);
    await once(socket, "connect");
  }
  const { address: host, port } = socket.address();
  return { local: { host, port }, peer };
}

async function bound(state: number, family: 4 | 6, local: DatagramQuestion["local"]): Promise<Socket> {
  const socket = createSocket({ type: `udp${family}` });
  if (local === null) socket.bind();
  else socket.bind(local.port, local.host);
  await once(socket, "listening");
  // a peer that is gone is no error of the program's until it sends again
  socket.on("error", () => {});
  const backlog = createMailbox(MOST_WAITING);
  i32[kindWord(backlog)] = MAILBOX_KIND;
  retain(backlog);
  socket.on("message", (data, { address: host, port }) => {
    const header = Buffer.from(`${JSON.stringify({ host, port })}\0`);
    send(backlog, Buffer.concat([header, data]), [], 0);
    changed(state);
  });
  sockets.set(state, socket);
  Atomics.store(i32, (state >> 2) + State.backlog, backlog);
  return socket;
}

function changed(state: number): void {
  const word = (state >> 2) + State.sequence;
  Atomics.add(i32, word, 1);
  notify(word);
}

function sendDatagram({ state, to, data, broadcast }: SendQuestion): Promise<null> {
  const socket = sockets.get(state)!;
  const bytes = Buffer.from(data, "base64");
  return new Promise((resolve, reject) => {
    const sent = (error: Error | null): void => (error === null ? resolve(null) : reject(error));
    if (broadcast) socket.setBroadcast(true);
    if (to === null) socket.send(bytes, sent);
    else socket.send(bytes, to.port, to.host, sent);
  });
}

/** Closes a socket that nobody holds any more. */
export function closeDatagrams(state: number): void {
  sockets.get(state)?.close();
  sockets.delete(state);
}

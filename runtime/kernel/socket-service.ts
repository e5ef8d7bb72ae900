/** The broker's half of sockets (sockets.ts): it owns Node's, and moves bytes between them and the arena. */
import { once } from "node:events";
import { lookup } from "node:dns/promises";
import { createServer, Socket, type AddressInfo, type Server } from "node:net";
import { i32, u8 } from "./arena.js";
import { closeDatagrams } from "./datagram-service.js";
import { release, retain } from "./holds.js";
import { createMailbox, MAILBOX_KIND, send } from "./mailbox.js";
import { allocSparse, free, kindWord } from "./memory.js";
import { onRequest, Request } from "./requests.js";
import { type Address, createSocket, type Ends, RING_BYTES, type SocketQuestion, State, stateOf } from "./sockets.js";
import { notify } from "./wait.js";

const EIO = 5;

/** A connection, and what of its input did not fit into the ring yet. */
class Connection {
  readonly #state: number;
  readonly #socket: Socket;
  #heldBack: Buffer[] = [];
  #ended = false;

  constructor(state: number, socket: Socket) {
    this.#state = state;
    this.#socket = socket;
    i32[(state >> 2) + State.ring] = allocSparse(RING_BYTES);
    socket.setNoDelay(true);
    socket.on("data", (data) => {
      this.#heldBack.push(data);
      this.deliver();
    });
    socket.on("end", () => {
      this.#ended = true;
      this.deliver();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => this.#set(State.failure, Math.abs(error.errno ?? EIO)));
  }

  #set(field: number, value: number): void {
    if (connections.get(this.#state) !== this) return;
    Atomics.store(i32, (this.#state >> 2) + field, value);
    changed(this.#state);
  }

  /** Moves into the ring what fits; while something is left, nothing more is read from the system. */
  deliver(): void {
    const word = this.#state >> 2;
    while (this.#heldBack.length > 0) {
      const [first] = this.#heldBack as [Buffer];
      const count = fill(word, first);
      if (count === first.length) {
        this.#heldBack.shift();
        continue;
      }
      this.#heldBack[0] = first.subarray(count);
      this.#socket.pause();
      if (i32[word + State.heldBack] !== 0) return;
      // Whoever reads from now on asks for more; what was read just before makes room that nobody tells of.
      Atomics.store(i32, word + State.heldBack, 1);
    }
    Atomics.store(i32, word + State.heldBack, 0);
    if (this.#ended) this.#set(State.ended, 1);
    else this.#socket.resume();
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes, () => {
      // it may be closed by now, and its memory somebody else's
      if (connections.get(this.#state) !== this) return;
      Atomics.sub(i32, (this.#state >> 2) + State.unsent, bytes.length);
      changed(this.#state);
    });
  }

  end(): void {
    this.#socket.end();
  }

  /** Sends what is still to be sent, and closes. */
  close(): void {
    this.#socket.on("error", () => {});
    this.#socket.removeAllListeners("data");
    this.#socket.resume();
    this.#socket.destroySoon();
  }
}

/** By the offsets of their states. */
const connections = new Map<number, Connection>();
const servers = new Map<number, Server>();

/** The topics of questions about sockets (questions.ts). */
export const answerers = { connect, listen, resolve };

/** The address of a host. */
async function resolve({ host, family }: { host: string; family: 4 | 6 }): Promise<string> {
  return (await lookup(host, { family })).address;
}

function connect({ state, address }: SocketQuestion): Promise<Ends> {
  const socket = new Socket({ allowHalfOpen: true });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      connections.set(state, new Connection(state, socket));
      resolve(endsOf(socket, address));
    });
    if ("path" in address) socket.connect(address.path);
    else socket.connect({ ...address, family: address.host.includes(":") ? 6 : 4 });
  });
}

async function listen({ state, address }: SocketQuestion): Promise<Ends> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  const backlog = createMailbox();
  i32[kindWord(backlog)] = MAILBOX_KIND;
  retain(backlog);
  server.on("connection", (socket) => enqueue(backlog, socket, address));
  try {
    server.listen("path" in address ? address : { ...address, host: await resolved(address.host) });
    await once(server, "listening");
  } catch (error) {
    release(backlog);
    throw error;
  }
  servers.set(state, server);
  Atomics.store(i32, (state >> 2) + State.backlog, backlog);
  const at = server.address();
  if (at === null || typeof at === "string") return { local: address, peer: null };
  return { local: { host: at.address, port: at.port }, peer: null };
}

/** Names mean addresses of the fourth version of the protocol unless they are of the sixth themselves. */
function resolved(host: string): Promise<string> {
  return resolve({ host, family: host.includes(":") ? 6 : 4 });
}

function enqueue(backlog: number, socket: Socket, address: Address): void {
  const accepted = createSocket();
  const state = stateOf(accepted);
  connections.set(state, new Connection(state, socket));
  const message = { socket: accepted, ends: endsOf(socket, address) };
  send(backlog, Buffer.from(JSON.stringify(message)), [accepted], null);
  socket.resume();
}

function endsOf(socket: Socket, address: Address): Ends {
  if ("path" in address) return { local: { path: "" }, peer: address };
  const { address: host, port } = socket.address() as AddressInfo;
  return { local: { host, port }, peer: { host: socket.remoteAddress!, port: socket.remotePort! } };
}

/** A block of the arena is sent, and given back. */
onRequest(Request.socketSend, (state, block, length) => {
  const bytes = u8.slice(block!, block! + length!);
  free(block!);
  connections.get(state!)?.send(bytes);
});
/** Somebody has read from a ring that was full. */
onRequest(Request.socketRoom, (state) => connections.get(state!)?.deliver());
onRequest(Request.socketEnd, (state) => connections.get(state!)?.end());
onRequest(Request.socketClose, (state) => close(state!));

/** Closes a socket that nobody holds any more, and gives its memory back. */
function close(state: number): void {
  connections.get(state)?.close();
  connections.delete(state);
  servers.get(state)?.close();
  servers.delete(state);
  closeDatagrams(state);
  const backlog = i32[(state >> 2) + State.backlog]!;
  if (backlog !== 0) release(backlog);
  const ring = i32[(state >> 2) + State.ring]!;
  if (ring !== 0) free(ring);
  free(state);
}

function fill(word: number, data: Uint8Array): number {
  const written = i32[word + State.written]!;
  const room = RING_BYTES - ((written - Atomics.load(i32, word + State.read)) | 0);
  const count = Math.min(room, data.length);
  const ring = i32[word + State.ring]!;
  const start = written & (RING_BYTES - 1);
  const first = Math.min(count, RING_BYTES - start);
  u8.set(data.subarray(0, first), ring + start);
  u8.set(data.subarray(first, count), ring);
  Atomics.store(i32, word + State.written, (written + count) | 0);
  changed(word << 2);
  return count;
}

function changed(state: number): void {
  const word = (state >> 2) + State.sequence;
  Atomics.add(i32, word, 1);
  notify(word);
}

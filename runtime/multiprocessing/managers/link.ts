/** How a process reaches a manager's server: a mailbox for requests, and one of its own for the replies. */
import { BrokenPipeError, ConnectionRefusedError, EOFError, FileNotFoundError } from "../../builtins/exceptions.js";
import { collectShipped, noteShipped } from "../../kernel/holds.js";
import { createMailbox, EMPTY, freeMessage, MAILBOX_KIND, messageBytes, receive, send } from "../../kernel/mailbox.js";
import { alloc, memory } from "../../kernel/memory.js";
import { dumpsBehind, loads, register } from "../../kernel/pickle.js";
import { exitCodeOf, findProcess, type ProcessHandle } from "../../kernel/processes.js";
import { WaitReason } from "../../kernel/wait.js";
import { attach, attached, handle, type Shared } from "../spawning.js";

const { i32 } = memory;

/** How often a waiting client looks whether the server is still there. */
const LOOK_MS = 100;
const EPIPE = 32;
const ENOENT = 2;
const ECONNREFUSED = 111;

/** The managers, by the offset of their state, that this process has used a proxy of. */
const connected = new Set<number>();

/** What a request asks for. */
export const Ask = {
  /** [typeid, args, kwds]: make an object of a registered type */
  create: 0,
  /** [id, method, args, kwds]: call a method of an object */
  call: 1,
  /** []: end */
  shutdown: 2,
} as const;
export type Ask = (typeof Ask)[keyof typeof Ask];

/** What a reply holds. */
export const Reply = {
  value: 0,
  /** The parts of the exception that the method raised. */
  error: 1,
  /** A traceback as text: the request itself failed. */
  traceback: 2,
  /** What the server keeps (proxy.ts, Kept). */
  proxy: 3,
} as const;
export type Reply = (typeof Reply)[keyof typeof Reply];

/** A mailbox of a manager's. */
export class Letterbox implements Shared {
  declare readonly [handle]: number;

  constructor() {
    attach(this, createMailbox(), MAILBOX_KIND);
  }
}

/** Words of the block that says whether the manager still serves, and who does. */
const CLOSED = 0;
const SERVER_PID = 1;
const STATE_BYTES = 8;

/** Where a server's state is seen by every process, whether the server lives or not. */
class ServerState implements Shared {
  declare readonly [handle]: number;

  constructor() {
    attach(this, alloc(STATE_BYTES));
  }
}

/** A manager as its proxies know it; travels with them. */
export class Link {
  readonly requests: Letterbox;
  readonly state: ServerState;
  #server: ProcessHandle | null = null;

  constructor(requests = new Letterbox(), state = new ServerState()) {
    this.requests = requests;
    this.state = state;
  }

  get serverPid(): number {
    return i32[(this.state[handle] >> 2) + SERVER_PID]!;
  }

  set serverPid(pid: number) {
    i32[(this.state[handle] >> 2) + SERVER_PID] = pid;
  }

  /** Says that the manager serves nobody any more. */
  close(): void {
    Atomics.store(i32, (this.state[handle] >> 2) + CLOSED, 1);
  }

  isClosed(): boolean {
    return this.#wasClosed() || this.#serverHasEnded();
  }

  #wasClosed(): boolean {
    return Atomics.load(i32, (this.state[handle] >> 2) + CLOSED) !== 0;
  }

  #serverHasEnded(): boolean {
    this.#server ??= findProcess(this.serverPid);
    return this.#server === null || exitCodeOf(this.#server) !== null;
  }

  /**
   * Raises an OSError if the manager serves nobody any more: that of CPython's connection, which breaks, or, if this
   * process never used a proxy of the manager, can't be made.
   */
  check(): void {
    const id = this.state[handle];
    if (!this.isClosed()) connected.add(id);
    else if (connected.has(id)) throw new BrokenPipeError(EPIPE, "Broken pipe");
    else if (this.#wasClosed()) throw new FileNotFoundError(ENOENT, "No such file or directory");
    // a server that was killed leaves its socket behind
    else throw new ConnectionRefusedError(ECONNREFUSED, "Connection refused");
  }

  /**
   * Asks the server and waits for its reply.
   *
   * @throws BrokenPipeError when the server had ended, EOFError when it ends meanwhile; what pickling the request raises
   */
  ask(what: Ask, parts: readonly unknown[]): { kind: Reply; value: unknown } {
    if (what === Ask.call) this.check();
    const replies = ownReplies();
    collectShipped((shipped) => {
      const message = dumpsBehind(HEADER_BYTES, parts);
      writeHeader(message, what, replies[handle]);
      send(this.requests[handle], message, [...shipped, replies[handle]], null);
    });
    return readReply(this.#receive(replies));
  }

  #receive(replies: Letterbox): number {
    for (;;) {
      const message = receive(replies[handle], performance.now() + LOOK_MS, WaitReason.reply);
      if (message > EMPTY) return message;
      if (this.#serverHasEnded()) throw new EOFError();
    }
  }
}

const HEADER_BYTES = 8;

function writeHeader(message: Uint8Array, what: number, replyTo: number): void {
  const header = new DataView(message.buffer, message.byteOffset, HEADER_BYTES);
  header.setUint32(0, what, true);
  header.setUint32(4, replyTo, true);
}

let replies: Letterbox | null = null;

/** The mailbox in which this process gets all its replies: it asks one thing at a time. */
function ownReplies(): Letterbox {
  return (replies ??= new Letterbox());
}

function readReply(message: number): { kind: Reply; value: unknown } {
  try {
    const bytes = messageBytes(message);
    return { kind: readHeader(bytes).what as Reply, value: loads(bytes.subarray(HEADER_BYTES)) };
  } finally {
    freeMessage(message);
  }
}

function readHeader(message: Uint8Array): { what: number; replyTo: number } {
  const header = new DataView(message.buffer, message.byteOffset, HEADER_BYTES);
  return { what: header.getUint32(0, true), replyTo: header.getUint32(4, true) };
}

/** A request as the server gets it. */
export interface Request {
  readonly what: Ask;
  /** Unpickles what is asked for. */
  parts(): unknown[];
  /** Sends the reply. Raises what pickling raises; then another reply can be sent. */
  reply(kind: Reply, value: unknown): void;
  /** Lets go of the request. */
  done(): void;
}

/** The server's side: waits for a request. */
export function nextRequest(requests: Letterbox): Request {
  const message = receive(requests[handle], null, WaitReason.request);
  const bytes = messageBytes(message);
  const { what, replyTo } = readHeader(bytes);
  return {
    what: what as Ask,
    parts: () => loads(bytes.subarray(HEADER_BYTES)) as unknown[],
    reply: (kind, value) =>
      collectShipped((shipped) => {
        const reply = dumpsBehind(HEADER_BYTES, value);
        writeHeader(reply, kind, 0);
        send(replyTo, reply, shipped, null);
      }),
    done: () => freeMessage(message),
  };
}

/** The handle of a block that may travel in any pickle, not only to a new process. */
export function travellingHandle(object: Shared): number {
  noteShipped(object[handle]);
  return object[handle];
}

register(
  Link,
  (link) => [travellingHandle(link.requests), travellingHandle(link.state)],
  (requests, state) => new Link(attached(Letterbox, requests), attached(ServerState, state)),
  "ManagerLink",
);

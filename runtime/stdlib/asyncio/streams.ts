/** Streams of bytes that are waited for. Mirrors Lib/asyncio/streams.py. */
import { call } from "../../builtins/call.js";
import { bytes } from "../../builtins/bytes.js";
import { concatenate, requireBuffer } from "../../builtins/bytes/buffer.js";
import { type Coroutine, coroutine, isCoroutine } from "../../builtins/coroutine.js";
import { EOFError, RuntimeError, StopAsyncIteration, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { libraryModule } from "../module.js";
import { create_connection, create_server } from "../socket.js";
import type { socket } from "../socket/socket-class.js";
import { get_running_loop } from "./loop.js";
import { create_task } from "./tasks.js";

/** Mirrors asyncio.IncompleteReadError: the stream ended ahead of what was to be read. */
export class IncompleteReadError extends EOFError {
  readonly partial: bytes;
  readonly expected: number | null;

  constructor(partial: bytes, expected: number | null) {
    const wanted = expected === null ? "undefined" : repr(expected);
    super(`${partial.data.length} bytes read on a total of ${wanted} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }
}

/** Waits until a condition holds that is announced. */
export function* until(holds: () => boolean): Coroutine<void> {
  if (holds()) return;
  const loop = get_running_loop();
  const waiter = loop.create_future();
  const giveUp = loop.watch(holds, () => {
    if (!waiter.done()) waiter.set_result(null);
  });
  try {
    yield* waiter.__await__();
  } finally {
    giveUp();
  }
}

/** Where a reader's bytes come from: `read` gives null at the end, and may be called when `isReady`. */
export interface Source {
  isReady(): boolean;
  read(): Uint8Array | null;
}

const NEWLINE = bytes.wrap(new Uint8Array([10]));

/** Mirrors asyncio.StreamReader. */
export class StreamReader extends object {
  readonly #source: Source;
  #unread: Uint8Array = new Uint8Array();
  #hasEnded = false;

  constructor(source: Source) {
    super();
    this.#source = source;
  }

  override __init__(): void {}

  at_eof(): boolean {
    return this.#hasEnded && this.#unread.length === 0;
  }

  /** Waits for more; false at the end. */
  *#more(): Coroutine<boolean> {
    if (this.#hasEnded) return false;
    yield* until(() => this.#source.isReady());
    const data = this.#source.read();
    this.#hasEnded = data === null;
    if (data !== null) this.#unread = concatenate([this.#unread, data]);
    return data !== null;
  }

  #take(count: number): bytes {
    const taken = this.#unread.slice(0, count);
    this.#unread = this.#unread.slice(count);
    return bytes.wrap(taken);
  }

  /** All up to the end, or what has come of at most `n` bytes. */
  *read(n: int = -1): Coroutine<bytes> {
    if (Number(n) < 0) while (yield* this.#more());
    else if (Number(n) > 0 && this.#unread.length === 0) yield* this.#more();
    return this.#take(Number(n) < 0 ? this.#unread.length : Number(n));
  }

  /** A line; at the end what is left. */
  *readline(): Coroutine<bytes> {
    try {
      return yield* this.readuntil();
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      throw error;
    }
  }

  /** @throws IncompleteReadError */
  *readuntil(separator: bytes = NEWLINE): Coroutine<bytes> {
    const wanted = Buffer.from(requireBuffer(separator));
    if (wanted.length === 0) throw new ValueError("Separator should be at least one-byte string");
    for (;;) {
      const place = Buffer.from(this.#unread).indexOf(wanted);
      if (place >= 0) return this.#take(place + wanted.length);
      if (!(yield* this.#more())) throw new IncompleteReadError(this.#take(this.#unread.length), null);
    }
  }

  /** @throws IncompleteReadError, ValueError */
  *readexactly(n: int): Coroutine<bytes> {
    const count = Number(n);
    if (count < 0) throw new ValueError("readexactly size can not be less than zero");
    while (this.#unread.length < count) {
      if (!(yield* this.#more())) throw new IncompleteReadError(this.#take(this.#unread.length), count);
    }
    return this.#take(count);
  }

  __aiter__(): this {
    return this;
  }

  *__anext__(): Coroutine<bytes> {
    const line = yield* this.readline();
    if (line.data.length === 0) throw new StopAsyncIteration();
    return line;
  }
}

/** Where a writer's bytes go. */
export interface Sink {
  write(data: Uint8Array): void;
  /** True for a sink that can end and be read from on. */
  readonly endsAlone: boolean;
  end(): void;
  close(): void;
  info(name: string): unknown;
}

/** Mirrors asyncio.StreamWriter. Differs: what is written goes at once, so that `drain` never waits. */
export class StreamWriter extends object {
  readonly #sink: Sink;
  #isClosing = false;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  override __init__(): void {}

  write(data: unknown): void {
    const buffer = requireBuffer(data);
    if (!this.#isClosing && buffer.length > 0) this.#sink.write(buffer);
  }

  writelines(data: Iterable<unknown>): void {
    for (const each of iterate<unknown>(data)) this.write(each);
  }

  can_write_eof(): boolean {
    return this.#sink.endsAlone;
  }

  write_eof(): void {
    this.#sink.end();
  }

  is_closing(): boolean {
    return this.#isClosing;
  }

  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#sink.close();
  }

  get_extra_info(name: string, default_: unknown = null): unknown {
    return this.#sink.info(name) ?? default_;
  }

  *drain(): Coroutine<null> {
    yield null; // a turn for the others, as CPython gives it to a reader
    return null;
  }

  *wait_closed(): Coroutine<null> {
    return null;
  }
}

// -------------------------------------------------------------------------------------------------- connections

const CHUNK = 65536;
const SHUT_WR = 1;

function streamsOf(connection: socket): [StreamReader, StreamWriter] {
  const reader = new StreamReader({
    isReady: () => connection.fileno() < 0 || connection.isReady(),
    read() {
      if (connection.fileno() < 0) return null;
      const { data } = connection.recv(CHUNK);
      return data.length === 0 ? null : data;
    },
  });
  const facts: Record<string, () => unknown> = {
    peername: () => peer,
    sockname: () => name,
    socket: () => connection,
  };
  const [peer, name] = [connection.getpeername(), connection.getsockname()];
  const writer = new StreamWriter({
    write: (data) => void connection.sendall(bytes.wrap(data)),
    endsAlone: true,
    end: () => void connection.shutdown(SHUT_WR),
    close: () => void connection.close(),
    info: (fact) => facts[fact]?.(),
  });
  return [reader, writer];
}

interface ConnectionOptions {
  limit?: int;
}

/** Connects to a server, and gives the streams of the connection. @throws ConnectionRefusedError and other OSErrors */
export const open_connection = coroutine(function* (
  host: string | null,
  port: int,
  _options: ConnectionOptions = {},
): Coroutine<tuple<[StreamReader, StreamWriter]>> {
  yield null;
  return tuple.of(...streamsOf(create_connection(tuple.of(host ?? "localhost", port) as never)));
});

/** Mirrors asyncio.Server. */
export class Server extends object {
  #listener: socket | null;
  readonly #accepted: (connection: socket) => void;
  #giveUp = (): void => {};
  #isServing = false;

  constructor(listener: socket, accepted: (connection: socket) => void) {
    super();
    this.#listener = listener;
    this.#accepted = accepted;
  }

  override __init__(): void {}

  get sockets(): tuple<socket[]> {
    return this.#listener === null ? tuple.of() : tuple.of(this.#listener);
  }

  is_serving(): boolean {
    return this.#isServing;
  }

  #listen(): void {
    const listener = this.#listener!;
    this.#giveUp = get_running_loop().watch(
      () => listener.isReady(),
      () => {
        if (this.#listener === null) return;
        const [connection] = listener.accept();
        this.#listen();
        this.#accepted(connection);
      },
    );
  }

  *start_serving(): Coroutine<null> {
    if (this.#listener === null) throw new RuntimeError(`server ${repr(this)} is closed`);
    if (!this.#isServing) this.#listen();
    this.#isServing = true;
    return null;
  }

  /** Serves until it is cancelled. */
  *serve_forever(): Coroutine<null> {
    yield* this.start_serving();
    try {
      yield* get_running_loop().create_future().__await__();
    } finally {
      this.close();
    }
    return null;
  }

  close(): void {
    this.#giveUp();
    this.#listener?.close();
    this.#listener = null;
    this.#isServing = false;
  }

  *wait_closed(): Coroutine<null> {
    return null;
  }

  *__aenter__(): Coroutine<this> {
    return this;
  }

  *__aexit__(..._error: unknown[]): Coroutine<null> {
    this.close();
    return null;
  }
}

interface ServerOptions extends ConnectionOptions {
  backlog?: int;
  reuse_address?: unknown;
  start_serving?: unknown;
}

/** Calls a function with the streams of each connection that somebody makes; a coroutine becomes a task. */
export const start_server = coroutine(function* (
  client_connected_cb: unknown,
  host: string | null,
  port: int,
  options: ServerOptions = {},
): Coroutine<Server> {
  const listener = create_server(tuple.of(host ?? "", port) as never);
  const server = new Server(listener, (connection) => {
    const made: unknown = call(client_connected_cb, ...streamsOf(connection));
    if (isCoroutine(made)) create_task(made);
  });
  if (options.start_serving !== false) yield* server.start_serving();
  return server;
});

for (const method of ["read", "readline", "readuntil", "readexactly", "__anext__"] as const)
  coroutine(StreamReader.prototype[method]);
for (const method of ["drain", "wait_closed"] as const) coroutine(StreamWriter.prototype[method]);
for (const method of ["start_serving", "serve_forever", "wait_closed", "__aenter__", "__aexit__"] as const)
  coroutine(Server.prototype[method]);

libraryModule("asyncio.streams", () => ({ open_connection, start_server, StreamReader, StreamWriter }), {
  StreamReader,
  StreamWriter,
});
libraryModule("asyncio.exceptions", () => ({ IncompleteReadError }), { IncompleteReadError });
libraryModule("asyncio.base_events", () => ({ Server }), { Server });

/** The process that holds a manager's objects. Mirrors Server of Lib/multiprocessing/managers.py. */
import { delattr, getattr, setattr } from "../../builtins/attributes.js";
import { callmethod } from "../../builtins/call-method.js";
import { dict_items, dict_keys, dict_values } from "../../builtins/dict-views.js";
import { dict } from "../../builtins/dict.js";
import {
  AttributeError,
  type BaseException,
  KeyboardInterrupt,
  KeyError,
  SystemExit,
} from "../../builtins/exceptions.js";
import { iter, next } from "../../builtins/iterator.js";
import { add, contains, delitem, getitem, imul, len, mul, setitem } from "../../builtins/operators.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { list } from "../../builtins/list.js";
import { isList, tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { alloc, holdersWord, memory } from "../../kernel/memory.js";
import { isReadable } from "../../kernel/mailbox.js";
import { SIGINT, onSignal } from "../../kernel/signals.js";
import { format_exception } from "../../kernel/traceback.js";
import { deadlineOf, waitAny, WaitReason } from "../../kernel/wait.js";
import { array } from "../../stdlib/array.js";
import { failureParts, RemoteError } from "../crew/errors.js";
import { handle } from "../spawning.js";
import { Ask, type Link, nextRequest, Reply, type Request } from "./link.js";
import { type LocalServer, setLocalServer } from "./local-server.js";
import { type Host, type Kept as OutsideKept, OutsideClients } from "./outside/clients.js";
import { outsidePrimitives } from "./outside/primitives.js";
import { type Kept, Referent, Token } from "./proxy.js";
import { public_methods, type Registry, type TypeEntry } from "./registry.js";

/** After so many new objects the server looks which ones nobody has a proxy of any more. */
const SWEEP_AFTER = 1_000;
const REFERENT_BYTES = 8;

interface Hosted {
  obj: unknown;
  /** How many clients of other programs have a proxy. */
  outsideReferences: number;
  readonly token: Token;
  readonly entry: TypeEntry;
  readonly exposed: ReadonlySet<string>;
}

type Method = (obj: unknown, args: unknown[], kwds: Record<string, unknown>) => unknown;

/** Special methods, which JavaScript's own values don't have. */
const SPECIAL = new Map<string, Method>([
  ["__len__", (obj) => len(obj as string)],
  ["__getitem__", (obj, [key]) => getitem(obj as unknown[], key as number)],
  ["__setitem__", (obj, [key, value]) => setitem(obj as unknown[], key as number, value)],
  ["__delitem__", (obj, [key]) => delitem(obj as unknown[], key as number)],
  ["__contains__", (obj, [value]) => contains(obj as unknown[], value)],
  ["__iter__", (obj) => iter(obj as unknown[])],
  ["__next__", (obj) => next(obj as Iterator<unknown>)],
  ["__add__", (obj, [other]) => add(obj, other)],
  ["__mul__", (obj, [times]) => mul(obj, times)],
  ["__rmul__", (obj, [times]) => mul(times, obj)],
  ["__reversed__", (obj) => [...(obj as unknown[])].reverse()],
  ["__str__", (obj) => text(obj)],
  ["__repr__", (obj) => repr(obj)],
  ["__getattribute__", (obj, [name]) => getattr(obj, name as string)],
  ["__setattr__", (obj, [name, value]) => setattr(obj, name as string, value)],
  ["__delattr__", (obj, [name]) => delattr(obj, name as string)],
]);

/** What every proxy may ask for. */
const ALWAYS_EXPOSED: ReadonlySet<string> = new Set(["__str__", "__repr__", "#GETVALUE"]);

export class Server implements LocalServer {
  readonly link: Link;
  readonly #registry: Registry;
  readonly #objects = new Map<number, Hosted>();
  #sinceSweep = 0;
  #outside: OutsideClients | null = null;
  #isEnding = false;

  constructor(link: Link, registry: Registry) {
    this.link = link;
    this.#registry = registry;
  }

  /**
   * Serves clients of other programs too, at an address (None: at any); returns where.
   *
   * @throws OSError when the address can't be had
   */
  listen(address: unknown, authkey: unknown): unknown {
    this.#outside = new OutsideClients(this.#host(), address, authkey);
    return this.#outside.address;
  }

  /** Where clients of other programs find it. */
  get address(): unknown {
    return this.#outside?.address ?? null;
  }

  /** Answers requests until it is told to end, or Ctrl-C is pressed; then this process ends. @throws SystemExit */
  serve_forever(): never {
    try {
      this.#answerAll();
    } catch (error) {
      if (!(error instanceof KeyboardInterrupt)) throw error;
    }
    throw new SystemExit(0);
  }

  /** For a process of the manager's own: answers requests until it is told to end. */
  serve(): void {
    // Ctrl-C is for the processes that the manager serves: it ends when they have
    onSignal(SIGINT, () => {});
    this.#answerAll();
  }

  #answerAll(): void {
    setLocalServer(this);
    try {
      while (!this.#isEnding) {
        if (this.#outside !== null) this.#waitForAnybody(this.#outside);
        else this.#serve(nextRequest(this.link.requests));
      }
    } finally {
      this.link.close();
      this.#outside?.close();
    }
  }

  /** Answers whoever asks next, from this program or from another. */
  #waitForAnybody(outside: OutsideClients): void {
    const served = (): true | null => {
      if (outside.serve()) return true;
      if (!isReadable(this.link.requests[handle])) return null;
      this.#serve(nextRequest(this.link.requests));
      return true;
    };
    waitAny(served, deadlineOf(outside.patience), WaitReason.socket);
  }

  /** Answers one request. */
  #serve(request: Request): void {
    try {
      if (request.what === Ask.shutdown) {
        this.#isEnding = true;
        this.link.close();
        request.reply(Reply.value, null);
        return;
      }
      this.#answer(request);
    } catch (error) {
      request.reply(Reply.traceback, format_exception(exception(error)).join(""));
    } finally {
      request.done();
    }
  }

  #answer(request: Request): void {
    const parts = request.parts();
    if (request.what === Ask.create) {
      const [typeid, args, kwds] = parts as [string, unknown[], dict<string, unknown> | null];
      request.reply(Reply.proxy, this.#create(typeid, args, kwds).kept);
      return;
    }
    const [id, method, args, kwds] = parts as [number, string, unknown[], dict<string, unknown> | null];
    const hosted = this.#find(id, method);
    let result: unknown;
    try {
      result = this.#perform(hosted, method, [...args], kwds);
    } catch (error) {
      request.reply(Reply.error, failureParts(exception(error)));
      return;
    }
    this.#send(request, hosted, method, result);
  }

  #send(request: Request, hosted: Hosted, method: string, result: unknown): void {
    const typeid = hosted.entry.methodToTypeid.get(method);
    if (typeid !== undefined) {
      request.reply(Reply.proxy, this.#keep(typeid, result).kept);
      return;
    }
    try {
      request.reply(Reply.value, transferable(result));
    } catch (error) {
      request.reply(Reply.error, failureParts(unserializable(exception(error))));
    }
  }

  /** Calls a method for a proxy that lives here. */
  call(id: number, method: string, args: unknown[], kwds: dict<string, unknown> | null): unknown {
    return this.#perform(this.#find(id, method), method, args, kwds);
  }

  #find(id: number, method: string): Hosted {
    const hosted = this.#objects.get(id);
    if (hosted === undefined) throw new KeyError(id);
    if (!hosted.exposed.has(method) && !ALWAYS_EXPOSED.has(method)) {
      const type = typeName(hosted.obj);
      const exposed = repr([...hosted.exposed].sort());
      throw unanswerable(
        method,
        new AttributeError(`method ${repr(method)} of <class '${type}'> object is not in exposed=${exposed}`),
      );
    }
    return hosted;
  }

  #perform(hosted: Hosted, method: string, args: unknown[], kwds: dict<string, unknown> | null): unknown {
    if (method === "#GETVALUE") return hosted.obj;
    if (method === "__imul__") {
      hosted.obj = imul(hosted.obj, args[0]);
      return null;
    }
    const keywords = kwds === null ? {} : Object.fromEntries(kwds.entries());
    const special = SPECIAL.get(method);
    if (special !== undefined) return special(hosted.obj, args, keywords) ?? null;
    return callOn(hosted.obj, method, args, keywords) ?? null;
  }

  #create(typeid: string, args: unknown[], kwds: dict<string, unknown> | null): { hosted: Hosted; kept: Kept } {
    const entry = this.#entry(typeid);
    const keywords = kwds === null ? {} : Object.fromEntries(kwds.entries());
    return this.#keep(typeid, entry.make([...args], keywords));
  }

  #entry(typeid: string): TypeEntry {
    const entry = this.#registry.get(typeid) ?? outsidePrimitives.get(typeid);
    if (entry === undefined) throw new KeyError(typeid);
    return entry;
  }

  /** Makes an object one that clients have proxies of. */
  #keep(typeid: string, obj: unknown): { hosted: Hosted; kept: Kept } {
    const entry = this.#entry(typeid);
    if (++this.#sinceSweep >= SWEEP_AFTER) this.#sweep();
    const token = new Token(typeid, this.link, new Referent(alloc(REFERENT_BYTES)));
    const exposed = entry.exposed ?? public_methods(obj);
    const hosted = { obj, outsideReferences: 0, token, entry, exposed: new Set(exposed) };
    this.#objects.set(token.id, hosted);
    return { hosted, kept: tuple.of(token, entry.proxytype, [...exposed]) as Kept };
  }

  /** Forgets the objects whose blocks nobody but the server holds. */
  #sweep(): void {
    this.#sinceSweep = 0;
    for (const [id, { token, outsideReferences }] of this.#objects) {
      if (outsideReferences === 0 && Atomics.load(memory.i32, holdersWord(token.referent[handle])) <= 1)
        this.#objects.delete(id);
    }
  }

  /** What clients of other programs are served with. They know objects by their numbers in base 16. */
  #host(): Host {
    const hostedBy = (ident: string): Hosted => {
      const hosted = this.#objects.get(parseInt(ident, 16));
      if (hosted === undefined) throw new KeyError(ident);
      return hosted;
    };
    const keptFor = (hosted: Hosted): OutsideKept => {
      hosted.outsideReferences++;
      return { typeid: hosted.token.typeid, id: hosted.token.id.toString(16), exposed: [...hosted.exposed] };
    };
    return {
      create: (typeid, args, kwds) => keptFor(this.#create(typeid, args, kwds).hosted),
      find: (ident, method) => this.#find(hostedBy(ident).token.id, method).obj,
      call: (ident, method, args, kwds) => {
        const hosted = hostedBy(ident);
        const value = this.#perform(hosted, method, args, kwds);
        const typeid = hosted.entry.methodToTypeid.get(method);
        return typeid === undefined
          ? { value: transferable(value) }
          : { kept: keptFor(this.#keep(typeid, value).hosted) };
      },
      methodsOf: (ident) => [...hostedBy(ident).exposed],
      changeReferences: (ident, change) => {
        hostedBy(ident).outsideReferences += change;
      },
      objectCount: () => this.#objects.size,
      shutdown: () => {
        this.#isEnding = true;
      },
    };
  }
}

/** Mirrors what CPython's server raises: it looks for another way to answer before it gives up. */
function unanswerable(method: string, refusal: AttributeError): KeyError {
  const error = new KeyError(method);
  error.__context__ = refusal;
  return error;
}

/** Calls an ordinary method. The built-in containers check their arguments themselves. */
function callOn(obj: unknown, method: string, args: unknown[], keywords: Record<string, unknown>): unknown {
  const given = Object.keys(keywords).length === 0 ? args : [...args, keywords];
  if (isList(obj)) return (list as unknown as Methods)[method]!(obj, ...given);
  if (obj instanceof dict || obj instanceof array) return (obj as unknown as Methods)[method]!(...given);
  return callmethod(obj, method, ...args, keywords);
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Views and iterators can't travel: a list of what they give does. */
function transferable(value: unknown): unknown {
  if (value instanceof dict_keys || value instanceof dict_values || value instanceof dict_items) return [...value];
  return value;
}

function unserializable(reason: BaseException): RemoteError {
  return new RemoteError(`Unserializable message: ${repr(reason)}\n`);
}

/** The process that holds a manager's objects. Mirrors Server of Lib/multiprocessing/managers.py. */
import { delattr, getattr, setattr } from "../../builtins/attributes.js";
import { callmethod } from "../../builtins/call-method.js";
import { dict_items, dict_keys, dict_values } from "../../builtins/dict-views.js";
import { dict } from "../../builtins/dict.js";
import { AttributeError, type BaseException, KeyError } from "../../builtins/exceptions.js";
import { iter, next } from "../../builtins/iterator.js";
import { add, contains, delitem, getitem, imul, len, mul, setitem } from "../../builtins/operators.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { list } from "../../builtins/list.js";
import { isList, tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { alloc, holdersWord, memory } from "../../kernel/memory.js";
import { SIGINT, onSignal } from "../../kernel/signals.js";
import { format_exception } from "../../kernel/traceback.js";
import { array } from "../../stdlib/array.js";
import { failureParts, RemoteError } from "../crew/errors.js";
import { handle } from "../spawning.js";
import { Ask, type Link, nextRequest, Reply, type Request } from "./link.js";
import { type LocalServer, setLocalServer } from "./local-server.js";
import { type Kept, Referent, Token } from "./proxy.js";
import { public_methods, type Registry, type TypeEntry } from "./registry.js";

/** After so many new objects the server looks which ones nobody has a proxy of any more. */
const SWEEP_AFTER = 1_000;
const REFERENT_BYTES = 8;

interface Hosted {
  obj: unknown;
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

  constructor(link: Link, registry: Registry) {
    this.link = link;
    this.#registry = registry;
  }

  /** Answers requests until it is told to end. */
  serveForever(): void {
    setLocalServer(this);
    // Ctrl-C is for the processes that the manager serves: it ends when they have
    onSignal(SIGINT, () => {});
    try {
      while (this.#serve(nextRequest(this.link.requests)));
    } finally {
      this.link.close();
    }
  }

  /** Answers one request; returns false when it was the last. */
  #serve(request: Request): boolean {
    try {
      if (request.what === Ask.shutdown) {
        this.link.close();
        request.reply(Reply.value, null);
        return false;
      }
      this.#answer(request);
    } catch (error) {
      request.reply(Reply.traceback, format_exception(exception(error)));
    } finally {
      request.done();
    }
    return true;
  }

  #answer(request: Request): void {
    const parts = request.parts();
    if (request.what === Ask.create) {
      const [typeid, args, kwds] = parts as [string, unknown[], dict<string, unknown> | null];
      request.reply(Reply.proxy, this.#create(typeid, args, kwds));
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
      request.reply(Reply.proxy, this.#keep(typeid, result));
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
      throw new AttributeError(`method ${repr(method)} of <class '${type}'> object is not in exposed=${exposed}`);
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

  #create(typeid: string, args: unknown[], kwds: dict<string, unknown> | null): Kept {
    const entry = this.#registry.get(typeid);
    if (entry === undefined) throw new KeyError(typeid);
    const keywords = kwds === null ? {} : Object.fromEntries(kwds.entries());
    return this.#keep(typeid, entry.make([...args], keywords));
  }

  /** Makes an object one that clients have proxies of. */
  #keep(typeid: string, obj: unknown): Kept {
    const entry = this.#registry.get(typeid);
    if (entry === undefined) throw new KeyError(typeid);
    if (++this.#sinceSweep >= SWEEP_AFTER) this.#sweep();
    const token = new Token(typeid, this.link, new Referent(alloc(REFERENT_BYTES)));
    const exposed = entry.exposed ?? public_methods(obj);
    this.#objects.set(token.id, { obj, token, entry, exposed: new Set(exposed) });
    return tuple.of(token, entry.proxytype, [...exposed]) as Kept;
  }

  /** Forgets the objects whose blocks nobody but the server holds. */
  #sweep(): void {
    this.#sinceSweep = 0;
    for (const [id, { token }] of this.#objects) {
      if (Atomics.load(memory.i32, holdersWord(token.referent[handle])) <= 1) this.#objects.delete(id);
    }
  }
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

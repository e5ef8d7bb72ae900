/** Pools in servers. Mirrors PoolProxy of Lib/multiprocessing/managers.py. */
import { dict } from "../../builtins/dict.js";
import { tuple } from "../../builtins/tuple.js";
import { registerModule } from "../../kernel/registry.js";
import type { IteratorProxy } from "./container-proxies.js";
import { BaseProxy } from "./proxy.js";

type Timeout = number | bigint | null;
type Chunk = number | bigint | null;

/** What a proxy of a job's result can do. */
export class AsyncResultProxy<T = unknown> extends BaseProxy {
  static readonly _exposed_ = tuple.of("get", "ready", "successful", "wait");

  get(timeout: Timeout = null): T {
    return this.call("get", timeout) as T;
  }

  wait(timeout: Timeout = null): null {
    return this.call("wait", timeout) as null;
  }

  ready(): boolean {
    return this.call("ready") as boolean;
  }

  successful(): boolean {
    return this.call("successful") as boolean;
  }
}
Object.defineProperty(AsyncResultProxy, "name", { value: "AutoProxy[AsyncResult]" });

/** A Pool whose workers are the children of a server. */
export class PoolProxy extends BaseProxy {
  static readonly _exposed_ = tuple.of(
    ..."apply apply_async close imap imap_unordered join map map_async starmap starmap_async terminate".split(" "),
  );
  static readonly _method_to_typeid_ = new dict<string, string>([
    ["apply_async", "AsyncResult"],
    ["map_async", "AsyncResult"],
    ["starmap_async", "AsyncResult"],
    ["imap", "Iterator"],
    ["imap_unordered", "Iterator"],
  ]);

  apply(func: unknown, ...call: unknown[]): unknown {
    return this._callmethod("apply", [func, ...call]);
  }

  /** `call`: args, kwds, and the callbacks by name, which run in the server. */
  apply_async(func: unknown, ...call: unknown[]): AsyncResultProxy {
    return this.call("apply_async", func, ...call) as AsyncResultProxy;
  }

  map(func: unknown, iterable: Iterable<unknown>, chunksize: Chunk = null): unknown[] {
    return this.call("map", func, iterable, chunksize) as unknown[];
  }

  map_async(func: unknown, iterable: Iterable<unknown>, ...rest: unknown[]): AsyncResultProxy<unknown[]> {
    return this.call("map_async", func, iterable, ...rest) as AsyncResultProxy<unknown[]>;
  }

  starmap(func: unknown, iterable: Iterable<unknown>, chunksize: Chunk = null): unknown[] {
    return this.call("starmap", func, iterable, chunksize) as unknown[];
  }

  starmap_async(func: unknown, iterable: Iterable<unknown>, ...rest: unknown[]): AsyncResultProxy<unknown[]> {
    return this.call("starmap_async", func, iterable, ...rest) as AsyncResultProxy<unknown[]>;
  }

  imap(func: unknown, iterable: Iterable<unknown>, chunksize: Chunk = 1): IteratorProxy {
    return this.call("imap", func, iterable, chunksize) as IteratorProxy;
  }

  imap_unordered(func: unknown, iterable: Iterable<unknown>, chunksize: Chunk = 1): IteratorProxy {
    return this.call("imap_unordered", func, iterable, chunksize) as IteratorProxy;
  }

  close(): null {
    return this.call("close") as null;
  }

  terminate(): null {
    return this.call("terminate") as null;
  }

  join(): null {
    return this.call("join") as null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.terminate();
  }
}

registerModule("multiprocessing.managers", { AsyncResultProxy, PoolProxy });

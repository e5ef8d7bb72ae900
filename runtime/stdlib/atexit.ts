/** Mirrors the module `atexit`: functions that run at the end of this process. */
import { call } from "../builtins/call.js";
import { atExit, cancelAtExit } from "../kernel/exit.js";
import { libraryModule } from "./module.js";
import * as self from "./atexit.js";

/** What stands for each registered function, to take it back. */
const registered = new Map<unknown, (() => void)[]>();

/** Mirrors `atexit.register(func, *args, **kwargs)`: keyword arguments in a trailing options object. Returns the function. */
export function register<T>(func: T, ...args: unknown[]): T {
  const run = (): void => void call(func, ...args);
  registered.set(func, [...(registered.get(func) ?? []), run]);
  atExit(run, func);
  return func;
}

/** Mirrors `atexit.unregister(func)`. */
export function unregister(func: unknown): void {
  for (const run of registered.get(func) ?? []) cancelAtExit(run);
  registered.delete(func);
}

libraryModule("atexit", () => self);

/** Which functions are methods of the runtime's classes. Imports nothing, so that it stands before these classes. */
import type { AnyFunction } from "./protocol.js";

/** Functions of natively held values' classes that take no value first: static and class methods. */
export const OF_CLASS: ReadonlySet<string> = new Set(["from_bytes", "fromhex", "maketrans"]);

export interface Receiver {
  owner: AnyFunction;
  name: string;
}

export const receivers = new WeakMap<CallableFunction, Receiver>();

/** Notes what a class's method, as a function of the value, is a method of. */
export function markReceiver(method: CallableFunction, owner: AnyFunction, name: string): void {
  if (!receivers.has(method)) receivers.set(method, { owner, name });
}

/** True for a method whose first argument is to be checked. */
export const hasReceiver = (method: CallableFunction): boolean => receivers.has(method);

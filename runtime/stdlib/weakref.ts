/**
 * Mirrors the module `weakref`. Differs: an object in a cycle goes as soon as one that is not (CPython waits for its
 * collector), and where a program looks at its references without an end, what goes meanwhile may be seen later.
 */
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { finalize } from "./weakref/finalize.js";
import { WeakKeyDictionary } from "./weakref/key-dictionary.js";
import { CallableProxyType, ProxyType } from "./weakref/proxy.js";
import { ref, WeakMethod } from "./weakref/ref.js";
import { WeakValueDictionary } from "./weakref/value-dictionary.js";
import { WeakSet } from "./weakref/weak-set.js";
import * as self from "./weakref.js";

export { getweakrefcount, getweakrefs } from "./weakref/ref.js";
export { proxy } from "./weakref/proxy.js";
export { finalize, ref, WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary };
export { CallableProxyType, ProxyType, ref as ReferenceType };
export const ProxyTypes = tuple.of(ProxyType, CallableProxyType);

Object.defineProperty(ref, "__name__", { value: "ReferenceType" });
libraryModule("weakref", () => self, {
  ref,
  WeakMethod,
  WeakValueDictionary,
  WeakKeyDictionary,
  WeakSet,
  finalize,
  ProxyType,
  CallableProxyType,
});

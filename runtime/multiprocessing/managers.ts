/**
 * Objects that live in a process of their own and that others use by proxies. Mirrors Lib/multiprocessing/managers.py;
 * differs: what blocks (locks, queues, events) lies in shared memory and not in the server, and the methods of all other
 * objects run in the server one at a time, where CPython has a thread for each client.
 */
export { RemoteError } from "./crew/errors.js";
export {
  ArrayProxy,
  DictProxy,
  IteratorProxy,
  ListProxy,
  NamespaceProxy,
  ValueProxy,
} from "./managers/container-proxies.js";
export { BaseManager, Manager, SyncManager } from "./managers/manager.js";
export { type AsyncResultProxy, PoolProxy } from "./managers/pool-proxy.js";
export {
  AcquirerProxy,
  BarrierProxy,
  ConditionProxy,
  EventProxy,
  JoinableQueueProxy,
  QueueProxy,
} from "./managers/primitive-proxies.js";
export { AutoProxy } from "./managers/outside/remote-token.js";
export { Token } from "./managers/outside/wire.js";
export { BaseProxy, MakeProxyType } from "./managers/proxy.js";
export { Server } from "./managers/server.js";
export { SharedMemoryManager } from "./managers/shared-memory-manager.js";
export { Namespace, Value } from "./managers/referents.js";

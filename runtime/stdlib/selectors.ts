/**
 * Mirrors the module `selectors`, on top of `select.select`: all its classes wait in the same way. Differs: what is ready
 * comes in the order of registration.
 */
import { ValueError, KeyError, RuntimeError } from "../builtins/exceptions.js";
import { getattr } from "../builtins/attributes.js";
import { call } from "../builtins/call.js";
import { isInt, type int } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { markRepeatable } from "../kernel/attempt.js";
import { Mapping } from "./collections/abc-mappings.js";
import { makeAbc } from "./collections/make-abc.js";
import { namedtuple, type NamedTuple } from "./collections/namedtuple.js";
import { libraryModule } from "./module.js";
import { select } from "./select.js";
import * as self from "./selectors.js";

export const EVENT_READ = 1;
export const EVENT_WRITE = 2;

/** Mirrors `selectors.SelectorKey`: what was registered, for which events, and the data that goes with it. */
export type SelectorKey = NamedTuple<[unknown, number, number, unknown]> & {
  readonly fileobj: unknown;
  readonly fd: number;
  readonly events: number;
  readonly data: unknown;
};
export const SelectorKey = namedtuple<SelectorKey>("SelectorKey", "fileobj fd events data", { module: "selectors" });

type Keys = Map<number, SelectorKey>;

/** The number of what can be waited for. @throws ValueError for what has none */
function descriptorOf(fileobj: unknown): number {
  let number: unknown = fileobj;
  if (!isInt(fileobj)) {
    const fileno: unknown = getattr(fileobj, "fileno", null);
    if (fileno === null) throw new ValueError(`Invalid file object: ${repr(fileobj)}`);
    number = call(fileno);
  }
  if (Number(number) < 0) throw new ValueError(`Invalid file descriptor: ${repr(number)}`);
  return Number(number);
}

/** The number under which an object is registered, even if it has been closed since. @throws ValueError */
function lookedUp(keys: Keys, fileobj: unknown): number {
  try {
    return descriptorOf(fileobj);
  } catch (error) {
    const known = [...keys.values()].find((key) => key.fileobj === fileobj);
    if (known === undefined) throw error;
    return known.fd;
  }
}

/** What `get_map` gives: a mapping from what is registered, or its number, to its key. */
const _SelectorMapping = makeAbc("_SelectorMapping", [Mapping], {
  module: "selectors",
  methods: {
    __init__: (self: { keys_: Keys }, keys: Keys): void => {
      self.keys_ = keys;
    },
    __len__: (self: { keys_: Keys }) => self.keys_.size,
    __getitem__: (self: { keys_: Keys }, fileobj: unknown) => keyOf(self.keys_, fileobj),
    __iter__: (self: { keys_: Keys }) => self.keys_.keys(),
  },
});

/** @throws KeyError for what isn't registered */
function keyOf(keys: Keys, fileobj: unknown): SelectorKey {
  const key = keys.get(lookedUp(keys, fileobj));
  if (key === undefined) throw new KeyError(`${repr(fileobj)} is not registered`);
  return key;
}

/** Mirrors `selectors.BaseSelector`. */
export class BaseSelector extends object {
  declare protected registered: Keys | null;

  override __init__(): void {
    Object.defineProperty(this, "registered", { value: new Map(), writable: true });
  }

  /** @throws RuntimeError when closed */
  protected get keys(): Keys {
    if (this.registered === null) throw new RuntimeError("Selector is closed");
    return this.registered;
  }

  /** @throws ValueError for no events, or others than there are; KeyError for what is registered already */
  register(fileobj: unknown, events: int, data: unknown = null): SelectorKey {
    const wanted = Number(events);
    if (wanted === 0 || (wanted & ~(EVENT_READ | EVENT_WRITE)) !== 0) {
      throw new ValueError(`Invalid events: ${repr(events)}`);
    }
    const keys = this.keys;
    const key = new SelectorKey(fileobj, lookedUp(keys, fileobj), events, data);
    if (keys.has(key.fd)) throw new KeyError(`${repr(fileobj)} (FD ${key.fd}) is already registered`);
    keys.set(key.fd, key);
    return key;
  }

  /** @throws KeyError for what isn't registered */
  unregister(fileobj: unknown): SelectorKey {
    const key = keyOf(this.keys, fileobj);
    this.keys.delete(key.fd);
    return key;
  }

  /** @throws KeyError for what isn't registered */
  modify(fileobj: unknown, events: int, data: unknown = null): SelectorKey {
    const key = keyOf(this.keys, fileobj);
    if (events !== key.events) {
      this.unregister(fileobj);
      return this.register(fileobj, events, data);
    }
    const changed = new SelectorKey(key.fileobj, key.fd, key.events, data);
    this.keys.set(key.fd, changed);
    return changed;
  }

  /** What is ready, and for which events; waits for the first. */
  select(timeout: number | bigint | null = null): tuple<[key: SelectorKey, events: number]>[] {
    const open = [...this.keys.values()].filter(isOpen);
    const waitingFor = (event: number) =>
      open.filter((key) => (key.events & event) !== 0).map(({ fileobj }) => fileobj);
    const time = timeout === null ? null : Math.max(0, Number(timeout));
    const [readable, writable] = select(waitingFor(EVENT_READ), waitingFor(EVENT_WRITE), [], time);
    return open.flatMap((key) => {
      const canRead = readable.includes(key.fileobj) ? EVENT_READ : 0;
      const canWrite = writable.includes(key.fileobj) ? EVENT_WRITE : 0;
      return canRead + canWrite === 0 ? [] : [tuple.of(key, canRead + canWrite)];
    });
  }

  close(): void {
    this.registered = null;
  }

  /** @throws RuntimeError when closed, KeyError for what isn't registered */
  get_key(fileobj: unknown): SelectorKey {
    return keyOf(this.keys, fileobj);
  }

  get_map(): unknown {
    return this.registered === null ? null : (call(_SelectorMapping, this.registered) as unknown);
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._args: unknown[]): void {
    this.close();
  }
}

/** False for a socket that was closed while it is registered, which the system forgets. */
function isOpen({ fileobj }: SelectorKey): boolean {
  return isInt(fileobj) || Number(call(getattr(fileobj, "fileno"))) >= 0;
}

/** Mirrors `selectors.SelectSelector`. */
export class SelectSelector extends BaseSelector {}

/** Mirrors `selectors.PollSelector`. */
export class PollSelector extends BaseSelector {}

/** Mirrors `selectors.EpollSelector`. */
export class EpollSelector extends BaseSelector {}

export { EpollSelector as DefaultSelector };

markRepeatable(BaseSelector.prototype.select);
libraryModule("selectors", () => self, {
  BaseSelector,
  EpollSelector,
  PollSelector,
  SelectSelector,
});

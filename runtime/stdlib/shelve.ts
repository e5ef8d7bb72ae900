/**
 * Mirrors the module `shelve`: a dict whose values are pickled into files. Of the databases that `dbm` knows it has
 * `dbm.dumb`'s (NAME.dat and NAME.dir), which every CPython reads and writes; of others it says that it doesn't know them.
 */
import { hasattr } from "../builtins/attributes.js";
import { call } from "../builtins/call.js";
import { callmethod } from "../builtins/call-method.js";
import { dict } from "../builtins/dict.js";
import { ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import * as operators from "../builtins/operators.js";
import { object } from "../builtins/object.js";
import { truth } from "../builtins/truth.js";
import { atExit } from "../kernel/exit.js";
import { defineModule } from "../builtins/names.js";
import { MutableMapping } from "./collections/abc-mappings.js";
import { makeAbc } from "./collections/make-abc.js";
import { libraryModule } from "./module.js";
import { fspath } from "./os/paths.js";
import { dumps, loads } from "./pickle.js";
import { error, openDatabase } from "./shelve/dumb-database.js";
import * as self from "./shelve.js";

/** What a shelf has. */
interface Holder {
  dict: unknown;
  writeback: unknown;
  cache: dict;
  keyencoding: string;
  protocol: number | null;
}

interface ShelfOptions {
  protocol?: number | null;
  writeback?: unknown;
  keyencoding?: string;
}

/** What a closed shelf has in the place of its dict. */
class _ClosedDict extends object {
  #refuse(): never {
    throw new ValueError("invalid operation on closed shelf");
  }

  override [Symbol.iterator] = (): never => this.#refuse();

  __len__(): never {
    return this.#refuse();
  }

  __contains__(_key: unknown): never {
    return this.#refuse();
  }

  __getitem__(_key: unknown): never {
    return this.#refuse();
  }

  __setitem__(_key: unknown, _value: unknown): never {
    return this.#refuse();
  }

  __delitem__(_key: unknown): never {
    return this.#refuse();
  }

  keys(): never {
    return this.#refuse();
  }
}

const encoded = (shelf: Holder, key: unknown): unknown => callmethod(key, "encode", shelf.keyencoding);

function put(shelf: Holder, key: unknown, value: unknown): void {
  operators.setitem(shelf.dict as never, encoded(shelf, key) as never, dumps(value, shelf.protocol) as never);
}

function sync(shelf: Holder): void {
  if (truth(shelf.writeback)) {
    for (const [key, value] of shelf.cache.items()) put(shelf, key, value);
    shelf.cache.clear();
  }
  if (hasattr(shelf.dict, "sync")) callmethod(shelf.dict, "sync");
}

function close(shelf: Holder): void {
  if (shelf.dict instanceof _ClosedDict) return;
  try {
    sync(shelf);
    if (hasattr(shelf.dict, "close")) callmethod(shelf.dict, "close");
  } finally {
    shelf.dict = new _ClosedDict();
  }
}

function setUp(shelf: Holder, contents: unknown, options: ShelfOptions): void {
  const { protocol = null, writeback = false, keyencoding = "utf-8" } = options;
  Object.assign(shelf, { dict: contents, protocol, writeback, cache: new dict(), keyencoding });
  atExit(() => close(shelf));
}

/** Mirrors `shelve.Shelf`: keeps pickles in any mapping with keys of bytes. */
export const Shelf = makeAbc("Shelf", [MutableMapping], {
  module: "shelve",
  methods: {
    __init__: Object.defineProperty(
      (self: Holder, contents: unknown, options: ShelfOptions = {}) => setUp(self, contents, options),
      "__signature__",
      { value: "self, dict, *, protocol=None, writeback=False, keyencoding='utf-8'" },
    ),
    *__iter__(self: Holder): Generator<unknown> {
      for (const key of iterate(callmethod(self.dict, "keys"))) yield callmethod(key, "decode", self.keyencoding);
    },
    __len__: (self: Holder) => operators.len(self.dict),
    __contains__: (self: Holder, key: unknown) => operators.contains(self.dict as never, encoded(self, key) as never),
    get(self: Holder, key: unknown, default_: unknown = null): unknown {
      const isThere = operators.contains(self.dict as never, encoded(self, key) as never);
      return isThere ? operators.getitem(self, key) : default_;
    },
    __getitem__(self: Holder, key: unknown): unknown {
      if (self.cache.__contains__(key)) return self.cache.__getitem__(key);
      const value: unknown = loads(operators.getitem(self.dict, encoded(self, key)) as never);
      if (truth(self.writeback)) self.cache.__setitem__(key, value);
      return value;
    },
    __setitem__(self: Holder, key: unknown, value: unknown): void {
      if (truth(self.writeback)) self.cache.__setitem__(key, value);
      put(self, key, value);
    },
    __delitem__(self: Holder, key: unknown): void {
      operators.delitem(self.dict as never, encoded(self, key) as never);
      self.cache.pop(key, null);
    },
    __enter__: (self: Holder) => self,
    __exit__: (self: Holder, ..._args: unknown[]) => close(self),
    close,
    sync,
  },
});

/** Mirrors `shelve.DbfilenameShelf`: a shelf in files. */
export const DbfilenameShelf = makeAbc("DbfilenameShelf", [Shelf], {
  module: "shelve",
  methods: {
    __init__(
      self: Holder,
      filename: unknown,
      flag = "c",
      protocol: number | null = null,
      writeback: unknown = false,
    ): void {
      setUp(self, openDatabase(fspath(filename as never) as string, flag), { protocol, writeback });
    },
  },
});

/** Opens a shelf in files, and makes it for the flags "c" and "n". @throws error */
export function open(
  filename: unknown,
  flag = "c",
  protocol: number | null = null,
  writeback: unknown = false,
): unknown {
  return call(DbfilenameShelf, filename, flag, protocol, writeback);
}

defineModule({ error }, "dbm");
libraryModule("shelve", () => self);

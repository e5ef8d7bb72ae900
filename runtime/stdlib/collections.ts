/** Mirrors the module `collections`. */
import { makeGeneric } from "../builtins/generic-alias.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./collections.js";
import { ChainMap } from "./collections/chain-map.js";
import { Counter } from "./collections/counter.js";
import { deque } from "./collections/deque.js";
import { defaultdict, OrderedDict } from "./collections/dicts.js";

export { UserDict, UserList, UserString } from "./collections/user-classes.js";
export { ChainMap, Counter, defaultdict, deque, OrderedDict };
export { namedtuple, type NamedTuple } from "./collections/namedtuple.js";

nativeClasses("collections", { deque, defaultdict, OrderedDict });
makeGeneric(ChainMap, deque);
libraryModule("collections", () => self, { ChainMap, Counter, defaultdict, deque, OrderedDict });

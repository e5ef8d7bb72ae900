/**
 * Mirrors the module `collections.abc`: what makes a class a container, an iterator or a callable, and the methods that
 * follow from a few. Mirrors Lib/_collections_abc.py.
 */
import { libraryModule } from "../module.js";
import { AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Coroutine } from "./abc-async.js";
import { Mapping, MutableMapping } from "./abc-mappings.js";
import {
  Callable,
  Collection,
  Container,
  Generator,
  Hashable,
  Iterable,
  Iterator,
  Reversible,
  Sized,
} from "./abc-one-method.js";
import { ByteString, MutableSequence, Sequence } from "./abc-sequences.js";
import { MutableSet, Set } from "./abc-sets.js";
import { ItemsView, KeysView, MappingView, ValuesView } from "./abc-views.js";
import * as self from "./abc.js";

export * from "./abc-async.js";
export * from "./abc-mappings.js";
export * from "./abc-one-method.js";
export * from "./abc-sequences.js";
export * from "./abc-sets.js";
export * from "./abc-views.js";

libraryModule("collections.abc", () => self, {
  AsyncGenerator,
  AsyncIterable,
  AsyncIterator,
  Awaitable,
  ByteString,
  Callable,
  Collection,
  Container,
  Coroutine,
  Generator,
  Hashable,
  ItemsView,
  Iterable,
  Iterator,
  KeysView,
  Mapping,
  MappingView,
  MutableMapping,
  MutableSequence,
  MutableSet,
  Reversible,
  Sequence,
  Set,
  Sized,
  ValuesView,
});

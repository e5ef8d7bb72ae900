/** The class names of objects that have no class of their own in JavaScript. Imports nothing, so that it stands before all that asks. */
/** What JavaScript calls the objects that have no class of their own. */
const TAGS: Record<string, string> = {
  "Array Iterator": "list_iterator",
  "String Iterator": "str_iterator",
  "Map Iterator": "dict_keyiterator",
  "Set Iterator": "set_iterator",
  Generator: "generator",
  Coroutine: "coroutine",
  AsyncGenerator: "async_generator",
  ...Object.fromEntries(
    ["key", "value", "item", "reversekey", "reversevalue", "reverseitem"].map((of) => [
      `dict_${of}iterator`,
      `dict_${of}iterator`,
    ]),
  ),
  tuple_iterator: "tuple_iterator",
  str_ascii_iterator: "str_ascii_iterator",
  set_iterator: "set_iterator",
  range_iterator: "range_iterator",
  bytes_iterator: "bytes_iterator",
  bytearray_iterator: "bytearray_iterator",
  Module: "module",
};

/** Names what a generator function of the runtime gives: for Python an iterator of that class, not a generator. */
export function nameIterators(make: { prototype: object }, name: string): void {
  Object.defineProperty(make.prototype, Symbol.toStringTag, { value: name });
  TAGS[name] = name;
}

/** The class name of an object that has no class of its own, undefined for one that has. */
export function tagName(value: object): string | undefined {
  const tag = (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return tag !== undefined && Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
}

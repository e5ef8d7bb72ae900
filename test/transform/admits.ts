/** Whether an inferred type admits a value that CPython had, as record_types.py describes it. */
import type { Callee, Type } from "../../transform/infer/types.js";

/** Kind of value, then what belongs to it: the bound of an int, the elements of a container, the names of the classes. */
export type Seen = [kind: string, ...details: unknown[]];

/** Enumerations of CPython's library whose members are plain ints here. */
const LIBRARY_ENUMERATIONS = new Set(["Signals", "Handlers", "RegexFlag", "AddressFamily", "SocketKind"]);

export function admits(type: Type, seen: Seen): boolean {
  const [kind, detail, more] = seen;
  switch (type.kind) {
    case "unknown":
      return true;
    case "never":
      return false;
    case "union":
      return type.members.some((member) => admits(member, seen));
    case "none":
      return kind === "None";
    case "int":
      if (kind === "instance") return LIBRARY_ENUMERATIONS.has((detail as string[])[0]!);
      return (
        kind === "int" && (detail as number) <= (type.bits ?? Infinity) && (more as number) >= (type.least ?? -Infinity)
      );
    case "list":
    case "set":
    case "frozenset":
      return kind === type.kind && all(detail, type.element);
    case "dict":
      return kind === "dict" && all(detail, type.key) && all(more, type.value);
    case "tuple":
      // Named tuples of CPython's library are plain ones here.
      if (kind === "instance") return (detail as string[]).includes("tuple");
      return kind === "tuple" && admitsTuple(type.elements, detail as Seen[]);
    case "tuple-of":
      return kind === "tuple" && all(detail, type.element);
    case "iterable":
    case "generator":
      return kind === "generator" || kind === "instance" || kind === "builtin";
    case "instance":
      if (type.of.kind === "stub") return ["instance", "class", "builtin", "generator"].includes(kind);
      return kind === "instance" && (detail as string[]).includes(type.of.node.name);
    case "class":
      // A class of the runtime may be a function of CPython's: `multiprocessing.Queue`.
      if (type.of.kind === "stub")
        return kind === "class" || kind === "method" || kind === "function" || kind === "builtin";
      return kind === "class" && detail === type.of.node.name;
    case "function":
      return admitsFunction(type.of, kind, detail as string);
    case "callable":
      return ["function", "method", "builtin", "class", "instance"].includes(kind);
    default:
      return kind === type.kind;
  }
}

function all(seen: unknown, type: Type): boolean {
  return (seen as Seen[]).every((element) => admits(type, element));
}

function admitsTuple(types: Type[], seen: Seen[]): boolean {
  // A tuple inside others is described down to some depth only.
  if (seen.length === 0) return true;
  return types.length === seen.length && types.every((type, index) => admits(type, seen[index]!));
}

function admitsFunction(callee: Callee, kind: string, name: string): boolean {
  const of = callee.kind === "bound" ? callee.function : callee;
  if (of.kind === "stub") return ["function", "method", "builtin", "class", "instance"].includes(kind);
  const own = of.node.kind === "Lambda" ? "<lambda>" : of.node.name;
  // A cached function is an object of its own.
  return kind === "builtin" || ((kind === "function" || kind === "method") && name === own);
}

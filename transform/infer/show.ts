/** Types in Python's notation, for messages and tests. */
import type { Callee, StubClass, Type, UserClass } from "./types.js";

/** The notation of a type: `list[int]`, `dict[str, float | None]`; a small int is `int`, as it is to Python. */
export function show(type: Type): string {
  switch (type.kind) {
    case "none":
      return "None";
    case "list":
    case "set":
    case "frozenset":
      return `${type.kind}[${show(type.element)}]`;
    case "dict":
      return `dict[${show(type.key)}, ${show(type.value)}]`;
    case "tuple":
      return `tuple[${type.elements.length === 0 ? "()" : type.elements.map(show).join(", ")}]`;
    case "tuple-of":
      return `tuple[${show(type.element)}, ...]`;
    case "iterable":
      return `Iterable[${show(type.element)}]`;
    case "generator":
      return `Generator[${show(type.element)}]`;
    case "instance":
      return type.arguments.length === 0
        ? nameOf(type.of)
        : `${nameOf(type.of)}[${type.arguments.map(show).join(", ")}]`;
    case "class":
      return `type[${nameOf(type.of)}]`;
    case "function":
      return `def ${calleeName(type.of)}`;
    case "callable":
      return `Callable[[${type.parameters?.map(show).join(", ") ?? "..."}], ${show(type.result)}]`;
    case "module":
      return `module ${type.name}`;
    case "union":
      return type.members.map(show).join(" | ");
    default:
      return type.kind;
  }
}

function nameOf(of: UserClass | StubClass): string {
  return of.kind === "user" ? of.node.name : of.name.slice(of.name.lastIndexOf(".") + 1);
}

function calleeName(of: Callee): string {
  if (of.kind === "bound") return `${show(of.self)}.${calleeName(of.function)}`;
  if (of.kind === "stub") return of.name;
  return of.node.kind === "Lambda" ? "<lambda>" : of.node.name;
}

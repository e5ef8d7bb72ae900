/** A change to a plain object inside a manager's dict or list, which stays in the copy that was read. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import type { Type } from "../infer/types.js";
import type { Hazard, Scene } from "./hazard.js";
import { PROXY_DICT, PROXY_LIST, PROXY_NAMESPACE } from "./kinds.js";
import type { Survey } from "./survey.js";

const CHANGING = new Set(
  ["append extend insert remove pop clear sort reverse", "update setdefault popitem", "add discard"].flatMap((names) =>
    names.split(" "),
  ),
);
/** Methods of proxies that give a copy of what is inside. */
const READING = new Set(["get", "setdefault"]);
const READING_ALL = new Set(["values", "items"]);

export function nestedChange({ survey }: Scene): Hazard[] {
  return survey.changes().flatMap(({ node, of, isStore }) => {
    if (!isStore && !CHANGING.has(lastName(node) ?? "")) return [];
    const proxy = copiedFrom(of, survey) ?? copiedInto(of, survey);
    if (proxy === null || !isPlain(survey.typeOf(of))) return [];
    const [inner, outer] = [survey.textOf(of), survey.textOf(proxy)];
    return {
      code: "nested-change",
      node: survey.parentOf(node)?.kind === "Call" ? survey.parentOf(node)! : node,
      message: `${inner} is a copy of what the manager has: the change is lost`,
      hint: `change a variable and store it again (value = ${inner}; …; ${outer}[…] = value), or put in an object of the manager`,
    };
  });
}

/** The proxy that an expression reads from: `d[k]`, `d.get(k)`, `namespace.items`. */
function copiedFrom(of: ast.Expression, survey: Survey): ast.Expression | null {
  if (of.kind === "Subscript") {
    const isProxy = survey.isA(of.value, [...PROXY_DICT, ...PROXY_LIST]);
    return isProxy ? of.value : copiedFrom(of.value, survey);
  }
  if (of.kind === "Attribute") return survey.isA(of.value, PROXY_NAMESPACE) ? of.value : null;
  if (of.kind !== "Call" || of.func.kind !== "Attribute" || !READING.has(of.func.attr)) return null;
  return survey.isA(of.func.value, PROXY_DICT) ? of.func.value : null;
}

/** The same of a variable that holds what was read, when the script does nothing with it but to change it. */
function copiedInto(of: ast.Expression, survey: Survey): ast.Expression | null {
  const binding = of.kind === "Name" ? survey.fileOf(of).bindings.resolve(of) : null;
  const [only, ...others] = binding?.definitions ?? [];
  if (binding === null || only === undefined || others.length > 0) return null;
  if (!binding.reads.every((read) => survey.isChanged(read))) return null;
  if (only.kind === "assign" && only.statement.kind === "Assign" && only.statement.targets[0] === only.name)
    return copiedFrom(only.statement.value, survey);
  return only.kind === "loop" ? loopedOver(only.statement.iter, survey) : null;
}

/** The proxy that a loop goes over: `for x in a_list`, `for k, x in a_dict.items()`. */
function loopedOver(iter: ast.Expression, survey: Survey): ast.Expression | null {
  if (survey.isA(iter, PROXY_LIST)) return iter;
  if (iter.kind !== "Call" || iter.func.kind !== "Attribute" || !READING_ALL.has(iter.func.attr)) return null;
  return survey.isA(iter.func.value, PROXY_DICT) ? iter.func.value : null;
}

/** True for what has no proxy of its own: containers, and objects of the script. */
function isPlain(type: Type): boolean {
  if (type.kind === "union") return type.members.every((member) => member.kind === "none" || isPlain(member));
  if (type.kind === "instance") return type.of.kind === "user" || /^(?:collections|builtins)\./.test(type.of.name);
  return type.kind === "list" || type.kind === "dict" || type.kind === "set";
}

/** Whether a class's `__init__` can be a constructor: asked for the whole family of a class, so that all agree. */
import type { StubClass, UserClass } from "../infer/types.js";
import { isEmptySuperInit, mentionsSuperInit, mayMoveSuperInit, startsWithSuperInit } from "../super-init.js";
import type { Lowering } from "./lowering.js";

/** True when the class and all its relatives among the script's classes can be plain TypeScript classes. */
export function isConstructorForm(of: UserClass, lowering: Lowering): boolean {
  return family(of, lowering).every((each) => isPlain(each) && !lowering.reinitialized.has(each.node));
}

/** True for the class itself and for what derives from it. */
export function descendsFrom(of: UserClass, ancestor: UserClass): boolean {
  return of === ancestor || of.bases.some((base) => base?.kind === "user" && descendsFrom(base, ancestor));
}

/** The class with its bases and subclasses, near and far. */
function family(of: UserClass, lowering: Lowering): UserClass[] {
  const found = new Set([of]);
  for (const member of found) {
    for (const base of member.bases) if (base?.kind === "user") found.add(base);
    for (const other of lowering.classes) if (other.bases.includes(member)) found.add(other);
  }
  return [...found];
}

function isPlain(of: UserClass): boolean {
  if (of.bases.length > 1 || of.node.keywords.length > 0 || of.methods.has("__new__")) return false;
  const init = of.methods.get("__init__")?.node;
  const [base] = of.bases;
  if (base === null) return false;
  if (init?.kind !== "FunctionDef") return true;
  if (init.decorator_list.length > 0) return false;
  if (!base) return init.body.every((statement) => isEmptySuperInit(statement) || !mentionsSuperInit(statement));
  // an enumeration's `__init__` runs when a member is made, not when one is looked up
  if (base.kind === "stub" && base.module === "enum") return false;
  // … and that of what each thread has of its own, when a thread first asks
  if (base.kind === "stub" && base.name === "threading.local") return false;
  if (base.kind === "stub")
    return init.body.some(mentionsSuperInit) ? mayMoveSuperInit(init) : !noticesMissingInit(base);
  return startsWithSuperInit(init) || (hasNoInit(base) && !init.body.some(mentionsSuperInit));
}

/** True for threads and processes: without their own `__init__` they are none, and say so when they are started. */
function noticesMissingInit(base: StubClass): boolean {
  return (
    base.name === "threading.Thread" ||
    base.name === "multiprocessing.process.BaseProcess" ||
    base.bases.some(noticesMissingInit)
  );
}

/** True when making an instance of the class, but for the class itself, runs no code: `super()` comes first for free. */
function hasNoInit(of: UserClass): boolean {
  if (of.methods.has("__init__")) return false;
  return of.bases.every((base) => (base?.kind === "user" ? hasNoInit(base) : base?.name === "abc.ABC"));
}

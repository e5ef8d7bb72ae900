/**
 * Method calls, reads and stores on receivers of unknown type. They may mean any class whose instances go where their
 * type is not followed, so each is applied to all of these, whichever of the two is found first. What they give is
 * followed further, beside being unknown.
 */
import { callMethod, readAtomAttribute, storeAtomAttribute } from "./attributes.js";
import type { ClassInfo, Program, UnknownUse } from "./program.js";

export function recordUnknownUse(program: Program, use: UnknownUse): void {
  program.unknownUses.push(use);
  for (const info of program.classes.values()) if (info.escapes) applyUse(program, use, info);
}

export function applyUnknownUses(program: Program, info: ClassInfo): void {
  for (const use of [...program.unknownUses]) applyUse(program, use, info);
}

function applyUse(program: Program, use: UnknownUse, info: ClassInfo): void {
  const instance = { kind: "instance", of: info.user } as const;
  switch (use.kind) {
    case "call":
      if (!hasMember(info, use.name)) return;
      return callMethod(program, instance, use.name, use.arguments, use.result);
    case "read":
      if (!hasMember(info, use.name)) return;
      return readAtomAttribute(program, instance, use.name, use.result);
    case "store":
      return storeAtomAttribute(program, instance, use.name, use.value);
  }
}

function hasMember(info: ClassInfo, name: string): boolean {
  return info.ancestors.some(
    (of) => of.methods.has(name) || of.properties.has(name) || of.declared.has(name) || of.attributes.has(name),
  );
}

/**
 * Values that go where they are not followed.
 *
 * A value *escapes* when code of unknown behaviour gets it: it may be written to and called with anything. It *leaks* when
 * the runtime keeps it and gives it back as Any: it may be called, and met again as an unknown receiver, but what it
 * contains stays what it is.
 */
import type { SourceModule } from "../program/source-module.js";
import { UNKNOWN, type Atom, type GenericAtom } from "./atoms.js";
import { applyUnknownUses } from "./unknown-uses.js";
import { find, type TypeNode } from "./solver.js";
import type { ClassInfo, FunctionInfo, Program } from "./program.js";

export function escape(program: Program, node: TypeNode): void {
  const root = find(node);
  if (program.escaped.has(root)) return;
  program.escaped.add(root);
  program.solver.on(root, (atom) => escapeAtom(program, atom));
}

export function leak(program: Program, node: TypeNode): void {
  const root = find(node);
  if (program.leaked.has(root)) return;
  program.leaked.add(root);
  program.solver.on(root, (atom) => leakAtom(program, atom));
}

export function escapeAtom(program: Program, atom: Atom): void {
  switch (atom.kind) {
    case "generic":
      for (const parameter of atom.parameters) {
        if (isMutable(atom)) program.solver.add(parameter, UNKNOWN);
        escape(program, parameter);
      }
      return;
    case "tuple":
      for (const element of atom.elements) escape(program, element);
      return;
    default:
      return letOut(program, atom, escape);
  }
}

export function leakAtom(program: Program, atom: Atom): void {
  switch (atom.kind) {
    case "generic":
      for (const parameter of atom.parameters) leak(program, parameter);
      return;
    case "tuple":
      for (const element of atom.elements) leak(program, element);
      return;
    default:
      return letOut(program, atom, leak);
  }
}

/** What escaping and leaking have in common: functions may be called with anything, instances met as unknown receivers. */
function letOut(program: Program, atom: Atom, further: (program: Program, node: TypeNode) => void): void {
  switch (atom.kind) {
    case "function":
      if (atom.of.kind === "user") openFunction(program, program.functionOf(atom.of));
      return;
    case "bound":
      if (atom.function.kind === "user") openFunction(program, program.functionOf(atom.function), atom.self);
      return further(program, program.just(atom.self));
    case "class":
      if (atom.of.kind === "user") return openClass(program, program.classOf(atom.of));
      // Anyone may make one of anything.
      if (atom.of.fields !== null)
        for (const field of program.parametersOf(atom.of)) program.solver.add(field, UNKNOWN);
      return;
    case "instance":
      return letInstancesOut(program, program.classOf(atom.of));
    case "partial":
    case "manager-factory":
      return further(program, atom.function);
    case "callable":
      return further(program, atom.result);
    case "module": {
      const own = program.source.find(atom.name);
      if (own !== null) openModule(program, own);
      return;
    }
    case "manager":
      return further(program, atom.entered);
    default:
      return;
  }
}

/** What the module defines may be read, called and written by anyone. */
export function openModule(program: Program, module: SourceModule): void {
  if (program.openModules.has(module)) return;
  program.openModules.add(module);
  for (const binding of module.bindings.module.bindings.values()) escape(program, program.total(binding));
}

function isMutable(atom: GenericAtom): boolean {
  if (typeof atom.of !== "string") return atom.of.fields === null;
  return atom.of === "list" || atom.of === "dict" || atom.of === "set";
}

/** The function may be called by anyone with anything; as a method, with the receiver that it is bound to. */
export function openFunction(program: Program, info: FunctionInfo, self: Atom | null = null): void {
  const names = [...info.parameters.keys()];
  if (self !== null && names.length > 0) program.solver.add(info.parameters.get(names[0]!)!, self);
  if (info.escapes) return;
  info.escapes = true;
  info.called = true;
  const { vararg, kwarg } = info.user.node.args;
  for (const name of self === null ? names : names.slice(1)) {
    if (name !== vararg?.arg && name !== kwarg?.arg) program.solver.add(info.parameters.get(name)!, UNKNOWN);
  }
  if (info.rest.vararg) program.solver.add(info.rest.vararg, UNKNOWN);
  if (info.rest.kwarg) program.solver.add(info.rest.kwarg, UNKNOWN);
  escape(program, info.result);
}

function openClass(program: Program, info: ClassInfo): void {
  letInstancesOut(program, info);
  const init = info.ancestors.find((of) => of.methods.has("__init__"))?.methods.get("__init__");
  if (init !== undefined) openFunction(program, init, { kind: "instance", of: info.user });
}

/** Instances of the class may be receivers of unknown type from now on. */
export function letInstancesOut(program: Program, info: ClassInfo): void {
  if (info.escapes) return;
  info.escapes = true;
  applyUnknownUses(program, info);
}

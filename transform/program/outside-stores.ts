/** `module.name = value`: variables that one module writes in another. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import type { SourceProgram } from "./program.js";
import type { SourceModule } from "./source-module.js";

/** Marks the variables that are written so, as far as names tell the module; a variable that is new is made. */
export function markOutsideStores(program: SourceProgram): void {
  for (const module of program.modules.values()) {
    walk(module.module, {
      enter(node) {
        if (node.kind !== "Attribute" || node.ctx === "Load") return;
        const of = moduleNamed(node.value, module, program);
        if (of !== null) writtenOutside(of, node.attr);
      },
    });
  }
}

/** The variable of a module that another writes. */
export function writtenOutside(of: SourceModule, name: string): Binding {
  const { module } = of.bindings;
  let binding = module.bindings.get(name);
  if (binding === undefined) {
    binding = {
      name,
      scope: module,
      definitions: [],
      reads: [],
      captured: true,
      writtenInside: true,
      writtenOutside: true,
    };
    module.bindings.set(name, binding);
  }
  binding.captured = binding.writtenInside = binding.writtenOutside = true;
  return binding;
}

/** The module of the program that a name or dotted name surely means. */
export function moduleNamed(node: ast.Expression, inside: SourceModule, program: SourceProgram): SourceModule | null {
  if (node.kind === "Attribute") {
    const of = moduleNamed(node.value, inside, program);
    const member = of && program.member(of, node.attr);
    return member?.kind === "module" ? member.module : null;
  }
  const binding = node.kind === "Name" ? inside.bindings.resolve(node) : null;
  const definition = binding?.definitions.find(({ kind }) => kind === "import");
  if (definition?.kind !== "import") return null;
  const target = program.target(definition.alias, definition.statement, binding!.name);
  return target?.kind === "module" ? target.module : null;
}

/** Which variables of a module have values once it has run, so that others can read them without asking. */
import type * as ast from "../../parser/ast.js";
import type { Binding, Definition } from "../bind/scopes.js";
import type { SourceModule } from "../program/source-module.js";
import { Assignment } from "./declarations/assignment.js";
import { definitionNode } from "./declarations/definitions.js";
import type { Lowering } from "./lowering.js";
import { maySwallow } from "./statements/with.js";

/** True for a variable that the module's own code surely gives a value, which nothing takes away. */
export function isAlwaysThere(binding: Binding, { module, bindings }: SourceModule, lowering: Lowering): boolean {
  const { definitions } = binding;
  if (definitions.length === 0 || definitions.some(({ kind }) => kind === "delete")) return false;
  if (definitions.some((definition) => isOwnStatement(definition, module.body))) return true;
  return new Assignment(binding, bindings, new Set(), (node) => maySwallow(node, lowering)).block(module.body, false);
}

/** True for a definition that stands at the module's top level, which is how most do. */
function isOwnStatement(definition: Definition, body: readonly ast.Statement[]): boolean {
  if (definition.kind === "loop") return false;
  const node = "statement" in definition ? definition.statement : definitionNode(definition);
  return body.includes(node as ast.Statement);
}

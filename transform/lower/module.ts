/** The module as a whole: its statements, and the registration of what other processes know by name. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import * as b from "./builders.js";
import { withoutDocstring } from "./functions.js";
import type { Lowering } from "./lowering.js";
import { checkShadowing } from "./shadowing.js";
import { variableName } from "./names.js";

export function lowerModule(module: ast.Module, lowering: Lowering): ts.Statement[] {
  checkShadowing(module, lowering);
  const body = withoutDocstring(module.body);
  const frame = { scope: lowering.context.bindings.module, self: null, selfAlias: null, tagsResult: false };
  const { result, declared } = lowering.body(frame, body, () => lowerBody(body, lowering));
  // A module that needs nothing of the runtime still is a Python program that the runtime must start.
  lowering.context.imports.start();
  return [...declared, ...result];
}

/** Registers functions and classes behind the last of them, ahead of the code that uses them. */
function lowerBody(body: readonly ast.Statement[], lowering: Lowering): ts.Statement[] {
  const last = body.findLastIndex((statement) => statement.kind === "FunctionDef" || statement.kind === "ClassDef");
  return body.flatMap((statement, index) => {
    const lowered = lowering.statement(statement);
    return index === last ? [...lowered, ...registration(lowering)] : lowered;
  });
}

/** `define({ worker, Task })`. */
function registration(lowering: Lowering): ts.Statement[] {
  const bindings = [...lowering.context.bindings.module.bindings.values()].filter((binding) =>
    isDefined(binding, lowering),
  );
  if (bindings.length === 0) return [];
  const members = bindings.map((binding) => [binding.name, b.id(variableName(binding.name))] as const);
  return [b.statement(b.call(lowering.helper("define"), [b.object(members)]))];
}

/** True for a function or class that stands at the module's top level. */
function isDefined(binding: Binding, lowering: Lowering): boolean {
  return binding.definitions.some(
    (definition) =>
      (definition.kind === "function" || definition.kind === "class") &&
      lowering.context.module.body.includes(definition.definition),
  );
}

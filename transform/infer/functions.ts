/** What is kept for each def and lambda. */
import type * as ast from "../../parser/ast.js";
import { parametersOf } from "../bind/collect.js";
import { STR } from "./atoms.js";
import type { FunctionInfo, FunctionNode, Program } from "./program.js";
import { asyncResult } from "./coroutines.js";
import type { UserClass } from "./types.js";

/** Makes the entry of a function: nodes for its parameters, its result and what it yields. */
export function enterFunction(program: Program, node: FunctionNode, owner: UserClass | null): FunctionInfo {
  const { bindings } = program;
  const yields = program.node();
  const returns = program.node();
  const sent = program.none();
  const info: FunctionInfo = {
    user: { kind: "user", node, owner },
    parameters: new Map(),
    rest: { vararg: null, kwarg: null },
    defaults: new Map(),
    returns,
    result: returns,
    yields,
    sent,
    escapes: false,
    called: false,
    mayReturn: node.kind === "Lambda",
  };
  program.functions.set(node, info);
  for (const arg of parametersOf(node.args)) {
    // What callers give, apart from what the function itself assigns to the name.
    const entry = program.node();
    info.parameters.set(arg.arg, entry);
    program.solver.edge(entry, program.total(bindings.bindingOf(arg)));
  }
  enterRest(program, info, node.args);
  if (node.kind === "FunctionDef" && node.isAsync === true) {
    const isGenerator = bindings.scopeOf(node).isGenerator;
    info.result = program.node(
      asyncResult(program, isGenerator ? "AsyncGenerator" : "Coroutine", isGenerator ? yields : returns),
    );
  } else if (bindings.scopeOf(node).isGenerator)
    info.result = program.node(program.generic("generator", yields, returns, sent));
  return info;
}

function enterRest(program: Program, info: FunctionInfo, { vararg, kwarg }: ast.Arguments): void {
  const { solver } = program;
  if (vararg) {
    info.rest.vararg = program.node();
    solver.add(info.parameters.get(vararg.arg)!, program.generic("tuple-of", info.rest.vararg));
  }
  if (kwarg) {
    info.rest.kwarg = program.node();
    solver.add(info.parameters.get(kwarg.arg)!, program.generic("dict", program.node(STR), info.rest.kwarg));
  }
}

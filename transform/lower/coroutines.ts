/** `async def` as a generator function that is marked as one of coroutines, and where its code waits. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { catchesExit, catchingExit } from "./exits.js";
import type { FunctionNode } from "./functions.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";
import { onlyInGenerator } from "./threads.js";

export const isAsync = (node: FunctionNode | ast.AsyncFunctionDef): boolean =>
  node.kind === "FunctionDef" && node.isAsync === true;

/** What JavaScript must know of the generators that a function makes, `coroutine(f)`; null where there is nothing. */
export function marked(fn: ts.Expression, node: FunctionNode, lowering: Lowering): ts.Expression | null {
  if (isAsync(node)) return asCoroutine(fn, node, lowering);
  return catchesExit(node, lowering) ? catchingExit(fn, lowering) : null;
}

/** `coroutine(f)`: calls of the function make coroutines, or asynchronous generators, not Python's generators. */
function asCoroutine(fn: ts.Expression, node: FunctionNode, lowering: Lowering): ts.Expression {
  const { isGenerator } = lowering.context.bindings.scopeOf(node);
  return b.call(lowering.helper(isGenerator ? "async_generator" : "coroutine"), [fn]);
}

/** `yield* steps` for what a coroutine waits for; reported where no `yield` can stand. */
export function waitingFor(
  steps: ts.Expression,
  node: { start: number; end: number },
  lowering: Lowering,
): ts.Expression {
  return onlyInGenerator(steps, () => {
    lowering.unsupported(
      "unsupported-await",
      node,
      "`await` is not supported in this place",
      "put what is waited for into a variable before",
    );
    return b.nullValue();
  });
}

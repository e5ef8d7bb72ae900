/** `async def`, `async for` and `async with` as the statements that they are but for what they wait for. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

/** Makes them `def`, `for` and `with` statements that say that they are async, in place. */
export function expandCoroutines(module: ast.Module): void {
  walk(module, {
    enter(node) {
      const plain = node as { kind: string; isAsync?: true };
      if (!/^Async/.test(node.kind)) return;
      plain.kind = node.kind === "AsyncFunctionDef" ? "FunctionDef" : node.kind === "AsyncFor" ? "For" : "With";
      plain.isAsync = true;
    },
  });
}

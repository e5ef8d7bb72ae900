/** Which start methods a program asks for. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

/**
 * True when the program may start processes by fork: it has what starts processes, and doesn't choose `spawn` or
 * `forkserver` for all of them.
 */
export function mayFork(modules: readonly ast.Module[]): boolean {
  let starts = false;
  let choosesOther = false;
  let choosesFork = false;
  for (const module of modules) {
    walk(module, {
      enter(node) {
        if (node.kind === "Import") starts ||= node.names.some(({ name }) => STARTING.test(name));
        if (node.kind === "ImportFrom") starts ||= STARTING.test(node.module ?? "");
        if (node.kind !== "Call") return;
        const name = node.func.kind === "Attribute" ? node.func.attr : node.func.kind === "Name" ? node.func.id : "";
        if (name !== "set_start_method" && name !== "get_context") return;
        const [method] = node.args;
        if (method === undefined) return;
        const chosen = method.kind === "Constant" && method.value.type === "str" ? method.value.value : "fork";
        if (chosen === "fork") choosesFork = true;
        else choosesOther = true;
      },
    });
  }
  return starts && (choosesFork || !choosesOther);
}

const STARTING = /^(?:multiprocessing|concurrent|posix)\b(?!\.(?:dummy|shared_memory)$)/;

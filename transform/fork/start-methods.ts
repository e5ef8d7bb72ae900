/** Which start methods a program asks for. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";

/**
 * True when the program may start processes by fork: it has what starts processes, and doesn't choose `spawn` or
 * `forkserver` for all of them.
 */
export function mayFork(modules: readonly ast.Module[]): boolean {
  const chosen = chosenMethods(modules);
  return modules.some(importsStarting) && (chosen.size === 0 || chosen.has("fork") || chosen.has(ANY));
}

/** A start method that only the run tells. */
const ANY = "any";

/** The start methods that a program names. */
export function chosenMethods(modules: readonly ast.Module[]): Set<string> {
  const chosen = new Set<string>();
  for (const module of modules) {
    walk(module, {
      enter(node) {
        if (node.kind !== "Call" || !/^(?:set_start_method|get_context)$/.test(lastName(node.func) ?? "")) return;
        const [method] = node.args;
        if (method === undefined) return;
        chosen.add(method.kind === "Constant" && method.value.type === "str" ? method.value.value : ANY);
      },
    });
  }
  return chosen;
}

function importsStarting(module: ast.Module): boolean {
  let found = false;
  walk(module, {
    enter(node) {
      if (node.kind === "Import") found ||= node.names.some(({ name }) => STARTING.test(name));
      if (node.kind === "ImportFrom") found ||= STARTING.test(node.module ?? "");
    },
  });
  return found;
}

const STARTING = /^(?:multiprocessing|concurrent|posix)\b(?!\.(?:dummy|shared_memory)$)/;

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
  return startsProcesses(modules) && (chosen.size === 0 || chosen.has("fork") || chosen.has(ANY));
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

/** `concurrent.futures` and `socketserver` start processes for those only that name what they have for it. */
function startsProcesses(modules: readonly ast.Module[]): boolean {
  const imported = modules.flatMap(importedModules);
  return imported.some((name) => STARTING.test(name)) || (imported.some(mayStart) && modules.some(namesStarter));
}

function importedModules(module: ast.Module): string[] {
  const found: string[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "Import") found.push(...node.names.map(({ name }) => name));
      if (node.kind === "ImportFrom") found.push(node.module ?? "");
    },
  });
  return found;
}

const STARTING = /^(?:multiprocessing|posix)\b(?!\.(?:dummy|shared_memory)$)/;

const mayStart = (name: string): boolean => /^(?:concurrent|socketserver)\b/.test(name);

const STARTERS = /^(?:ProcessPoolExecutor|process|Forking\w+)$/;

/** True for a module with the name of what starts processes in it, or with names that it doesn't spell out. */
function namesStarter(module: ast.Module): boolean {
  const isMeant = (name: string | undefined): boolean => name !== undefined && STARTERS.test(name);
  let found = false;
  walk(module, {
    enter(node) {
      if (node.kind === "Name") found ||= isMeant(node.id) || node.id === "getattr";
      else if (node.kind === "Attribute") found ||= isMeant(node.attr);
      else if (node.kind === "alias") found ||= node.name === "*" || isMeant(node.name.split(".").at(-1));
      return !found;
    },
  });
  return found;
}

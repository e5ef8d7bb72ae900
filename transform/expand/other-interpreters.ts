/**
 * Branches for other interpreters: `if sys.version_info[0] < 3:`, `if sys.platform == "win32":`. What stands in them names
 * modules and functions that don't exist here, and never runs.
 */
import type * as ast from "../../parser/ast.js";
import { children, walk } from "../../parser/walk.js";

/** The version of Python that is mirrored. */
const VERSION = [3, 11] as const;

/** What only Windows has of modules that all systems have, and the modules that only Windows has. */
const OF_WINDOWS = new Set([
  ..."CREATE_NEW_CONSOLE CREATE_NEW_PROCESS_GROUP CREATE_NO_WINDOW CTRL_BREAK_EVENT CTRL_C_EVENT".split(" "),
  ..."O_BINARY SIGBREAK STARTF_USESHOWWINDOW STARTUPINFO SW_HIDE WinDLL WinError clock getwindowsversion".split(" "),
  ..."WindowsProactorEventLoopPolicy WindowsSelectorEventLoopPolicy ProactorEventLoop startfile windll".split(" "),
  ..."_winreg msvcrt pythoncom pywintypes win32api win32com win32con win32event win32file win32gui".split(" "),
  ..."win32pipe win32process winreg winsound wmi".split(" "),
]);

/** Empties in place the branches of a module that are for another version of Python, or need Windows. */
export function emptyOtherBranches(module: ast.Module): void {
  const known = versionConstants(module);
  const empty = (branch: ast.Statement[], scope: ast.Node, left: ast.Statement[] = []): void => {
    if (!bindsForOthers(branch, scope)) branch.splice(0, branch.length, ...left);
  };
  const visit = (node: ast.Node, scope: ast.Node): void => {
    if (node.kind === "If") {
      const test = versionTest(node.test, known);
      if (test === false) empty(node.body, scope, [pass(node.body)]);
      else if (test === true) empty(node.orelse, scope);
      else if (isWindowsTest(node.test) && node.body.some(needsWindows)) empty(node.body, scope, [pass(node.body)]);
    }
    const inner = node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" ? node : scope;
    for (const child of children(node)) visit(child, inner);
  };
  visit(module, module);
}

function pass(branch: readonly ast.Statement[]): ast.Statement {
  const { start, end } = branch[0]!;
  return { kind: "Pass", start, end };
}

// ------------------------------------------------------------------------------------------------------- scopes

/**
 * True where the branch makes a name a function's own that the function reads elsewhere: without the branch it would
 * mean another variable.
 */
function bindsForOthers(branch: readonly ast.Statement[], scope: ast.Node): boolean {
  if (scope.kind === "Module") return false;
  const bound = new Set(branch.flatMap(boundNames));
  const within = new Set<ast.Node>();
  for (const statement of branch) walk(statement, { enter: (node) => void within.add(node) });
  let isRead = false;
  walk(scope, {
    enter(node) {
      if (node.kind === "Name" && bound.has(node.id) && !within.has(node)) isRead = true;
    },
  });
  return isRead;
}

function boundNames(statement: ast.Node): string[] {
  const names: string[] = [];
  walk(statement, {
    enter(node) {
      if (node.kind === "Name" && node.ctx !== "Load") names.push(node.id);
      else if (node.kind === "FunctionDef" || node.kind === "ClassDef") names.push(node.name);
      else if (node.kind === "alias") names.push(node.asname ?? node.name.split(".")[0]!);
    },
  });
  return names;
}

// ------------------------------------------------------------------------------------------------------ versions

/** What is known of a test: null for one that doesn't ask for the version. */
type Known = boolean | null;

/** The constants of a module that tell the version: `PY2 = sys.version_info[0] == 2`. */
function versionConstants(module: ast.Module): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  for (const statement of module.body) {
    if (statement.kind !== "Assign" || statement.targets.length !== 1) continue;
    const [target] = statement.targets;
    const value = versionTest(statement.value, known);
    if (target?.kind === "Name" && value !== null) known.set(target.id, value);
  }
  const stores = new Map<string, number>();
  walk(module, {
    enter(node) {
      if (node.kind === "Name" && node.ctx !== "Load") stores.set(node.id, (stores.get(node.id) ?? 0) + 1);
    },
  });
  return new Map([...known].filter(([name]) => stores.get(name) === 1));
}

function versionTest(test: ast.Expression, known: ReadonlyMap<string, boolean>): Known {
  if (test.kind === "Name") return known.get(test.id) ?? null;
  if (test.kind === "UnaryOp" && test.op === "Not") {
    const operand = versionTest(test.operand, known);
    return operand === null ? null : !operand;
  }
  if (test.kind !== "Compare" || test.ops.length !== 1) return null;
  const version = versionPart(test.left);
  const other = numbers(test.comparators[0]!);
  if (version === null || other === null || Array.isArray(version) !== Array.isArray(other)) return null;
  return compare([version].flat(), test.ops[0]!, [other].flat(), Array.isArray(version));
}

/** `sys.version_info`, its first items, or its first item. */
function versionPart(node: ast.Expression): number | number[] | null {
  if (isMember(node, "sys", "version_info")) return [...VERSION];
  if (node.kind === "Attribute" && isMember(node.value, "sys", "version_info")) {
    return node.attr === "major" ? VERSION[0] : null;
  }
  if (node.kind !== "Subscript" || !isMember(node.value, "sys", "version_info")) return null;
  const { slice } = node;
  if (slice.kind === "Slice") {
    const upper = slice.upper === null ? null : numbers(slice.upper);
    const isPlain =
      slice.lower === null && slice.step === null && typeof upper === "number" && upper >= 1 && upper <= 2;
    return isPlain ? VERSION.slice(0, upper) : null;
  }
  return numbers(slice) === 0 ? VERSION[0] : null;
}

function isMember(node: ast.Expression, module: string, name: string): boolean {
  return node.kind === "Attribute" && node.attr === name && node.value.kind === "Name" && node.value.id === module;
}

function numbers(node: ast.Expression): number | number[] | null {
  if (node.kind === "Constant") return node.value.type === "int" ? Number(node.value.value) : null;
  if (node.kind !== "Tuple") return null;
  const items = node.elts.map(numbers);
  return items.every((item) => typeof item === "number") ? items : null;
}

/** Compares with the version, of which more parts may follow where it is a tuple: equality is then left open. */
function compare(
  version: readonly number[],
  op: ast.Compare["ops"][number],
  other: readonly number[],
  isTuple: boolean,
): Known {
  const at = version.findIndex((part, index) => part !== (other[index] ?? -1));
  if (at < 0 && isTuple) return null;
  const sign = at < 0 ? 0 : Math.sign(version[at]! - (other[at] ?? -1));
  switch (op) {
    case "Eq":
      return sign === 0;
    case "NotEq":
      return sign !== 0;
    case "Lt":
      return sign < 0;
    case "LtE":
      return sign <= 0;
    case "Gt":
      return sign > 0;
    case "GtE":
      return sign >= 0;
    default:
      return null;
  }
}

// ------------------------------------------------------------------------------------------------------- systems

const WINDOWS = new Set(["win32", "win", "nt", "Windows", "cygwin"]);

/** `sys.platform == "win32"` and its like. */
function isWindowsTest(test: ast.Expression): boolean {
  const names = (node: ast.Expression): boolean =>
    node.kind === "Constant" && node.value.type === "str" && WINDOWS.has(node.value.value);
  if (test.kind === "Call") {
    const { func, args } = test;
    return func.kind === "Attribute" && func.attr === "startswith" && isSystem(func.value) && args.some(names);
  }
  return test.kind === "Compare" && test.ops[0] === "Eq" && isSystem(test.left) && test.comparators.some(names);
}

function isSystem(node: ast.Expression): boolean {
  if (node.kind === "Call") return isMember(node.func, "platform", "system");
  return isMember(node, "sys", "platform") || isMember(node, "os", "name");
}

function needsWindows(statement: ast.Statement): boolean {
  let found = false;
  walk(statement, {
    enter(node) {
      if (node.kind === "alias" || node.kind === "ImportFrom") {
        const name = node.kind === "alias" ? node.name : (node.module ?? "");
        if (OF_WINDOWS.has(name.split(".")[0]!)) found = true;
      } else if (node.kind === "Attribute" && OF_WINDOWS.has(node.attr)) found = true;
    },
  });
  return found;
}

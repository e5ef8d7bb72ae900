/**
 * The folders that a script puts on `sys.path` itself, as far as they can be told from its text: what is made of
 * `__file__` by the functions of `os.path` and by `pathlib.Path`, and plain texts. A relative folder counts from the
 * script's own, where CPython would take the working folder.
 */
import { dirname, join, normalize } from "node:path";
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

/** The folders in which the modules of a script are looked for. Mirrors what site.py and the script make of sys.path. */
export function searchPath(module: ast.Module, file: string): string[] {
  const folders = [dirname(file)];
  const texts = new Texts(module, file);
  walk(module, {
    enter(node) {
      if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return false;
      if (node.kind === "Call") addFolders(node, texts, folders);
      if (node.kind === "AugAssign" && isSearchPath(node.target)) appendAll(node.value, texts, folders);
      return true;
    },
  });
  return [...new Set(folders.map((folder) => normalize(join(isAbsolute(folder) ? "" : dirname(file), folder))))];
}

const isAbsolute = (folder: string): boolean => folder.startsWith("/") || /^[A-Za-z]:/.test(folder);

function addFolders({ func, args }: ast.Call, texts: Texts, folders: string[]): void {
  if (func.kind !== "Attribute" || !isSearchPath(func.value)) return;
  if (func.attr === "append" && args[0]) appendAll(args[0], texts, folders);
  if (func.attr === "extend" && args[0]) appendAll(args[0], texts, folders);
  const folder = func.attr === "insert" && args[1] ? texts.of(args[1]) : null;
  if (folder !== null) folders.splice(texts.indexOf(args[0]!), 0, folder);
}

function appendAll(node: ast.Expression, texts: Texts, folders: string[]): void {
  const items = node.kind === "List" || node.kind === "Tuple" ? node.elts : [node];
  folders.push(...items.map((item) => texts.of(item)).filter((text) => text !== null));
}

const isSearchPath = (node: ast.Expression): boolean =>
  node.kind === "Attribute" && node.attr === "path" && node.value.kind === "Name" && node.value.id === "sys";

/** Texts that expressions of a script's top level give. */
class Texts {
  private readonly file: string;
  private readonly variables = new Map<string, ast.Expression | null>();

  constructor(module: ast.Module, file: string) {
    this.file = file;
    for (const statement of module.body) {
      if (statement.kind !== "Assign") continue;
      const [target] = statement.targets;
      if (target?.kind !== "Name") continue;
      this.variables.set(target.id, this.variables.has(target.id) ? null : statement.value);
    }
  }

  indexOf(node: ast.Expression): number {
    return node.kind === "Constant" && node.value.type === "int" ? Number(node.value.value) : 0;
  }

  /** null: not known before the script runs. */
  of(node: ast.Expression): string | null {
    switch (node.kind) {
      case "Constant":
        return node.value.type === "str" ? node.value.value : null;
      case "Name":
        return this.ofName(node.id);
      case "Attribute":
        return this.ofAttribute(node);
      case "Subscript":
        return this.ofParents(node);
      case "BinOp":
        return this.joined(node);
      case "Call":
        return this.ofCall(node);
      case "JoinedStr":
        return (
          this.all(node.values.map((part) => (part.kind === "FormattedValue" ? part.value : part)))?.join("") ?? null
        );
      default:
        return null;
    }
  }

  private ofName(name: string): string | null {
    if (name === "__file__") return this.file;
    const value = this.variables.get(name);
    if (value === undefined || value === null) return null;
    // A variable that is made of itself is none that is assigned once.
    this.variables.delete(name);
    const text = this.of(value);
    this.variables.set(name, value);
    return text;
  }

  private ofAttribute({ value, attr }: ast.Attribute): string | null {
    if (attr === "pardir") return "..";
    if (attr === "curdir") return ".";
    const path = attr === "parent" ? this.of(value) : null;
    return path === null ? null : dirname(path);
  }

  /** `Path(__file__).parents[1]` */
  private ofParents({ value, slice }: ast.Subscript): string | null {
    if (value.kind !== "Attribute" || value.attr !== "parents") return null;
    let path = this.of(value.value);
    for (let count = this.indexOf(slice); path !== null && count >= 0; count--) path = dirname(path);
    return path;
  }

  private joined({ left, op, right }: ast.BinOp): string | null {
    const parts = op === "Div" || op === "Add" ? this.all([left, right]) : null;
    return parts && (op === "Div" ? join(...parts) : parts.join(""));
  }

  private ofCall({ func, args }: ast.Call): string | null {
    const name = func.kind === "Name" ? func.id : func.kind === "Attribute" ? func.attr : "";
    const [first] = args;
    switch (name) {
      case "dirname": {
        const path = first ? this.of(first) : null;
        return path === null ? null : dirname(path);
      }
      case "getcwd":
      case "cwd":
        return ".";
      case "resolve":
      case "absolute":
      case "as_posix":
        return func.kind === "Attribute" ? this.of(func.value) : null;
      case "joinpath":
        return func.kind === "Attribute" ? this.join([func.value, ...args]) : null;
      case "abspath":
      case "realpath":
      case "normpath":
      case "str":
      case "fspath":
      case "Path":
      case "join":
        return this.join(args);
      default:
        return null;
    }
  }

  private join(nodes: readonly ast.Expression[]): string | null {
    const parts = this.all(nodes);
    return parts && parts.length > 0 ? join(...parts) : null;
  }

  private all(nodes: readonly ast.Expression[]): string[] | null {
    const texts = nodes.map((node) => this.of(node));
    return texts.every((text) => text !== null) ? texts : null;
  }
}

/** Whether code may change the value of a variable in place: what isn't surely only read counts as changed. */
import type * as ast from "../../parser/ast.js";
import type { Bindings } from "../bind/scopes.js";
import { CLASS_FACTORIES } from "./definitions.js";
import { CHANGERS, READERS } from "./in-place.js";

const IMMUTABLE_CALLS = new Set(
  "int float str bool bytes frozenset range len sum min max abs cpu_count Path getenv compile getLogger property classmethod staticmethod auto _member_".split(
    " ",
  ),
);

/** How a module's code uses values. */
export class Uses {
  private readonly bindings: Bindings;
  private readonly parents: ReadonlyMap<ast.Node, ast.Node>;
  private readonly isOfProgram: (name: string) => boolean;

  /** @param isOfProgram whether some function or class of the program has a name */
  constructor(bindings: Bindings, parents: ReadonlyMap<ast.Node, ast.Node>, isOfProgram: (name: string) => boolean) {
    this.bindings = bindings;
    this.parents = parents;
    this.isOfProgram = isOfProgram;
  }

  /** True when the code around a value may change it, or hands it to where that may happen. */
  mayChange(value: ast.Node): boolean {
    const parent = this.parents.get(value)!;
    switch (parent.kind) {
      case "Subscript":
        return value === parent.value && (parent.ctx !== "Load" || this.mayChange(parent));
      case "Attribute": {
        if (parent.ctx !== "Load") return true;
        const around = this.parents.get(parent);
        if (around?.kind === "Call" && around.func === parent) return !READERS.has(parent.attr);
        return this.mayChange(parent);
      }
      case "Compare":
      case "BinOp":
      case "BoolOp":
      case "UnaryOp":
      case "FormattedValue":
      case "Expr":
      case "If":
      case "While":
      case "For":
      case "comprehension":
      case "Assert":
        return false;
      case "arg":
        return false;
      case "FunctionDef":
        return value !== parent.returns;
      case "AnnAssign":
        return value !== parent.annotation;
      case "IfExp":
        return parent.test !== value && this.mayChange(parent);
      case "Call":
        return this.changesArguments(parent.func);
      case "keyword":
      case "Tuple":
      case "List":
      case "Starred":
        return this.mayChange(parent);
      default:
        return true;
    }
  }

  private changesArguments(callee: ast.Expression): boolean {
    const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attr : null;
    if (name === null || CHANGERS.has(name) || this.isOfProgram(name)) return true;
    if (callee.kind !== "Name") return false;
    const binding = this.bindings.resolve(callee);
    return binding !== null && binding.definitions.some(({ kind }) => kind !== "import");
  }
}

/** True for a value that nothing can change. */
export function isImmutable(node: ast.Expression): boolean {
  switch (node.kind) {
    case "Constant":
    case "JoinedStr":
    case "Compare":
    case "UnaryOp":
    case "Lambda":
      return true;
    case "BinOp":
      return isImmutable(node.left) && isImmutable(node.right);
    case "Tuple":
      return node.elts.every(isImmutable);
    case "IfExp":
      return isImmutable(node.body) && isImmutable(node.orelse);
    case "Call": {
      const name = node.func.kind === "Name" ? node.func.id : node.func.kind === "Attribute" ? node.func.attr : "";
      return IMMUTABLE_CALLS.has(name) || CLASS_FACTORIES.has(name);
    }
    default:
      return false;
  }
}

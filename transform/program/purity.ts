/**
 * Whether a module's code can run earlier than it stands, because nobody can tell: it defines, and computes from what it
 * has itself, but prints nothing, changes nothing that others see, and does not fail.
 */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";

/** Functions and classes of the library that only make a value. */
const MAKERS = new Set(
  (
    "dict list set frozenset tuple range str int float bool bytes bytearray len sorted min max sum abs object property " +
    "staticmethod classmethod getLogger compile namedtuple defaultdict OrderedDict Counter deque ChainMap TypeVar " +
    "NewType NamedTuple Lock RLock Semaphore BoundedSemaphore Event Condition Barrier Queue SimpleQueue JoinableQueue " +
    "LifoQueue PriorityQueue Value Array RawValue RawArray Path PurePath dirname abspath realpath basename join " +
    "splitext expanduser cpu_count timedelta date datetime Decimal Fraction partial lru_cache cache wraps dataclass " +
    "field auto count total_ordering contextmanager Enum unique Struct local NullHandler"
  ).split(" "),
);

/** True for a statement whose effects nobody sees until its names are used. An import counts as what it imports. */
export function isPure(statement: ast.Statement): boolean {
  switch (statement.kind) {
    case "Pass":
    case "Import":
    case "ImportFrom":
    case "TypeAlias":
    case "Global":
      return true;
    case "FunctionDef":
    case "AsyncFunctionDef":
      return arePure([...statement.decorator_list, ...statement.args.defaults, ...statement.args.kw_defaults]);
    case "ClassDef":
      return (
        arePure([...statement.decorator_list, ...statement.bases, ...statement.keywords.map(({ value }) => value)]) &&
        statement.body.every(isPure)
      );
    case "Assign":
      return statement.targets.every(isPlainTarget) && isPureValue(statement.value);
    case "AnnAssign":
      return isPlainTarget(statement.target) && arePure([statement.value]);
    case "Expr":
      return statement.value.kind === "Constant";
    case "If":
      return (
        isMainGuard(statement) ||
        (isPureValue(statement.test) && [...statement.body, ...statement.orelse].every(isPure))
      );
    default:
      return false;
  }
}

/** `if __name__ == "__main__":` */
export function isMainGuard({ test, orelse }: ast.If): boolean {
  if (test.kind !== "Compare" || orelse.length > 0 || test.ops[0] !== "Eq") return false;
  const sides = [test.left, test.comparators[0]!];
  const isName = sides.some((side) => side.kind === "Name" && side.id === "__name__");
  return (
    isName &&
    sides.some((side) => side.kind === "Constant" && side.value.type === "str" && side.value.value === "__main__")
  );
}

function isPlainTarget(target: ast.Expression): boolean {
  return target.kind === "Name" || (target.kind === "Tuple" && target.elts.every(isPlainTarget));
}

function arePure(nodes: readonly (ast.Expression | null)[]): boolean {
  return nodes.every((node) => node === null || isPureValue(node));
}

function isPureValue(node: ast.Expression): boolean {
  switch (node.kind) {
    case "Constant":
    case "Name":
    case "Lambda":
      return true;
    case "Attribute":
      return isPureValue(node.value);
    case "Call":
      return isMaker(node.func) && arePure([...node.args, ...node.keywords.map(({ value }) => value)]);
    case "BinOp":
      // Division may fail, and so may a sum of different kinds; numbers and texts as they stand in a file do not.
      return node.op !== "FloorDiv" && node.op !== "Mod" && arePure([node.left, node.right]);
    case "List":
    case "Tuple":
    case "Set":
    case "Dict":
    case "UnaryOp":
    case "BoolOp":
    case "Compare":
    case "IfExp":
    case "JoinedStr":
    case "FormattedValue":
    case "Subscript":
    case "Starred":
      return children(node).every((child) => isPureValue(child as ast.Expression));
    default:
      return false;
  }
}

function isMaker(callee: ast.Expression): boolean {
  if (callee.kind === "Name") return MAKERS.has(callee.id);
  return callee.kind === "Attribute" && MAKERS.has(callee.attr) && isPureValue(callee.value);
}

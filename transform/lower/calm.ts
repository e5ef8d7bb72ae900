/**
 * Code in which nobody can tell what is being handled: it raises nothing but by its own `raise` statements, and runs no
 * code of the script.
 *
 * A handler or `finally` block of calm statements needs not tell the runtime which exception it is for. What only tells
 * an object of a library to do something (`lock.release()`, `pool.terminate()`) counts as calm.
 */
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import type { Lowering } from "./lowering.js";

/** True for statements without effect on, or interest in, what is being handled. */
export function isCalm(statements: readonly ast.Statement[], lowering: Lowering): boolean {
  return statements.every((statement) => isCalmStatement(statement, lowering));
}

function isCalmStatement(node: ast.Statement, lowering: Lowering): boolean {
  const calm = (...nodes: (ast.Expression | null)[]): boolean => nodes.every((each) => isCalmValue(each, lowering));
  switch (node.kind) {
    case "Pass":
    case "Break":
    case "Continue":
    case "Global":
    case "Nonlocal":
      return true;
    case "Return":
      return calm(node.value);
    case "Raise":
      return (node.exc === null || isCalmException(node.exc, lowering)) && calm(node.cause);
    case "Expr":
      return isCommand(node.value, lowering) || calm(node.value);
    case "Assign":
      return node.targets.every((target) => isCalmTarget(target, lowering)) && calm(node.value);
    case "AnnAssign":
      return isPlainTarget(node.target) && calm(node.value);
    case "AugAssign":
      return isPlainTarget(node.target) && isPlain(node.target, lowering) && isPlain(node.value, lowering);
    case "If":
    case "While":
      return calm(node.test) && isCalm(node.body, lowering) && isCalm(node.orelse, lowering);
    default:
      return false;
  }
}

const isPlainTarget = (node: ast.Expression): boolean => node.kind === "Name" || node.kind === "Attribute";

/** A variable, an attribute, or a dict's item under a key that can be hashed. */
function isCalmTarget(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Subscript") return isPlainTarget(node);
  return (
    lowering.typeOf(node.value).kind === "dict" && isCalmValue(node.value, lowering) && isPlain(node.slice, lowering)
  );
}

/** A value whose operators and text are JavaScript's own work. */
function isPlain(node: ast.Expression, lowering: Lowering): boolean {
  const { kind } = lowering.typeOf(node);
  const isBasic = kind === "int" || kind === "float" || kind === "bool" || kind === "str";
  return (isBasic || kind === "none") && isCalmValue(node, lowering);
}

function isCalmValue(node: ast.Expression | null, lowering: Lowering): boolean {
  if (node === null) return true;
  const all = (nodes: readonly ast.Expression[]): boolean => nodes.every((each) => isCalmValue(each, lowering));
  switch (node.kind) {
    case "Constant":
    case "Lambda":
      return true;
    case "Name":
      return !lowering.isUnsure(node) && (lowering.context.bindings.resolve(node) !== null || isKnown(node, lowering));
    case "Attribute":
      return isCalmValue(node.value, lowering) && isKnown(node, lowering);
    case "Subscript":
      return node.value.kind === "Attribute" && node.value.attr === "args" && all([node.value.value, node.slice]);
    case "JoinedStr":
      return all(node.values);
    case "FormattedValue":
      return all([node.value]) && (node.format_spec === null || isPlain(node.value, lowering));
    case "Tuple":
    case "List":
      return all(node.elts);
    case "IfExp":
      return all([node.test, node.body, node.orelse]);
    case "BoolOp":
      return all(node.values);
    case "UnaryOp":
      return node.op === "Not" ? all([node.operand]) : isPlain(node.operand, lowering);
    case "BinOp":
      return isCalmOperation(node, lowering);
    case "Compare":
      return isCalmComparison(node, lowering);
    case "Call":
      return isCalmCall(node, lowering);
    default:
      return false;
  }
}

/** What inference knows exists; a mere attribute of the script's own object or of an exception does. */
function isKnown(node: ast.Expression, lowering: Lowering): boolean {
  return lowering.isBuiltin(node) ? lowering.typeOf(node).kind !== "unknown" : lowering.typeOf(node).kind !== "never";
}

function isCalmOperation({ left, op, right }: ast.BinOp, lowering: Lowering): boolean {
  const kinds = [lowering.typeOf(left).kind, lowering.typeOf(right).kind];
  const isText = op === "Add" ? kinds.every((kind) => kind === "str") : op === "Mod" && kinds[0] === "str";
  if (isText) return isCalmValue(left, lowering) && isCalmValue(right, lowering);
  const isArithmetic = op === "Add" || op === "Sub" || op === "Mult";
  return isArithmetic && !kinds.includes("str") && isPlain(left, lowering) && isPlain(right, lowering);
}

function isCalmComparison(node: ast.Compare, lowering: Lowering): boolean {
  const operands = [node.left, ...node.comparators];
  const byIdentity = node.ops.every((op) => op === "Is" || op === "IsNot");
  if (byIdentity) return operands.every((each) => isCalmValue(each, lowering));
  const byEquality = node.ops.every((op) => op === "Eq" || op === "NotEq");
  const areNumbers = operands.every((each) => lowering.typeOf(each).kind !== "str");
  return (byEquality || areNumbers) && operands.every((each) => isPlain(each, lowering));
}

/** Builtins that take anything. What a class of the script does to be shown as text is taken to be calm. */
const CALM_BUILTINS: ReadonlySet<string> = new Set(["print", "str", "repr", "type", "isinstance", "id", "bool"]);

function isCalmCall(node: ast.Call, lowering: Lowering): boolean {
  if (!lowering.isBuiltin(node.func)) return isQuestion(node, lowering);
  return CALM_BUILTINS.has(node.func.id) && areCalmArguments(node, lowering);
}

/** A library's function without arguments: `os.getpid()`, `time.time()`. */
function isQuestion({ func, args, keywords }: ast.Call, lowering: Lowering): boolean {
  const type = lowering.typeOf(func);
  if (args.length > 0 || keywords.length > 0 || type.kind !== "function" || type.of.kind !== "stub") return false;
  const { module, name, owner } = type.of;
  return owner === null && module !== "traceback" && !ASKING.has(name);
}

function areCalmArguments(node: ast.Call, lowering: Lowering): boolean {
  return (
    node.args.every((each) => isCalmValue(each, lowering)) &&
    node.keywords.every(({ arg, value }) => arg !== null && isCalmValue(value, lowering))
  );
}

/** `raise ValueError("x")`: the class of the runtime or one that leaves making its objects to it. */
function isCalmException(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Call") return isCalmValue(node, lowering);
  const type = lowering.typeOf(node.func);
  return type.kind === "class" && !hasInitializer(type.of) && areCalmArguments(node, lowering);
}

type Class = Extract<Type, { kind: "class" }>["of"];

function hasInitializer(of: Class): boolean {
  if (of.kind === "stub") return false;
  const isOwn = of.methods.has("__init__") || of.methods.has("__new__");
  return isOwn || of.bases.some((base) => base === null || hasInitializer(base));
}

/** Modules whose functions report or wait, and don't fail. */
const CALM_MODULES: ReadonlySet<string> = new Set(["logging", "time"]);
/** What a library looks up, or may be told to look up, the handled exception for. */
const ASKING: ReadonlySet<string> = new Set(["exception", "exc_info", "stack_info"]);

/** A call for its effect alone of a method of a library's object: `lock.release()`; also `sys.exit(1)`. */
function isCommand(node: ast.Expression, lowering: Lowering): boolean {
  if (node.kind !== "Call" || node.func.kind !== "Attribute") return false;
  const { value: receiver, attr } = node.func;
  const asks = ASKING.has(attr) || node.keywords.some(({ arg }) => arg === null || ASKING.has(arg));
  if (asks || !areCalmArguments(node, lowering) || !isCalmValue(receiver, lowering)) return false;
  const type = lowering.typeOf(receiver);
  if (type.kind === "list") return attr === "append";
  if (type.kind === "module") return CALM_MODULES.has(type.name) || (type.name === "sys" && attr === "exit");
  return type.kind === "instance" && type.of.kind === "stub" && type.of.module !== "builtins";
}

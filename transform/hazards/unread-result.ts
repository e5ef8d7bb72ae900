/** A task's result that nobody asks for, and so its error, which only the result has. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import type { Hazard, Scene } from "./hazard.js";
import { POOL, THREAD_POOL } from "./kinds.js";
import { argument, isFunction, type FunctionNode, type MethodCall, type Survey } from "./survey.js";

const TASKS = ["apply_async", "map_async", "starmap_async"];
/** Methods of a result that don't raise what its task raised. */
const SILENT = new Set(["wait", "ready"]);

export function unreadResult({ survey, children }: Scene): Hazard[] {
  return survey.methodCalls([...POOL, ...THREAD_POOL], TASKS).flatMap(({ call, method }: MethodCall) => {
    if (argument(call, 4, "error_callback") !== null || !isUnread(call, survey)) return [];
    const [task] = call.args;
    const functions = task === undefined ? [] : children.functionsNamed(task);
    if (functions.length === 0 || functions.every(catchesAll)) return [];
    return {
      code: "unread-result",
      node: call,
      message: `nobody asks for the result of ${method}: an error in ${survey.textOf(task!)} passes unseen`,
      hint: "keep the result and call its get(), or give error_callback=",
    };
  });
}

/** True when the value of an expression is dropped, or kept where nobody asks what became of the task. */
function isUnread(expression: ast.Expression, survey: Survey): boolean {
  const parent = survey.parentOf(expression);
  if (parent === null) return false;
  if (parent.kind === "Expr") return true;
  if (parent.kind === "ListComp" && parent.elt === expression) return isUnreadList(parent, survey);
  if (parent.kind === "Assign" && parent.value === expression) {
    const [target, ...others] = parent.targets;
    const binding = target?.kind === "Name" && others.length === 0 ? resolve(target, survey) : null;
    return binding !== null && binding.reads.every((read) => isIgnored(read, survey));
  }
  const container = appendedTo(expression, survey);
  return container !== null && isUnreadContainer(container, survey);
}

/** The list that an expression is appended to, if a variable holds it. */
function appendedTo(expression: ast.Expression, survey: Survey): Binding | null {
  const call = survey.parentOf(expression);
  if (call?.kind !== "Call" || call.func.kind !== "Attribute" || call.func.attr !== "append") return null;
  return call.func.value.kind === "Name" ? resolve(call.func.value, survey) : null;
}

function isUnreadList(list: ast.ListComp, survey: Survey): boolean {
  const parent = survey.parentOf(list);
  if (parent?.kind === "Expr") return true;
  const target = parent?.kind === "Assign" && parent.targets.length === 1 ? parent.targets[0]! : null;
  const binding = target?.kind === "Name" ? resolve(target, survey) : null;
  return binding !== null && isUnreadContainer(binding, survey);
}

/** True for a list that is only filled, and looped over by variables that ask for nothing. */
function isUnreadContainer({ reads, definitions }: Binding, survey: Survey): boolean {
  return (
    definitions.every(({ kind }) => kind === "assign") &&
    reads.every((read) => isFilled(read, survey) || isLooped(read, survey))
  );
}

function isFilled(read: ast.Name, survey: Survey): boolean {
  const method = survey.parentOf(read);
  return method?.kind === "Attribute" && method.attr === "append" && survey.parentOf(method)?.kind === "Call";
}

function isLooped(read: ast.Name, survey: Survey): boolean {
  const loop = survey.parentOf(read);
  if ((loop?.kind !== "For" && loop?.kind !== "comprehension") || loop.iter !== read) return false;
  const binding = loop.target.kind === "Name" ? resolve(loop.target, survey) : null;
  return binding !== null && binding.reads.every((each) => isIgnored(each, survey));
}

function isIgnored(read: ast.Name, survey: Survey): boolean {
  const parent = survey.parentOf(read);
  return parent?.kind === "Attribute" && SILENT.has(parent.attr);
}

function resolve(name: ast.Name, survey: Survey): Binding | null {
  return survey.fileOf(name).bindings.resolve(name);
}

/** True for a function that sees to its errors itself: a `try` around all that may fail takes every exception. */
function catchesAll(node: FunctionNode): boolean {
  if (node.kind === "Lambda") return false;
  return node.body.every((statement) => {
    if (statement.kind === "Try") return statement.handlers.some(takesAll);
    return !mayFail(statement);
  });
}

function takesAll({ type, body }: ast.ExceptHandler): boolean {
  const isGeneral = type === null || (type.kind === "Name" && /^(?:Base)?Exception$/.test(type.id));
  return isGeneral && !body.some(({ kind }) => kind === "Raise");
}

function mayFail(statement: ast.Statement): boolean {
  let found = false;
  walk(statement, {
    enter(node) {
      if (node.kind === "Call" || node.kind === "Subscript" || node.kind === "BinOp" || node.kind === "Raise")
        found = true;
      return !isFunction(node);
    },
  });
  return found;
}

import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import { isCalm } from "../calm.js";
import type { Lowering } from "../lowering.js";
import { leaves } from "../reachability.js";
import { maySwallow } from "./with.js";
import { variableName } from "../names.js";
import { untracedClasses } from "./untraced-try.js";

/**
 * `try`: handlers become one `catch` that tests the exception's class; `else` runs when the body ended without a
 * `catch`, which a flag tells unless all handlers leave. It stands behind, since handlers must not see its exceptions.
 * Where code may ask what is being handled, handlers and `finally` blocks tell the runtime when they begin and end.
 */
export function lowerTry(node: ast.Try | ast.TryStar, lowering: Lowering): ts.Statement[] {
  const completed = node.orelse.length > 0 && !leaveAll(node, lowering) ? lowering.fresh("completed") : null;
  const flag = completed ? [b.declare("let", completed, b.boolean(false))] : [];
  const body = lowering.block(node.body);
  const tried = completed
    ? b.block([...body.statements, b.statement(b.assign(b.id(completed), b.boolean(true)))])
    : body;
  const caught =
    node.handlers.length === 0
      ? undefined
      : node.kind === "Try"
        ? catchClause(node, lowering)
        : catchStarClause(node, lowering);
  const otherwise = node.orelse.length > 0 ? elseStatements(completed, lowering.block(node.orelse)) : [];
  const untraced = node.kind === "Try" ? untracedClasses(node, lowering) : null;
  if (untraced !== null) return [...flag, ...untracedTry(tried, caught, untraced, lowering), ...otherwise];
  const handling = caught ? [ts.factory.createTryStatement(tried, caught, undefined), ...otherwise] : [];
  if (node.finalbody.length === 0) return [...flag, ...handling];
  if (!isQuiet(node.finalbody, lowering)) {
    return [...flag, ...unwindingTry(caught ? b.block(handling) : tried, node, lowering)];
  }
  const last = lowering.block(node.finalbody);
  return otherwise.length > 0
    ? [...flag, ts.factory.createTryStatement(b.block(handling), undefined, last)]
    : [ts.factory.createTryStatement(tried, caught, last)];
}

/** What is raised in between notes no stack. */
function untracedTry(
  tried: ts.Block,
  caught: ts.CatchClause | undefined,
  classes: ast.Expression[],
  lowering: Lowering,
): ts.Statement[] {
  const call = (name: string, args: ts.Expression[]): ts.Statement => b.statement(b.call(lowering.helper(name), args));
  const begin = call(
    "untraced",
    classes.map((each) => lowering.expression(each)),
  );
  return [begin, ts.factory.createTryStatement(tried, caught, b.block([call("traced", [])]))];
}

/** True where the way behind a `catch` is that of a body without an exception only. */
function leaveAll({ handlers }: ast.Try | ast.TryStar, lowering: Lowering): boolean {
  return handlers.every(({ body }) => leaves(body, (statement) => maySwallow(statement, lowering)));
}

/** The `else` of a `try`; one that declares variables keeps a block of its own. */
function elseStatements(completed: string | null, block: ts.Block): readonly ts.Statement[] {
  if (completed !== null) return [ts.factory.createIfStatement(b.id(completed), block)];
  return block.statements.some((each) => ts.isVariableStatement(each)) ? [block] : block.statements;
}

/** A `finally` block that runs as part of what it interrupts. */
function unwindingTry(tried: ts.Block, node: ast.Try | ast.TryStar, lowering: Lowering): ts.Statement[] {
  const unwinding = lowering.fresh("unwinding");
  const error = lowering.caught();
  const begin = b.throws(b.method(b.id(unwinding), "by", [b.id(error)]));
  lowering.handled.push({ exception: null, told: unwinding });
  const last = lowering.block(node.finalbody);
  lowering.handled.pop();
  const end = b.block([b.statement(b.method(b.id(unwinding), "end", []))]);
  return [
    b.declare("const", unwinding, b.newObject(b.id(lowering.helper("Unwinding")), [])),
    ts.factory.createTryStatement(
      tried,
      ts.factory.createCatchClause(error, b.block([begin])),
      b.block([ts.factory.createTryStatement(last, undefined, end)]),
    ),
  ];
}

/** A `finally` block without interest in why it runs. */
function isQuiet(statements: readonly ast.Statement[], lowering: Lowering): boolean {
  return isCalm(statements, lowering) && !statements.some(raises);
}

function catchClause(node: ast.Try, lowering: Lowering): ts.CatchClause {
  const [only, ...others] = node.handlers;
  const isTold = !node.handlers.every(({ body }) => isCalm(body, lowering));
  if (others.length === 0 && !only!.type && !isTold && !only!.body.some(raises)) {
    return ts.factory.createCatchClause(undefined, lowering.block(only!.body));
  }
  const error = lowering.caught();
  const name = handlerName(node.handlers, lowering);
  const first = b.declare("const", name, b.call(lowering.helper(isTold ? "handle" : "exception"), [b.id(error)]));
  lowering.handled.push({ exception: name, told: isTold ? name : null });
  const guarded = others.length === 0 ? guardedBody(only!, name, lowering) : null;
  const chain =
    guarded ??
    node.handlers.reduceRight<ts.Statement | undefined>(
      (rest, handler) => branch(handler, name, rest, lowering),
      node.handlers.some((handler) => !handler.type) ? undefined : b.block([b.throws(b.id(name))]),
    );
  lowering.handled.pop();
  const handlers = chain && ts.isBlock(chain) ? chain.statements : [chain!];
  const statements = isTold
    ? [ts.factory.createTryStatement(b.block(handlers), undefined, endOfHandling(name, lowering))]
    : handlers;
  return ts.factory.createCatchClause(error, b.block([first, ...statements]));
}

/** `except*` clauses take their parts of the group one after the other; `end` raises what is left. */
function catchStarClause(node: ast.TryStar, lowering: Lowering): ts.CatchClause {
  const error = lowering.caught();
  const groups = lowering.fresh("groups");
  const first = b.declare("const", groups, b.newObject(b.id(lowering.helper("ExceptStar")), [b.id(error)]));
  const clauses = node.handlers.flatMap((handler) => starHandler(handler, groups, lowering));
  const end = b.statement(b.method(b.id(groups), "end", []));
  return ts.factory.createCatchClause(error, b.block([first, ...clauses, end]));
}

function starHandler(handler: ast.ExceptHandler, groups: string, lowering: Lowering): ts.Statement[] {
  const isOwn = handler.name !== null && lowering.frame.declarations.keyword(handler) === "const";
  const name = isOwn ? variableName(handler.name!) : lowering.fresh("group");
  const error = lowering.caught();
  lowering.handled.push({ exception: name, told: name });
  const body = lowering.block(handler.body);
  lowering.handled.pop();
  const named = handler.name && !isOwn ? nameStatement(handler, name, lowering) : [];
  const tried = ts.setSourceMapRange(
    b.block([...named, ...body.statements, ...unbind(handler, lowering)]),
    ts.getSourceMapRange(body),
  );
  const onGroups = (method: string, args: ts.Expression[]): ts.Expression => b.method(b.id(groups), method, args);
  const clause = ts.factory.createTryStatement(
    tried,
    ts.factory.createCatchClause(error, b.block([b.statement(onGroups("raised", [b.id(error)]))])),
    b.block([b.statement(onGroups("leave", []))]),
  );
  const taken = b.declare("const", name, at(onGroups("take", [lowering.expression(handler.type!)]), handler));
  const isThere = b.binary(b.id(name), "!==", b.nullValue());
  return [b.block([taken, ts.factory.createIfStatement(isThere, b.block([clause]))])];
}

function endOfHandling(name: string, lowering: Lowering): ts.Block {
  return b.block([b.statement(b.call(lowering.helper("handled"), [b.id(name)]))]);
}

/** The name of the caught exception: the script's own when all handlers that name it agree. */
function handlerName(handlers: readonly ast.ExceptHandler[], lowering: Lowering): string {
  const names = new Set(handlers.flatMap((handler) => (handler.name ? [handler.name] : [])));
  const [only] = names;
  const own =
    names.size === 1 &&
    handlers.every((handler) => !handler.name || lowering.frame.declarations.keyword(handler) === "const");
  return own ? variableName(only!) : lowering.fresh("exc");
}

function branch(
  handler: ast.ExceptHandler,
  exception: string,
  rest: ts.Statement | undefined,
  lowering: Lowering,
): ts.Statement {
  const block = handlerBlock(handler, exception, lowering);
  if (!handler.type) return block;
  return ts.factory.createIfStatement(exceptionTest(handler.type, exception, lowering), block, rest);
}

function handlerBlock(handler: ast.ExceptHandler, exception: string, lowering: Lowering): ts.Block {
  const body = lowering.block(handler.body);
  const named =
    handler.name && variableName(handler.name) !== exception ? nameStatement(handler, exception, lowering) : [];
  return ts.setSourceMapRange(
    b.block([...named, ...body.statements, ...unbind(handler, lowering)]),
    ts.getSourceMapRange(body),
  );
}

/** A sole handler: what it doesn't catch is thrown on ahead of its body. */
function guardedBody(handler: ast.ExceptHandler, exception: string, lowering: Lowering): ts.Block | null {
  if (!handler.type) return null;
  const test = exceptionTest(handler.type, exception, lowering);
  const guard = ts.factory.createIfStatement(b.not(test), b.throws(b.id(exception)));
  const body = handlerBlock(handler, exception, lowering);
  return ts.setSourceMapRange(b.block([guard, ...body.statements]), ts.getSourceMapRange(body));
}

/** A handler's own name for the exception where the others have another. */
function nameStatement(handler: ast.ExceptHandler, exception: string, lowering: Lowering): ts.Statement[] {
  const keyword = lowering.frame.declarations.keyword(handler);
  const name = variableName(handler.name!);
  return [keyword ? b.declare(keyword, name, b.id(exception)) : b.statement(b.assign(b.id(name), b.id(exception)))];
}

/** Python unbinds the name at the handler's end; only a variable that others read shows it. */
function unbind(handler: ast.ExceptHandler, lowering: Lowering): ts.Statement[] {
  if (!handler.name || lowering.frame.declarations.keyword(handler)) return [];
  return [b.statement(b.assign(b.id(variableName(handler.name)), b.undefinedValue()))];
}

function exceptionTest(type: ast.Expression, exception: string, lowering: Lowering): ts.Expression {
  const classes = type.kind === "Tuple" ? type.elts : [type];
  const known = classes.every((item) => lowering.typeOf(item).kind === "class");
  if (!known) return b.call(lowering.helper("is_caught"), [b.id(exception), lowering.expression(type)]);
  return classes
    .map((item) => b.binary(b.id(exception), "instanceof", lowering.expression(item)))
    .reduce((left, right) => b.binary(left, "||", right));
}

/** True when a `raise` is in the statement. */
function raises(statement: ast.Statement): boolean {
  switch (statement.kind) {
    case "Raise":
      return true;
    case "If":
    case "For":
    case "While":
      return [...statement.body, ...statement.orelse].some(raises);
    case "With":
      return statement.body.some(raises);
    case "Try":
      return [
        ...statement.body,
        ...statement.orelse,
        ...statement.finalbody,
        ...statement.handlers.flatMap((handler) => handler.body),
      ].some(raises);
    default:
      return false;
  }
}

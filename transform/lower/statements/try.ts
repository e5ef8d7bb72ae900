import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

/**
 * `try`: handlers become one `catch` that tests the exception's class; `else` runs when the body ended without a
 * `catch`, which a flag tells where there are handlers whose tests must not see its exceptions.
 */
export function lowerTry(node: ast.Try, lowering: Lowering): ts.Statement[] {
  const completed = node.orelse.length > 0 ? lowering.fresh("completed") : null;
  const body = lowering.block(node.body);
  const tried = completed
    ? b.block([...body.statements, b.statement(b.assign(b.id(completed), b.boolean(true)))])
    : body;
  const handled = node.handlers.length > 0 ? catchClause(node, lowering) : undefined;
  const otherwise = completed ? ts.factory.createIfStatement(b.id(completed), lowering.block(node.orelse)) : null;
  const finallyBlock = node.finalbody.length > 0 ? lowering.block(node.finalbody) : undefined;
  if (!completed) return [ts.factory.createTryStatement(tried, handled, finallyBlock)];
  const flag = b.declare("let", completed, b.boolean(false));
  const inner = ts.factory.createTryStatement(tried, handled, handled ? undefined : finallyBlock);
  if (!finallyBlock) return [flag, inner, otherwise!];
  return [flag, ts.factory.createTryStatement(b.block([inner, otherwise!]), undefined, finallyBlock)];
}

function catchClause(node: ast.Try, lowering: Lowering): ts.CatchClause {
  const [only, ...others] = node.handlers;
  if (others.length === 0 && !only!.type && !needsException(only!) && !asksForHandled(lowering)) {
    return ts.factory.createCatchClause(undefined, lowering.block(only!.body));
  }
  const error = lowering.fresh("error");
  const name = handlerName(node.handlers, lowering);
  const first = b.declare("const", name, b.call(lowering.helper("exception"), [b.id(error)]));
  lowering.handled.push(name);
  const chain = node.handlers.reduceRight<ts.Statement | undefined>(
    (rest, handler) => branch(handler, name, rest, lowering),
    node.handlers.some((handler) => !handler.type) ? undefined : b.block([b.throws(b.id(name))]),
  );
  lowering.handled.pop();
  const statements = chain && ts.isBlock(chain) ? [first, ...chain.statements] : [first, chain!];
  return ts.factory.createCatchClause(error, b.block(statements));
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
  const body = lowering.block(handler.body);
  const named =
    handler.name && variableName(handler.name) !== exception ? nameStatement(handler, exception, lowering) : [];
  const block = ts.setSourceMapRange(
    b.block([...named, ...body.statements, ...unbind(handler, lowering)]),
    ts.getSourceMapRange(body),
  );
  if (!handler.type) return block;
  return ts.factory.createIfStatement(exceptionTest(handler.type, exception, lowering), block, rest);
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
  if (!known) return b.call(lowering.helper("isinstance"), [b.id(exception), lowering.expression(type)]);
  return classes
    .map((item) => b.binary(b.id(exception), "instanceof", lowering.expression(item)))
    .reduce((left, right) => b.binary(left, "||", right));
}

/** Functions that ask the runtime which exception is being handled; it only knows those that `exception` has seen. */
const ASKING = /\b(?:exc_info|exception|format_exc|print_exc)\b/;

function asksForHandled(lowering: Lowering): boolean {
  return ASKING.test(lowering.context.source.text);
}

/** True when a bare handler still looks at the exception: by a `raise` in it. */
function needsException(handler: ast.ExceptHandler): boolean {
  return handler.body.some(raises);
}

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

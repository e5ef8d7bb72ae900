import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";

/** `raise ValueError("x")` throws; a class, an unknown value or a cause goes through `raise`, which makes the exception. */
export function lowerRaise(node: ast.Raise, lowering: Lowering): ts.Statement[] {
  const around = lowering.handled.at(-1);
  if (!node.exc) return [b.throws(around?.exception ? b.id(around.exception) : b.call(lowering.helper("reraise")))];
  const value = lowering.expression(node.exc);
  const isInstance = node.exc.kind === "Call" && lowering.typeOf(node.exc.func).kind === "class";
  // Where the runtime knows what is being handled, it adds the context itself.
  const context = around && !around.told ? around.exception : null;
  // The place of a raised exception is the statement.
  if (isInstance && !node.cause && !context) return [b.throws(at(value, node))];
  const options: [string, ts.Expression][] = [];
  if (node.cause) options.push(["cause", lowering.expression(node.cause)]);
  if (context) options.push(["context", b.id(context)]);
  return [b.throws(b.call(lowering.helper("raise"), options.length > 0 ? [value, b.object(options)] : [value]))];
}

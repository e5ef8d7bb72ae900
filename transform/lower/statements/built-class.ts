/**
 * A class that is built at run time: `const Shape = build_class("Shape", [Base], { metaclass: Meta }, (__class__) => …)`,
 * where the arrow is the class's body and gives what it has defined.
 */
import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Binding } from "../../bind/scopes.js";
import { docstringOf, documented } from "../../emit/docstring.js";
import { at } from "../../emit/origin.js";
import * as b from "../builders.js";
import { withoutDocstring } from "../functions.js";
import { dynamicArguments } from "../calls/call.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { importName } from "./import.js";
import { decorate } from "./function-def.js";

export function lowerBuiltClass(node: ast.FunctionDef, lowering: Lowering): ts.Statement[] {
  const scope = lowering.context.bindings.scopeOf(node);
  const header = node.decorator_list.at(-1) as ast.Call;
  const { args, keywords } = header;
  const options = dynamicArguments({ ...header, args: [] }, lowering);
  const docstring = docstringOf(node.body);
  const made = b.call(lowering.helper("build_class"), [
    b.string(scope.qualname),
    b.array(dynamicArguments({ ...header, keywords: [], args }, lowering)),
    keywords.length > 0 ? options[0]! : b.object([]),
    classBody(node, lowering),
    ...(docstring !== null && lowering.readsDocstrings ? [b.string(docstring)] : []),
  ]);
  const value = decorate(node.decorator_list.slice(0, -1), made, lowering);
  const name = variableName(node.alias ?? node.name);
  const keyword = lowering.frame.declarations.keyword(node);
  if (!keyword) return [b.statement(b.assign(b.id(name), value))];
  const isExported = lowering.isTopLevel && lowering.context.bindings.bindingOf(node).definitions.length === 1;
  const modifiers = isExported ? [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined;
  const variable = ts.factory.createVariableStatement(modifiers, b.declarationList(keyword, name, value));
  return [documented(variable, docstring)];
}

function classBody(node: ast.FunctionDef, lowering: Lowering): ts.Expression {
  const scope = lowering.context.bindings.scopeOf(node);
  const statements = withoutDocstring(node.body);
  const frame = { scope, self: null, selfAlias: null, tagsResult: true };
  const { result, declared } = lowering.outsideClasses(() =>
    lowering.body(frame, statements, () => lowering.statements(statements)),
  );
  const members = [...scope.bindings].flatMap(([name, binding]) =>
    isMember(binding) ? [[name, valueOf(binding, lowering)] as const] : [],
  );
  const body = b.block([...declared, ...result, b.returns(b.object(members))]);
  const usesCell = scope.bindings.get(CELL)!.reads.length > 0;
  const parameters = usesCell ? [b.parameter(CELL, { type: b.keywordType("unknown") })] : [];
  return b.arrow(parameters, at(body, { start: node.body[0]!.start, end: node.body.at(-1)!.end }));
}

const CELL = "__class__";

const isMember = ({ definitions }: Binding): boolean => definitions.some(({ kind }) => kind !== "parameter");

function valueOf(binding: Binding, lowering: Lowering): ts.Expression {
  const imported = importName(binding, lowering);
  if (imported) return imported;
  const value = b.id(variableName(binding.name));
  const type = lowering.context.types.ofBinding(binding);
  return type.kind === "float" ? b.call(lowering.helper("float"), [value]) : value;
}

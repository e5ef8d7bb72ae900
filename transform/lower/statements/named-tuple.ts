import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

/** `interface Point extends NamedTuple<[number, number]> { readonly x: number; … }`: the type of what `Point` makes. */
export function namedTupleInterface(target: ast.Name, value: ast.Expression, lowering: Lowering): ts.Statement[] {
  const made = lowering.frame.scope.kind === "module" ? lowering.context.types.namedTuple(value) : null;
  if (made === null) return [];
  const f = ts.factory;
  const base = lowering.types.namedTupleOf(made.items);
  return [
    f.createInterfaceDeclaration(
      [f.createModifier(ts.SyntaxKind.ExportKeyword)],
      variableName(target.id),
      undefined,
      [f.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [base])],
      lowering.types.itemsOf(made.class, made.items),
    ),
  ];
}

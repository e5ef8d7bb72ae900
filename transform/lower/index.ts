/** From Python's tree to TypeScript's: the two tables, and the module as a whole. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Context } from "../context.js";
import * as b from "./builders.js";
import { Lowering } from "./lowering.js";
import { identityOf, lowerModule } from "./module.js";
import { lowerAnnAssign, lowerAssign } from "./statements/assign.js";
import { lowerAugAssign } from "./statements/aug-assign.js";
import { lowerAssert } from "./statements/assert.js";
import { lowerClassDef } from "./statements/class-def.js";
import { lowerDelete } from "./statements/delete.js";
import { lowerExpressionStatement } from "./statements/expression-statement.js";
import { lowerFor } from "./statements/for.js";
import { lowerFunctionDef } from "./statements/function-def.js";
import { lowerIf } from "./statements/if.js";
import { lowerImport, lowerImportFrom } from "./statements/import.js";
import { lowerBreak } from "./statements/loop-else.js";
import { lowerMatch } from "./statements/match.js";
import { lowerRaise } from "./statements/raise.js";
import { lowerReturn } from "./statements/return.js";
import { lowerTry } from "./statements/try.js";
import { lowerWhile } from "./statements/while.js";
import { lowerWith } from "./statements/with.js";
import { lowerAttribute } from "./expressions/attribute.js";
import { lowerAwait } from "./expressions/await.js";
import { lowerBinOp } from "./expressions/bin-op.js";
import { lowerBoolOp } from "./expressions/bool-op.js";
import { lowerCall } from "./calls/call.js";
import { lowerCompare } from "./expressions/compare.js";
import { lowerDictComp, lowerGeneratorExp, lowerListComp, lowerSetComp } from "./expressions/comprehension.js";
import { lowerConstant } from "./expressions/constant.js";
import { lowerDict, lowerList, lowerSet, lowerTuple, starred } from "./expressions/displays.js";
import { lowerIfExp } from "./expressions/if-exp.js";
import { lowerJoinedStr } from "./expressions/joined-str.js";
import { lowerLambda } from "./expressions/lambda.js";
import { lowerName } from "./expressions/name.js";
import { lowerNamedExpr } from "./expressions/named-expr.js";
import { lowerSlice, lowerSubscript } from "./expressions/subscript.js";
import { lowerUnaryOp } from "./expressions/unary-op.js";
import { lowerYield, lowerYieldFrom } from "./expressions/yield.js";

type Lower<N, R> = (node: N, lowering: Lowering) => R;
type StatementTable = { [K in ast.Statement["kind"]]: Lower<Extract<ast.Statement, { kind: K }>, ts.Statement[]> };
type ExpressionTable = { [K in ast.Expression["kind"]]: Lower<Extract<ast.Expression, { kind: K }>, ts.Expression> };

const statements: StatementTable = {
  AnnAssign: lowerAnnAssign,
  Assert: lowerAssert,
  Assign: lowerAssign,
  // Of these three `expand/coroutines.ts` has made others.
  AsyncFor: () => [],
  AsyncFunctionDef: () => [],
  AsyncWith: () => [],
  AugAssign: lowerAugAssign,
  Break: lowerBreak,
  ClassDef: lowerClassDef,
  Continue: () => [b.continueStatement()],
  Delete: lowerDelete,
  Expr: lowerExpressionStatement,
  For: lowerFor,
  FunctionDef: lowerFunctionDef,
  Global: () => [],
  If: lowerIf,
  Import: lowerImport,
  ImportFrom: lowerImportFrom,
  Match: lowerMatch,
  Nonlocal: () => [],
  Pass: () => [],
  Raise: lowerRaise,
  Return: lowerReturn,
  Try: lowerTry,
  TryStar: lowerTry,
  TypeAlias: () => [],
  While: lowerWhile,
  With: lowerWith,
};

const expressions: ExpressionTable = {
  Attribute: lowerAttribute,
  Await: lowerAwait,
  BinOp: lowerBinOp,
  BoolOp: lowerBoolOp,
  Call: lowerCall,
  Compare: lowerCompare,
  Constant: lowerConstant,
  Dict: lowerDict,
  DictComp: lowerDictComp,
  FormattedValue: unsupportedExpression("unsupported-expression", "a replacement field stands alone"),
  GeneratorExp: lowerGeneratorExp,
  IfExp: lowerIfExp,
  Interpolation: unsupportedExpression("unsupported-template-string", "template strings are not supported"),
  JoinedStr: lowerJoinedStr,
  Lambda: lowerLambda,
  List: lowerList,
  ListComp: lowerListComp,
  Name: lowerName,
  NamedExpr: lowerNamedExpr,
  Set: lowerSet,
  SetComp: lowerSetComp,
  Slice: lowerSlice,
  Starred: (node, lowering) => starred(node, lowering),
  Subscript: lowerSubscript,
  TemplateStr: unsupportedExpression(
    "unsupported-template-string",
    "template strings are not supported",
    "use an f-string",
  ),
  Tuple: lowerTuple,
  UnaryOp: lowerUnaryOp,
  Yield: lowerYield,
  YieldFrom: lowerYieldFrom,
};

/** Lowers the modules of a program; what can't be lowered is in the contexts' diagnostics. */
export function lower(contexts: readonly Context[]): ts.Statement[][] {
  const bodies = contexts.map((context) => lowerModule(context.module, new Lowering(context)));
  // What a file must tell of itself is known when all others have asked.
  return contexts.map((context, index) => [...identityOf(context), ...bodies[index]!]);
}

export function lowerStatement(node: ast.Statement, lowering: Lowering): ts.Statement[] {
  return (statements[node.kind] as Lower<ast.Statement, ts.Statement[]>)(node, lowering);
}

export function lowerExpression(node: ast.Expression, lowering: Lowering): ts.Expression {
  return (expressions[node.kind] as Lower<ast.Expression, ts.Expression>)(node, lowering);
}

function unsupportedExpression(code: string, message: string, hint?: string): Lower<ast.Expression, ts.Expression> {
  return (node, lowering) => {
    lowering.unsupported(code, node, message, hint);
    return b.undefinedValue();
  };
}

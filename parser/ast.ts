/**
 * Python's abstract syntax, named as in CPython's `ast` module (https://docs.python.org/3/library/ast.html).
 *
 * Node and field names are CPython's, with two differences: the discriminant is called `kind`, so that the `kind` of
 * `ast.Constant` is called `prefix` here, and operators and contexts are words instead of nodes. Every node has `start`
 * and `end`, UTF-16 offsets into the text of its SourceText; nodes that have a position in CPython (statements,
 * expressions, patterns, arg, keyword, alias, excepthandler, type parameters) have the same position here.
 */

export interface BaseNode {
  /** Offset of the first UTF-16 unit. */
  start: number;
  /** Offset behind the last UTF-16 unit. */
  end: number;
}

export type ExpressionContext = "Load" | "Store" | "Del";
export type BinaryOperator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type BooleanOperator = "And" | "Or";
export type ComparisonOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

// ---------------------------------------------------------------------------------------------------- module

/** A `#` comment, kept for the emitter. */
export interface Comment extends BaseNode {
  /** The comment with its `#`, without the line end. */
  text: string;
  /** True when nothing but white space stands before it on its line. */
  ownLine: boolean;
}

export interface Module extends BaseNode {
  kind: "Module";
  body: Statement[];
  /** All comments of the file in source order. */
  comments: Comment[];
}

// ------------------------------------------------------------------------------------------------ statements

export interface FunctionDef extends BaseNode {
  kind: "FunctionDef";
  name: string;
  args: Arguments;
  body: Statement[];
  decorator_list: Expression[];
  returns: Expression | null;
  type_params: TypeParameter[];
  /** True for an `async def`, which is one of its own only in the parser's tree. */
  isAsync?: true;
  /** True for the body of a class that is built at run time; its last decorator is the call that builds it. */
  buildsClass?: true;
  /** The name of its variable, where that can't be the function's own. */
  alias?: string;
  /** True where it makes a nested function anew in forked children (transform/fork/closures.ts). */
  makesClosure?: true;
}

export interface AsyncFunctionDef extends BaseNode {
  kind: "AsyncFunctionDef";
  name: string;
  args: Arguments;
  body: Statement[];
  decorator_list: Expression[];
  returns: Expression | null;
  type_params: TypeParameter[];
}

export interface ClassDef extends BaseNode {
  kind: "ClassDef";
  name: string;
  bases: Expression[];
  keywords: Keyword[];
  body: Statement[];
  decorator_list: Expression[];
  type_params: TypeParameter[];
}

export interface Return extends BaseNode {
  kind: "Return";
  value: Expression | null;
}

export interface Delete extends BaseNode {
  kind: "Delete";
  targets: Expression[];
}

export interface Assign extends BaseNode {
  kind: "Assign";
  targets: Expression[];
  value: Expression;
}

export interface TypeAlias extends BaseNode {
  kind: "TypeAlias";
  name: Name;
  type_params: TypeParameter[];
  value: Expression;
}

export interface AugAssign extends BaseNode {
  kind: "AugAssign";
  target: Name | Attribute | Subscript;
  op: BinaryOperator;
  value: Expression;
}

export interface AnnAssign extends BaseNode {
  kind: "AnnAssign";
  target: Name | Attribute | Subscript;
  annotation: Expression;
  value: Expression | null;
  /** 1 when the target is a name without parentheses, as in CPython. */
  simple: 0 | 1;
}

export interface For extends BaseNode {
  kind: "For";
  target: Expression;
  iter: Expression;
  body: Statement[];
  orelse: Statement[];
  /** True for an `async for`, which is one of its own only in the parser's tree. */
  isAsync?: true;
}

export interface AsyncFor extends BaseNode {
  kind: "AsyncFor";
  target: Expression;
  iter: Expression;
  body: Statement[];
  orelse: Statement[];
}

export interface While extends BaseNode {
  kind: "While";
  test: Expression;
  body: Statement[];
  orelse: Statement[];
}

export interface If extends BaseNode {
  kind: "If";
  test: Expression;
  body: Statement[];
  orelse: Statement[];
  /** Set where it stands for no `if` of the script: what forked children leave out (transform/fork/). */
  onlyInParent?: true;
}

export interface With extends BaseNode {
  kind: "With";
  items: WithItem[];
  body: Statement[];
  /** True for an `async with`, which is one of its own only in the parser's tree. */
  isAsync?: true;
}

export interface AsyncWith extends BaseNode {
  kind: "AsyncWith";
  items: WithItem[];
  body: Statement[];
}

export interface Match extends BaseNode {
  kind: "Match";
  subject: Expression;
  cases: MatchCase[];
}

export interface Raise extends BaseNode {
  kind: "Raise";
  exc: Expression | null;
  cause: Expression | null;
}

export interface Try extends BaseNode {
  kind: "Try";
  body: Statement[];
  handlers: ExceptHandler[];
  orelse: Statement[];
  finalbody: Statement[];
}

export interface TryStar extends BaseNode {
  kind: "TryStar";
  body: Statement[];
  handlers: ExceptHandler[];
  orelse: Statement[];
  finalbody: Statement[];
}

export interface Assert extends BaseNode {
  kind: "Assert";
  test: Expression;
  msg: Expression | null;
}

export interface Import extends BaseNode {
  kind: "Import";
  names: Alias[];
}

export interface ImportFrom extends BaseNode {
  kind: "ImportFrom";
  module: string | null;
  names: Alias[];
  /** Number of leading dots. */
  level: number;
}

export interface Global extends BaseNode {
  kind: "Global";
  names: string[];
}

export interface Nonlocal extends BaseNode {
  kind: "Nonlocal";
  names: string[];
}

export interface ExpressionStatement extends BaseNode {
  kind: "Expr";
  value: Expression;
  /**
   * The nested function that the call, which stands for no code of the script, makes anew in forked children. Its last
   * arguments are what so many of the function's defaults are.
   */
  remakes?: { name: string; defaults: number };
}

export interface Pass extends BaseNode {
  kind: "Pass";
}

export interface Break extends BaseNode {
  kind: "Break";
}

export interface Continue extends BaseNode {
  kind: "Continue";
}

// ----------------------------------------------------------------------------------------------- expressions

export interface BoolOp extends BaseNode {
  kind: "BoolOp";
  op: BooleanOperator;
  values: Expression[];
}

export interface NamedExpr extends BaseNode {
  kind: "NamedExpr";
  target: Name;
  value: Expression;
}

export interface BinOp extends BaseNode {
  kind: "BinOp";
  left: Expression;
  op: BinaryOperator;
  right: Expression;
}

export interface UnaryOp extends BaseNode {
  kind: "UnaryOp";
  op: UnaryOperator;
  operand: Expression;
}

export interface Lambda extends BaseNode {
  kind: "Lambda";
  args: Arguments;
  body: Expression;
  /** The number by which a forked child finds its own of this lambda, which stands at the module's top level. */
  inheritedAs?: number;
}

export interface IfExp extends BaseNode {
  kind: "IfExp";
  test: Expression;
  body: Expression;
  orelse: Expression;
}

export interface Dict extends BaseNode {
  kind: "Dict";
  /** null where the item is `**value`. */
  keys: (Expression | null)[];
  values: Expression[];
}

export interface SetDisplay extends BaseNode {
  kind: "Set";
  elts: Expression[];
}

export interface ListComp extends BaseNode {
  kind: "ListComp";
  elt: Expression;
  generators: Comprehension[];
}

export interface SetComp extends BaseNode {
  kind: "SetComp";
  elt: Expression;
  generators: Comprehension[];
}

export interface DictComp extends BaseNode {
  kind: "DictComp";
  key: Expression;
  value: Expression;
  generators: Comprehension[];
}

export interface GeneratorExp extends BaseNode {
  kind: "GeneratorExp";
  elt: Expression;
  generators: Comprehension[];
}

export interface Await extends BaseNode {
  kind: "Await";
  value: Expression;
}

export interface Yield extends BaseNode {
  kind: "Yield";
  value: Expression | null;
}

export interface YieldFrom extends BaseNode {
  kind: "YieldFrom";
  value: Expression;
}

export interface Compare extends BaseNode {
  kind: "Compare";
  left: Expression;
  ops: ComparisonOperator[];
  comparators: Expression[];
}

export interface Call extends BaseNode {
  kind: "Call";
  func: Expression;
  args: Expression[];
  keywords: Keyword[];
}

/** One replacement field of an f-string. */
export interface FormattedValue extends BaseNode {
  kind: "FormattedValue";
  value: Expression;
  /** -1 for none, else the code of `s`, `r` or `a`. */
  conversion: Conversion;
  format_spec: JoinedStr | null;
}

/** An f-string, or a run of adjacent literals with an f-string in it. */
export interface JoinedStr extends BaseNode {
  kind: "JoinedStr";
  values: (Constant | FormattedValue)[];
}

/** One replacement field of a t-string (Python 3.14). */
export interface Interpolation extends BaseNode {
  kind: "Interpolation";
  value: Expression;
  /** The source text of the expression. */
  str: string;
  conversion: Conversion;
  format_spec: JoinedStr | null;
}

/** A t-string (Python 3.14). */
export interface TemplateStr extends BaseNode {
  kind: "TemplateStr";
  values: (Constant | Interpolation)[];
}

export type Conversion = -1 | 115 | 114 | 97;

export type ConstantValue =
  | { type: "None" }
  | { type: "bool"; value: boolean }
  | { type: "int"; value: bigint }
  | { type: "float"; value: number }
  | { type: "complex"; imag: number }
  | StringValue
  | { type: "bytes"; value: Uint8Array }
  | { type: "Ellipsis" };

export interface StringValue {
  type: "str";
  value: string;
  /**
   * Only when `value` alone would mislead: the string has two lone surrogates side by side (`"\ud83d\ude00"` is two
   * code points in Python), which UTF-16 cannot tell from one astral character. Then: the code points.
   */
  codePoints?: number[];
}

export interface Constant extends BaseNode {
  kind: "Constant";
  value: ConstantValue;
  /** "u" for a `u"..."` literal (the `kind` field of CPython's node). */
  prefix: "u" | null;
}

export interface Attribute extends BaseNode {
  kind: "Attribute";
  value: Expression;
  attr: string;
  ctx: ExpressionContext;
}

export interface Subscript extends BaseNode {
  kind: "Subscript";
  value: Expression;
  slice: Expression;
  ctx: ExpressionContext;
}

export interface Starred extends BaseNode {
  kind: "Starred";
  value: Expression;
  ctx: ExpressionContext;
}

export interface Name extends BaseNode {
  kind: "Name";
  /** The identifier in its NFKC form. */
  id: string;
  ctx: ExpressionContext;
}

export interface ListDisplay extends BaseNode {
  kind: "List";
  elts: Expression[];
  ctx: ExpressionContext;
}

export interface TupleDisplay extends BaseNode {
  kind: "Tuple";
  elts: Expression[];
  ctx: ExpressionContext;
}

export interface Slice extends BaseNode {
  kind: "Slice";
  lower: Expression | null;
  upper: Expression | null;
  step: Expression | null;
}

// ----------------------------------------------------------------------------------------------------- parts

export interface Comprehension extends BaseNode {
  kind: "comprehension";
  target: Expression;
  iter: Expression;
  ifs: Expression[];
  is_async: 0 | 1;
}

export interface ExceptHandler extends BaseNode {
  kind: "ExceptHandler";
  type: Expression | null;
  name: string | null;
  body: Statement[];
}

export interface Arguments extends BaseNode {
  kind: "arguments";
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  /** One for each of `kwonlyargs`; null where there is no default. */
  kw_defaults: (Expression | null)[];
  kwarg: Arg | null;
  /** The defaults of the last `defaults.length` of `posonlyargs` and `args`. */
  defaults: Expression[];
}

export interface Arg extends BaseNode {
  kind: "arg";
  arg: string;
  annotation: Expression | null;
}

export interface Keyword extends BaseNode {
  kind: "keyword";
  /** null for `**value`. */
  arg: string | null;
  value: Expression;
}

export interface Alias extends BaseNode {
  kind: "alias";
  name: string;
  asname: string | null;
}

export interface WithItem extends BaseNode {
  kind: "withitem";
  context_expr: Expression;
  optional_vars: Expression | null;
}

export interface MatchCase extends BaseNode {
  kind: "match_case";
  pattern: Pattern;
  guard: Expression | null;
  body: Statement[];
}

// -------------------------------------------------------------------------------------------------- patterns

export interface MatchValue extends BaseNode {
  kind: "MatchValue";
  value: Expression;
}

export interface MatchSingleton extends BaseNode {
  kind: "MatchSingleton";
  value: { type: "None" } | { type: "bool"; value: boolean };
}

export interface MatchSequence extends BaseNode {
  kind: "MatchSequence";
  patterns: Pattern[];
}

export interface MatchMapping extends BaseNode {
  kind: "MatchMapping";
  keys: Expression[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends BaseNode {
  kind: "MatchClass";
  cls: Expression;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}

export interface MatchStar extends BaseNode {
  kind: "MatchStar";
  name: string | null;
}

export interface MatchAs extends BaseNode {
  kind: "MatchAs";
  pattern: Pattern | null;
  name: string | null;
}

export interface MatchOr extends BaseNode {
  kind: "MatchOr";
  patterns: Pattern[];
}

// ------------------------------------------------------------------------------------------- type parameters

export interface TypeVar extends BaseNode {
  kind: "TypeVar";
  name: string;
  bound: Expression | null;
  default_value: Expression | null;
}

export interface ParamSpec extends BaseNode {
  kind: "ParamSpec";
  name: string;
  default_value: Expression | null;
}

export interface TypeVarTuple extends BaseNode {
  kind: "TypeVarTuple";
  name: string;
  default_value: Expression | null;
}

// ---------------------------------------------------------------------------------------------------- unions

export type Statement =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExpressionStatement
  | Pass
  | Break
  | Continue;

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Interpolation
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | ListDisplay
  | TupleDisplay
  | Slice;

export type Pattern =
  MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr;

export type TypeParameter = TypeVar | ParamSpec | TypeVarTuple;

/** The nodes that are neither statement, expression, pattern nor type parameter. */
export type Part = Comprehension | ExceptHandler | Arguments | Arg | Keyword | Alias | WithItem | MatchCase;

export type Node = Module | Statement | Expression | Pattern | TypeParameter | Part;

export type NodeKind = Node["kind"];

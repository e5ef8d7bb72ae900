/** Prints a tree exactly as CPython 3.13's `ast.dump(tree, include_attributes=True)`: the text by which the parser is judged. */
import type { ConstantValue, Node } from "./ast.js";
import { bytesRepr, floatRepr, imaginaryRepr, strRepr } from "./python-repr.js";
import type { SourceText } from "./source.js";

type FieldKind = "node" | "identifier" | "operator" | "number" | "constant";

/** The fields of a kind of node in CPython's order. Unmarked fields hold nodes; a mark says what else one holds. */
const FIELDS: Record<Node["kind"], string> = {
  Module: "body",
  FunctionDef: "name:identifier args body decorator_list returns type_params",
  AsyncFunctionDef: "name:identifier args body decorator_list returns type_params",
  ClassDef: "name:identifier bases keywords body decorator_list type_params",
  Return: "value",
  Delete: "targets",
  Assign: "targets value",
  TypeAlias: "name type_params value",
  AugAssign: "target op:operator value",
  AnnAssign: "target annotation value simple:number",
  For: "target iter body orelse",
  AsyncFor: "target iter body orelse",
  While: "test body orelse",
  If: "test body orelse",
  With: "items body",
  AsyncWith: "items body",
  Match: "subject cases",
  Raise: "exc cause",
  Try: "body handlers orelse finalbody",
  TryStar: "body handlers orelse finalbody",
  Assert: "test msg",
  Import: "names",
  ImportFrom: "module:identifier names level:number",
  Global: "names:identifier",
  Nonlocal: "names:identifier",
  Expr: "value",
  Pass: "",
  Break: "",
  Continue: "",
  BoolOp: "op:operator values",
  NamedExpr: "target value",
  BinOp: "left op:operator right",
  UnaryOp: "op:operator operand",
  Lambda: "args body",
  IfExp: "test body orelse",
  Dict: "keys values",
  Set: "elts",
  ListComp: "elt generators",
  SetComp: "elt generators",
  DictComp: "key value generators",
  GeneratorExp: "elt generators",
  Await: "value",
  Yield: "value",
  YieldFrom: "value",
  Compare: "left ops:operator comparators",
  Call: "func args keywords",
  FormattedValue: "value conversion:number format_spec",
  JoinedStr: "values",
  Interpolation: "value str:identifier conversion:number format_spec",
  TemplateStr: "values",
  Constant: "value:constant prefix:identifier",
  Attribute: "value attr:identifier ctx:operator",
  Subscript: "value slice ctx:operator",
  Starred: "value ctx:operator",
  Name: "id:identifier ctx:operator",
  List: "elts ctx:operator",
  Tuple: "elts ctx:operator",
  Slice: "lower upper step",
  comprehension: "target iter ifs is_async:number",
  ExceptHandler: "type name:identifier body",
  arguments: "posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults",
  arg: "arg:identifier annotation",
  keyword: "arg:identifier value",
  alias: "name:identifier asname:identifier",
  withitem: "context_expr optional_vars",
  match_case: "pattern guard body",
  MatchValue: "value",
  MatchSingleton: "value:constant",
  MatchSequence: "patterns",
  MatchMapping: "keys patterns rest:identifier",
  MatchClass: "cls patterns kwd_attrs:identifier kwd_patterns",
  MatchStar: "name:identifier",
  MatchAs: "pattern name:identifier",
  MatchOr: "patterns",
  TypeVar: "name:identifier bound default_value",
  ParamSpec: "name:identifier default_value",
  TypeVarTuple: "name:identifier default_value",
};

/** The kinds of node that have no position in CPython. */
const WITHOUT_POSITION: ReadonlySet<string> = new Set([
  "Module",
  "comprehension",
  "arguments",
  "withitem",
  "match_case",
]);

interface Field {
  name: string;
  label: string;
  kind: FieldKind;
}

const PARSED_FIELDS: ReadonlyMap<string, Field[]> = new Map(
  Object.entries(FIELDS).map(([kind, fields]) => [kind, fields.split(" ").filter(Boolean).map(parseField)]),
);

function parseField(field: string): Field {
  const [name, kind = "node"] = field.split(":") as [string, FieldKind?];
  return { name, label: name === "prefix" ? "kind" : name, kind };
}

/** What is still to be printed: text, or a field's value. */
type Pending = string | { value: unknown; kind: FieldKind };

/**
 * The text that CPython 3.13 prints for the tree; positions are lines from 1 and columns in UTF-8 bytes.
 * Works through a list of what is pending, so that a deep tree needs no deep stack.
 */
export function dump(tree: Node, source: SourceText): string {
  const positions = new BytePositions(source);
  const out: string[] = [];
  const pending: Pending[] = [{ value: tree, kind: "node" }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") {
      out.push(next);
      continue;
    }
    const parts = partsOf(next.value, next.kind, positions);
    for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i]!);
  }
  return out.join("");
}

function partsOf(value: unknown, kind: FieldKind, positions: BytePositions): Pending[] {
  if (Array.isArray(value)) {
    return ["[", ...value.flatMap((element, i): Pending[] => [i > 0 ? ", " : "", { value: element, kind }]), "]"];
  }
  if (value === null) return ["None"];
  switch (kind) {
    case "node":
      return nodeParts(value as Node, positions);
    case "identifier":
      return [strRepr(value as string)];
    case "operator":
      return [`${value as string}()`];
    case "number":
      return [String(value)];
    case "constant":
      return [constantRepr(value as ConstantValue)];
  }
}

function nodeParts(node: Node, positions: BytePositions): Pending[] {
  const parts: Pending[] = [`${node.kind}(`];
  for (const { name, label, kind } of PARSED_FIELDS.get(node.kind)!) {
    const value = (node as unknown as Record<string, unknown>)[name];
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    parts.push(parts.length === 1 ? `${label}=` : `, ${label}=`, { value, kind });
  }
  if (!WITHOUT_POSITION.has(node.kind)) {
    parts.push(parts.length === 1 ? "" : ", ", positions.attributes(node));
  }
  parts.push(")");
  return parts;
}

function constantRepr(value: ConstantValue): string {
  switch (value.type) {
    case "None":
    case "Ellipsis":
      return value.type;
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return value.value.toString();
    case "float":
      return floatRepr(value.value);
    case "complex":
      return imaginaryRepr(value.imag);
    case "bytes":
      return bytesRepr(value.value);
    case "str":
      return strRepr(value.codePoints?.map((code) => String.fromCodePoint(code)) ?? value.value);
  }
}

/** Positions as CPython counts them. */
class BytePositions {
  private readonly source: SourceText;
  private readonly isAscii: boolean;
  /** For each line asked for: the bytes before each UTF-16 unit of it. */
  private readonly columns = new Map<number, Uint32Array>();

  constructor(source: SourceText) {
    this.source = source;
    this.isAscii = !/[^\0-\x7f]/.test(source.text);
  }

  attributes(node: Node): string {
    const start = this.source.position(node.start);
    const end = this.source.position(node.end);
    return (
      `lineno=${start.line}, col_offset=${this.bytes(start.line, start.column)}, ` +
      `end_lineno=${end.line}, end_col_offset=${this.bytes(end.line, end.column)}`
    );
  }

  private bytes(line: number, column: number): number {
    if (this.isAscii) return column;
    let table = this.columns.get(line);
    if (table === undefined) {
      table = byteColumns(this.source.lineText(line));
      this.columns.set(line, table);
    }
    return table[column]!;
  }
}

function byteColumns(text: string): Uint32Array {
  const table = new Uint32Array(text.length + 1);
  for (let at = 0, bytes = 0; at < text.length;) {
    const code = text.codePointAt(at)!;
    const units = code > 0xffff ? 2 : 1;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let unit = 0; unit < units; unit++) table[++at] = bytes;
  }
  return table;
}

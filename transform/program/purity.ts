/**
 * Whether a module's code can run earlier than it stands, because nobody can tell: it defines, and computes from what it
 * has itself, but prints nothing, changes nothing that others see, and does not fail.
 *
 * What code of the script a value's operators, attributes or calls may run can't be seen here; so they must be those of
 * literals and of the library.
 */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Definition } from "../bind/scopes.js";
import type { SourceProgram } from "./program.js";
import type { SourceModule } from "./source-module.js";

/** Functions and classes of the library that only make a value. */
export const MAKERS: ReadonlySet<string> = new Set(
  (
    "dict list set frozenset tuple range str int float bool bytes bytearray len sorted min max sum abs object property " +
    "staticmethod classmethod getLogger compile namedtuple defaultdict OrderedDict Counter deque ChainMap TypeVar " +
    "NewType NamedTuple Lock RLock Semaphore BoundedSemaphore Event Condition Barrier Queue SimpleQueue JoinableQueue " +
    "LifoQueue PriorityQueue Value Array RawValue RawArray Path PurePath dirname abspath realpath basename join " +
    "splitext expanduser cpu_count timedelta date datetime Decimal Fraction partial lru_cache cache wraps dataclass " +
    "field auto count total_ordering contextmanager Enum unique Struct local NullHandler MakeProxyType"
  ).split(" "),
);

/** Variables that every module has without defining them. */
const MODULE_VARIABLES = new Set(["__name__", "__file__", "__doc__", "__package__"]);

/** What Python does to make a class, which a class of the script may have its say in. */
const CLASS_HOOKS = new Set(["__init_subclass__", "__class_getitem__", "__mro_entries__"]);

/** The judge of one module's statements. */
export class Purity {
  private readonly module: SourceModule;
  private readonly program: SourceProgram;
  private readonly isBuiltin: (name: string) => boolean;
  private readonly makers: ReadonlySet<string>;

  /** @param makers functions and classes of the library whose calls are pure */
  constructor(
    module: SourceModule,
    program: SourceProgram,
    isBuiltin: (name: string) => boolean,
    makers: ReadonlySet<string> = MAKERS,
  ) {
    this.makers = makers;
    this.module = module;
    this.program = program;
    this.isBuiltin = isBuiltin;
  }

  /** True for a statement whose effects nobody sees until its names are used. An import counts as what it imports. */
  isPureStatement(statement: ast.Statement): boolean {
    switch (statement.kind) {
      case "Pass":
      case "Import":
      case "ImportFrom":
      case "TypeAlias":
      case "Global":
        return true;
      case "FunctionDef":
      case "AsyncFunctionDef":
        return (
          statement.decorator_list.every((decorator) => this.isPureDecorator(decorator)) &&
          this.arePure([...statement.args.defaults, ...statement.args.kw_defaults])
        );
      case "ClassDef":
        return (
          statement.decorator_list.every((decorator) => this.isPureDecorator(decorator)) &&
          statement.bases.every((base) => this.isPlainBase(base)) &&
          statement.keywords.every(({ value }) => this.isLibrary(value) || value.kind === "Constant") &&
          statement.body.every((inner) => this.isPureStatement(inner))
        );
      case "Assign":
        return statement.targets.every(isPlainTarget) && this.isPureValue(statement.value);
      case "AnnAssign":
        return isPlainTarget(statement.target) && this.arePure([statement.value]);
      case "Expr":
        return statement.value.kind === "Constant";
      case "If":
        return (
          isMainGuard(statement) ||
          (this.isPlain(statement.test) &&
            [...statement.body, ...statement.orelse].every((inner) => this.isPureStatement(inner)))
        );
      default:
        return false;
    }
  }

  private arePure(nodes: readonly (ast.Expression | null)[]): boolean {
    return nodes.every((node) => node === null || this.isPureValue(node));
  }

  /** True when nobody sees that the value is computed, and it is sure to be one. */
  private isPureValue(node: ast.Expression): boolean {
    switch (node.kind) {
      case "Name":
        return this.hasValue(node);
      case "Lambda":
        return true;
      case "List":
      case "Tuple":
        return this.arePure(node.elts);
      case "Dict":
        return node.keys.every((key) => key !== null && this.isPlain(key)) && this.arePure(node.values);
      case "IfExp":
        return this.isPlain(node.test) && this.arePure([node.body, node.orelse]);
      case "Call":
        return (
          this.isMaker(node.func) &&
          !mayFail(node) &&
          this.arePure([...node.args, ...node.keywords.map(({ value }) => value)])
        );
      default:
        return this.isPlain(node);
    }
  }

  /** True for a pure value of the language's or the library's own types, whose operators run no code of the script. */
  isPlain(node: ast.Expression): boolean {
    switch (node.kind) {
      case "Constant":
        return true;
      case "Name":
        return this.isLibrary(node) || this.holdsPlain(node);
      case "Attribute":
        return this.isLibrary(node) || (node.value.kind === "Call" && this.isPlain(node.value));
      case "Subscript":
        // `list[int]`: an item of the script's own list may not be there
        return this.isLibrary(node.value) && this.isPlain(node.slice);
      case "Call":
        return this.isMaker(node.func) && !mayFail(node) && children(node).every((child) => this.isPlainPart(child));
      case "BinOp":
        // Numbers and texts as they stand in a file can be added and multiplied; division may fail.
        return node.op !== "FloorDiv" && node.op !== "Mod" && this.isPlain(node.left) && this.isPlain(node.right);
      case "List":
      case "Tuple":
      case "Set":
      case "Dict":
      case "UnaryOp":
      case "BoolOp":
      case "Compare":
      case "IfExp":
      case "JoinedStr":
      case "FormattedValue":
        return children(node).every((child) => this.isPlainPart(child));
      default:
        return false;
    }
  }

  private isPlainPart(node: ast.Node): boolean {
    return this.isPlain((node.kind === "keyword" ? node.value : node) as ast.Expression);
  }

  /** A variable of the module itself whose one value is plain. */
  private holdsPlain(node: ast.Name): boolean {
    const binding = this.module.bindings.resolve(node);
    const [only, ...others] = binding?.definitions ?? [];
    if (only?.kind !== "assign" || others.length > 0 || binding!.writtenOutside) return false;
    const { statement, name } = only;
    if (statement.kind !== "Assign" || !statement.targets.includes(name)) return false;
    return statement.end <= node.start && this.isPlain(statement.value);
  }

  /** A builtin, or a name that a definition further up gives a value. */
  private hasValue(node: ast.Name): boolean {
    const binding = this.module.bindings.resolve(node);
    if (binding === null) return this.isBuiltin(node.id) || MODULE_VARIABLES.has(node.id);
    if (binding.definitions.some(({ kind }) => kind === "delete")) return false;
    return binding.definitions.some((definition) => endOf(definition) <= node.start);
  }

  /** A function or class of the library that only makes a value. */
  private isMaker(callee: ast.Expression): boolean {
    if (callee.kind === "Name") return this.makers.has(nameOf(callee, this.module)) && this.isLibrary(callee);
    if (callee.kind !== "Attribute" || !this.makers.has(callee.attr)) return false;
    return this.isLibrary(callee) || (callee.value.kind === "Constant" && callee.value.value.type === "str");
  }

  private isPureDecorator(node: ast.Expression): boolean {
    // `@area.setter`
    if (node.kind === "Attribute" && ["setter", "getter", "deleter"].includes(node.attr))
      return node.value.kind === "Name";
    if (node.kind === "Call") return this.isMaker(node.func) && this.arePure(node.args);
    return this.isMaker(node);
  }

  /** A builtin, or what was imported from the library, by a name or by dots. */
  private isLibrary(node: ast.Expression): boolean {
    if (node.kind === "Attribute") return this.isLibrary(node.value);
    if (node.kind !== "Name") return false;
    const binding = this.module.bindings.resolve(node);
    if (binding === null) return this.isBuiltin(node.id) || MODULE_VARIABLES.has(node.id);
    return binding.definitions.every(
      (definition) =>
        definition.kind === "import" &&
        this.program.target(definition.alias, definition.statement, binding.name) === null,
    );
  }

  /** A base class that has no say in how classes are made of it. */
  private isPlainBase(node: ast.Expression): boolean {
    if (node.kind === "Subscript") return this.isLibrary(node.value);
    if (this.isLibrary(node)) return true;
    const binding = node.kind === "Name" ? this.module.bindings.resolve(node) : null;
    const [only, ...others] = binding?.definitions ?? [];
    if (only === undefined || others.length > 0) return false;
    if (only.kind === "class") return this.makesPlainClasses(only.definition);
    if (only.kind !== "import") return false;
    const target = this.program.target(only.alias, only.statement, binding!.name);
    const [there] = target?.kind === "variable" ? target.binding.definitions : [];
    if (target?.kind !== "variable" || there?.kind !== "class") return false;
    return new Purity(target.module, this.program, this.isBuiltin).makesPlainClasses(there.definition);
  }

  private makesPlainClasses({ body, bases, keywords }: ast.ClassDef): boolean {
    const hasHooks = body.some((statement) => statement.kind === "FunctionDef" && CLASS_HOOKS.has(statement.name));
    return (
      !hasHooks && keywords.every(({ value }) => this.isLibrary(value)) && bases.every((base) => this.isPlainBase(base))
    );
  }
}

/** Functions that take only some values of their type. */
const CHOOSY = new Set(["int", "float", "complex", "min", "max", "compile", "Decimal", "Fraction", "date", "datetime"]);

/** True for a call that may raise by reason of its arguments' values: `int("12x")`. */
function mayFail({ func, args }: ast.Call): boolean {
  const name = func.kind === "Attribute" ? func.attr : func.kind === "Name" ? func.id : "";
  return CHOOSY.has(name) && args.some((arg) => arg.kind !== "Constant" || arg.value.type === "str");
}

/** The name by which the library knows what a name stands for. */
function nameOf(node: ast.Name, { bindings }: SourceModule): string {
  const [first] = bindings.resolve(node)?.definitions ?? [];
  return first?.kind === "import" ? first.alias.name : node.id;
}

/** The place behind which the name has the value. */
function endOf(definition: Definition): number {
  switch (definition.kind) {
    case "function":
    case "class":
      return definition.definition.start;
    case "import":
      return definition.statement.end;
    case "assign":
      return definition.name.end;
    case "parameter":
      return definition.parameter.end;
    default:
      return Infinity;
  }
}

/** `if __name__ == "__main__":` */
export function isMainGuard({ test, orelse }: ast.If): boolean {
  if (test.kind !== "Compare" || orelse.length > 0 || test.ops[0] !== "Eq") return false;
  const sides = [test.left, test.comparators[0]!];
  const isName = sides.some((side) => side.kind === "Name" && side.id === "__name__");
  return (
    isName &&
    sides.some((side) => side.kind === "Constant" && side.value.type === "str" && side.value.value === "__main__")
  );
}

function isPlainTarget(target: ast.Expression): boolean {
  return target.kind === "Name" || (target.kind === "Tuple" && target.elts.every(isPlainTarget));
}

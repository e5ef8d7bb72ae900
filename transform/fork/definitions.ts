/**
 * Which statements of a module's top level every process runs: those that define, and those that give a variable a value
 * that is the same wherever it is computed. The others only the process that started the program runs.
 */
import type * as ast from "../../parser/ast.js";
import { children, walk } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import { isMainGuard, MAKERS, Purity } from "../program/purity.js";
import type { SourceProgram } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";
import { CHANGERS, READERS } from "./in-place.js";

type IsBuiltin = (name: string) => boolean;

/** What makes a new thing each time: what one process makes is not what another has. */
const UNIQUE =
  "Lock RLock Semaphore BoundedSemaphore Event Condition Barrier Queue SimpleQueue JoinableQueue LifoQueue " +
  "PriorityQueue Value Array RawValue RawArray object local count";
/** What gives another value each time, and does nothing else. */
const CHANGING =
  "time perf_counter monotonic process_time time_ns random randint choice sample uniform randrange getpid getppid getcwd " +
  "now today uuid4 gethostname urandom token_hex Pipe get_context get_logger current_process Random";
/** Calls that leave everything as it is when they are repeated: they set up what a child inherits anyhow. */
const REPEATABLE = new Set(
  (
    "basicConfig setLevel setrecursionlimit filterwarnings simplefilter freeze_support signal add_argument " +
    "add_argument_group add_mutually_exclusive_group add_subparsers add_parser set_defaults setlocale disable register"
  ).split(" "),
);
/** Functions and classes whose calls make classes. */
export const CLASS_FACTORIES: ReadonlySet<string> = new Set(
  "namedtuple NamedTuple TypedDict make_dataclass Enum IntEnum StrEnum Flag IntFlag MakeProxyType".split(" "),
);
const PARSERS = new Set(["ArgumentParser", "parse_args", "add_argument", "add_argument_group", "add_subparsers"]);

const without = (names: string): ReadonlySet<string> =>
  new Set([...MAKERS].filter((name) => !names.split(" ").includes(name)));

/** The judge of one module's statements. */
export class Definitions {
  private readonly module: SourceModule;
  private readonly same: Purity;
  private readonly silent: Purity;
  /** The verdicts on the module's own statements, in whose order variables become settled and unsettled. */
  private readonly verdicts = new Map<ast.Statement, boolean>();
  /** Variables that the parent alone has set or changed: what is computed of them is something else in a child. */
  private readonly unsettled = new Set<Binding>();
  /** Variables that functions declare as `global`. */
  private readonly setByFunctions: readonly Binding[];

  constructor(module: SourceModule, program: SourceProgram, isBuiltin: IsBuiltin) {
    this.module = module;
    this.same = new Purity(module, program, isBuiltin, without(UNIQUE));
    this.silent = new Purity(module, program, isBuiltin, new Set([...MAKERS, ...CHANGING.split(" ")]));
    this.setByFunctions = globalsOfFunctions(module);
    for (const statement of module.module.body) {
      const isDefinition = this.judge(statement);
      this.verdicts.set(statement, isDefinition);
      if (isDefinition) for (const binding of this.boundBy(statement)) this.unsettled.delete(binding);
      else this.unsettle(statement);
    }
  }

  /** True for a statement that every process runs. */
  isDefinition(statement: ast.Statement): boolean {
    return this.verdicts.get(statement) ?? this.judge(statement);
  }

  private judge(statement: ast.Statement): boolean {
    return this.defines(statement) && (isOwnCode(statement) || !this.readsUnsettled(statement));
  }

  private defines(statement: ast.Statement): boolean {
    switch (statement.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
      case "ClassDef":
        return true;
      case "Expr":
        return this.same.isPureStatement(statement) || isRepeatable(statement.value);
      case "Assign":
        return statement.targets.every((target) => this.isOfDefinition(target)) || this.givesSame(statement);
      case "If":
        return (
          isMainGuard(statement) ||
          ((this.same.isPlain(statement.test) || isQuestion(statement.test)) &&
            [...statement.body, ...statement.orelse].every((inner) => this.isDefinition(inner)))
        );
      case "For":
        return isListed(statement.iter) && statement.body.every((inner) => this.isDefinition(inner));
      case "Try":
        return [
          ...statement.body,
          ...statement.orelse,
          ...statement.finalbody,
          ...statement.handlers.flatMap(({ body }) => body),
        ].every((inner) => this.isDefinition(inner));
      default:
        return this.same.isPureStatement(statement);
    }
  }

  private readsUnsettled(statement: ast.Statement): boolean {
    if (this.unsettled.size === 0 || (statement.kind === "If" && isMainGuard(statement))) return false;
    let found = false;
    walk(statement, {
      enter: (node) => {
        const binding = node.kind === "Name" && node.ctx === "Load" ? this.module.bindings.resolve(node) : null;
        found ||= binding !== null && this.unsettled.has(binding);
        return !found && !isOwnCode(node);
      },
    });
    return found;
  }

  /** The variables that an assignment gives a value. */
  private boundBy(statement: ast.Statement): Binding[] {
    if (statement.kind !== "Assign") return [];
    const bindings = statement.targets.map((target) =>
      target.kind === "Name" ? this.module.bindings.resolve(target) : null,
    );
    return bindings.filter((binding) => binding !== null);
  }

  /** Notes the variables that a statement sets, or may change in place, itself or by a function that it calls. */
  private unsettle(statement: ast.Statement): void {
    const { bindings } = this.module;
    const add = (node: ast.Expression): void => {
      let root = node;
      while (root.kind === "Attribute" || root.kind === "Subscript") root = root.value;
      const binding = root.kind === "Name" ? bindings.resolve(root) : null;
      if (binding?.scope.kind === "module") this.unsettled.add(binding);
    };
    walk(statement, {
      enter: (node) => {
        if ("ctx" in node && node.ctx !== "Load") add(node);
        if (node.kind === "Call") {
          const { func, args } = node;
          const method = func.kind === "Attribute" ? func.attr : "";
          if (func.kind === "Attribute" && !READERS.has(method)) add(func.value);
          const callee = func.kind === "Name" ? bindings.resolve(func) : null;
          const isOfScript = callee?.definitions.some(({ kind }) => kind === "function" || kind === "class") ?? false;
          if (isOfScript || CHANGERS.has(method)) args.forEach(add);
          if (isOfScript) for (const binding of this.setByFunctions) this.unsettled.add(binding);
        }
        return !isOwnCode(node);
      },
    });
  }

  /** True when repeating the statement in a child shows nobody anything. */
  isSilent(statement: ast.Statement): boolean {
    return this.isDefinition(statement) || this.silent.isPureStatement(statement);
  }

  private givesSame(statement: ast.Assign): boolean {
    const { value } = statement;
    return this.same.isPureStatement(statement) || isParser(value) || CLASS_FACTORIES.has(calledName(value) ?? "");
  }

  /** A function or class that gets another value, or an attribute: `work = timed(work)`. */
  private isOfDefinition(target: ast.Expression): boolean {
    const of = target.kind === "Attribute" ? target.value : target;
    const binding = of.kind === "Name" ? this.module.bindings.resolve(of) : null;
    return binding !== null && binding.definitions.some(({ kind }) => kind === "function" || kind === "class");
  }
}

/** True for code that does not run where it stands. */
const isOwnCode = (node: ast.Node): boolean => /^(?:(?:Async)?FunctionDef|ClassDef|Lambda)$/.test(node.kind);

function globalsOfFunctions({ module, bindings }: SourceModule): Binding[] {
  const names = new Set<string>();
  walk(module, { enter: (node) => void (node.kind === "Global" && node.names.forEach((name) => names.add(name))) });
  return [...bindings.module.bindings.values()].filter(({ name }) => names.has(name));
}

/** A test that computes nothing of its own. */
function isQuestion(node: ast.Node): boolean {
  return /^(?:Name|Constant|Attribute|Compare|BoolOp|UnaryOp)$/.test(node.kind) && children(node).every(isQuestion);
}

/** What is written out: `for name in ["jobs", "results"]: Manager.register(name)`. */
function isListed(node: ast.Expression): boolean {
  return (node.kind === "List" || node.kind === "Tuple") && node.elts.every(isQuestion);
}

const calledName = (node: ast.Expression): string | null => {
  if (node.kind !== "Call") return null;
  return node.func.kind === "Attribute" ? node.func.attr : node.func.kind === "Name" ? node.func.id : null;
};

/** A call that may be repeated. */
const isRepeatable = (node: ast.Expression): boolean => REPEATABLE.has(calledName(node) ?? "");

/** A parser of the command line, its parts, and what it found there. */
const isParser = (node: ast.Expression): boolean => PARSERS.has(calledName(node) ?? "");

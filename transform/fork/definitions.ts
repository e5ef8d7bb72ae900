/**
 * Which statements of a module's top level every process runs: those that define, and those that give a variable a value
 * that is the same wherever it is computed. The others only the process that started the program runs.
 */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import { isMainGuard, MAKERS, Purity } from "../program/purity.js";
import type { SourceProgram } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";

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

  constructor(module: SourceModule, program: SourceProgram, isBuiltin: IsBuiltin) {
    this.module = module;
    this.same = new Purity(module, program, isBuiltin, without(UNIQUE));
    this.silent = new Purity(module, program, isBuiltin, new Set([...MAKERS, ...CHANGING.split(" ")]));
  }

  /** True for a statement that every process runs. */
  isDefinition(statement: ast.Statement): boolean {
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

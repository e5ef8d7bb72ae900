/**
 * `os.fork()` where its use has the usual shape: the child does something of its own and ends.
 *
 *     pid = os.fork()                 def child():
 *     if pid == 0:                        work()
 *         work()                          os._exit(0)
 *         os._exit(0)                 pid = posix.fork(child)
 *     os.waitpid(pid, 0)              posix.waitpid(pid, 0)
 *
 * What has another shape stays as it is, and is refused when it is lowered.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";
import { noParameters } from "../expand/known-namespace.js";
import { statementLists } from "../expand/rewrite.js";
import { leaves } from "../lower/reachability.js";

/** Members of `os` that stand in `posix` here. */
const MOVED = new Set(
  "wait waitpid WNOHANG WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG waitstatus_to_exitcode".split(" "),
);
const ENDING = new Set(["_exit", "exit", "quit"]);

/** Rewrites such uses in a module, before it is bound. */
export function expandOsFork(module: ast.Module, text: string): void {
  if (!/\bos\.fork\(/.test(text)) return;
  const expansion = new Expansion(module);
  expansion.list(module.body, true, null);
  if (expansion.isUsed) expansion.moveMembers();
}

/** An `if` behind a fork, taken apart. */
interface Parts {
  child: ast.Statement[];
  parent: ast.Statement[];
}

interface Split extends Parts {
  /** The variable that gets the child's id. */
  pid: ast.Name | null;
  /** How many statements it takes. */
  count: number;
}

class Expansion {
  isUsed = false;
  private readonly module: ast.Module;
  private readonly names = new Set<string>();
  /** Functions of the module that never return. */
  private readonly ending: ReadonlySet<string>;

  constructor(module: ast.Module) {
    this.module = module;
    this.ending = endingFunctions(module);
    walk(module, {
      enter: (node) => {
        if (node.kind === "Name") this.names.add(node.id);
        if (node.kind === "FunctionDef" || node.kind === "ClassDef") this.names.add(node.name);
      },
    });
  }

  private fresh(): string {
    let name = "child";
    for (let number = 2; this.names.has(name); number++) name = `child_${number}`;
    this.names.add(name);
    return name;
  }

  /**
   * Rewrites what stands in a list of statements.
   *
   * @param isLast whether the program ends with the list
   * @param around the function that it is in
   */
  list(statements: ast.Statement[], isLast: boolean, around: ast.FunctionDef | null): void {
    for (let index = 0; index < statements.length; index++) {
      const statement = statements[index]!;
      const split = splitAt(statements, index, isLast, this.ending);
      if (split !== null) {
        const written = this.written(statement, split, around);
        statements.splice(index, split.count, ...written);
        this.isUsed = true;
        // what the child does may fork again, and so may what follows in the parent
        const child = written[0] as ast.FunctionDef;
        this.list(child.body, true, child);
        index++;
        continue;
      }
      const inner = statement.kind === "FunctionDef" ? statement : null;
      const ends = inner
        ? this.endsWithCall(inner)
        : isLast && index === statements.length - 1 && (statement.kind === "If" || statement.kind === "With");
      for (const list of statementLists(statement)) this.list(list, ends, inner ?? around);
    }
  }

  /** True for a function whose only call is the last thing that the program does. */
  private endsWithCall({ name }: ast.FunctionDef): boolean {
    let last = this.module.body.at(-1);
    while (last?.kind === "If" && last.orelse.length === 0) last = last.body.at(-1);
    if (last?.kind !== "Expr" || last.value.kind !== "Call" || lastName(last.value.func) !== name) return false;
    let mentions = 0;
    walk(this.module, { enter: (node) => void (node.kind === "Name" && node.id === name && mentions++) });
    return mentions === 1;
  }

  private written(at: ast.Statement, { pid, child, parent }: Split, around: ast.FunctionDef | null): ast.Statement[] {
    const place = { start: at.start, end: at.start };
    const name = this.fresh();
    const zero: ast.Statement[] =
      pid === null
        ? []
        : [
            {
              kind: "Assign",
              targets: [{ ...pid, ctx: "Store" }],
              value: { kind: "Constant", value: { type: "int", value: 0n }, ...place } as ast.Expression,
              ...place,
            },
          ];
    const usesPid = pid !== null && mentionsName(child, pid.id);
    const definition: ast.FunctionDef = {
      kind: "FunctionDef",
      name,
      args: noParameters(place),
      body: [...outerNames(child, around, place), ...(usesPid ? zero : []), ...child],
      decorator_list: [],
      returns: null,
      type_params: [],
      ...place,
    };
    const read = (id: string): ast.Name => ({ kind: "Name", id, ctx: "Load", ...place });
    const func: ast.Attribute = { kind: "Attribute", value: read("posix"), attr: "fork", ctx: "Load", ...place };
    const call: ast.Call = { kind: "Call", func, args: [read(name)], keywords: [], ...place };
    const start: ast.Statement =
      pid === null
        ? { kind: "Expr", value: call, ...place }
        : { kind: "Assign", targets: [pid], value: call, ...place };
    return [definition, start, ...parent];
  }

  /** `os.wait` and its like become `posix.wait`. */
  moveMembers(): void {
    walk(this.module, {
      enter(node) {
        if (node.kind === "Attribute" && node.value.kind === "Name" && node.value.id === "os" && MOVED.has(node.attr))
          node.value.id = "posix";
      },
    });
    const [first] = this.module.body;
    const place = { start: first!.start, end: first!.start };
    const isDocstring = first!.kind === "Expr" && first!.value.kind === "Constant";
    const alias: ast.Alias = { kind: "alias", name: "posix", asname: null, ...place };
    this.module.body.splice(isDocstring ? 1 : 0, 0, { kind: "Import", names: [alias], ...place });
  }
}

/** A fork and the `if` that tells who is who; null for anything else. `isLast`: the program ends with the list. */
function splitAt(
  statements: readonly ast.Statement[],
  index: number,
  isLast: boolean,
  ending: ReadonlySet<string>,
): Split | null {
  const statement = statements[index]!;
  const pid = statement.kind === "Assign" && isFork(statement.value) ? statement.targets[0]! : null;
  const count = pid === null ? 1 : 2;
  const question = statements[index + count - 1];
  if (question?.kind !== "If" || (pid !== null && pid.kind !== "Name")) return null;
  const parts = partsOf(question, pid === null ? isFork : (node) => node.kind === "Name" && node.id === pid.id);
  if (parts === null || !isWhole(parts, isLast && index + count === statements.length, ending)) return null;
  return { ...parts, pid, count };
}

/** True when the child ends with its part, and nothing there belongs to a loop or function around it. */
function isWhole({ child }: Parts, fallsOff: boolean, ending: ReadonlySet<string>): boolean {
  let isOwn = true;
  for (const statement of child) {
    walk(statement, {
      enter(node) {
        if (node.kind === "Return" || node.kind === "Break" || node.kind === "Continue" || node.kind === "Yield")
          isOwn = false;
        return node.kind !== "FunctionDef" && node.kind !== "For" && node.kind !== "While";
      },
    });
  }
  return isOwn && (fallsOff || endsProcess(child, ending));
}

/** The functions of a module that end the process, each as the last thing that it does. */
function endingFunctions({ body }: ast.Module): ReadonlySet<string> {
  const found = new Set<string>();
  const functions = body.flatMap((statement) => (statement.kind === "FunctionDef" ? [statement] : []));
  const isEnding = ({ name, body: statements, decorator_list }: ast.FunctionDef): boolean =>
    !found.has(name) && decorator_list.length === 0 && !returns(statements) && endsProcess(statements, found);
  for (let next = functions.find(isEnding); next !== undefined; next = functions.find(isEnding)) found.add(next.name);
  return found;
}

function returns(statements: readonly ast.Statement[]): boolean {
  let found = false;
  for (const statement of statements) {
    walk(statement, {
      enter(node) {
        if (node.kind === "Return" || node.kind === "Yield" || node.kind === "YieldFrom") found = true;
        return node.kind !== "FunctionDef" && node.kind !== "Lambda";
      },
    });
  }
  return found;
}

function endsProcess(statements: readonly ast.Statement[], ending: ReadonlySet<string>): boolean {
  const last = statements.at(-1);
  switch (last?.kind) {
    case "Raise":
      return true;
    case "Assert":
      return last.test.kind === "Constant" && last.test.value.type === "bool" && !last.test.value.value;
    case "If":
      return endsProcess(last.body, ending) && endsProcess(last.orelse, ending);
    case "While":
      return leaves([last]);
    case "With":
      return endsProcess(last.body, ending);
    case "Try":
      return (
        endsProcess(last.finalbody, ending) ||
        (endsProcess(last.body, ending) && last.handlers.every(({ body }) => endsProcess(body, ending)))
      );
    case "Expr":
      return last.value.kind === "Call" && isEndingCall(last.value, ending);
    default:
      return false;
  }
}

function isEndingCall({ func }: ast.Call, ending: ReadonlySet<string>): boolean {
  if (func.kind === "Name" && ending.has(func.id)) return true;
  return ENDING.has(lastName(func) ?? "");
}

function isFork(node: ast.Expression): boolean {
  return (
    node.kind === "Call" &&
    node.func.kind === "Attribute" &&
    node.func.attr === "fork" &&
    node.args.length === 0 &&
    lastName(node.func.value) === "os"
  );
}

/** The branches of an `if` that asks whether a process id is 0. */
function partsOf(node: ast.If, isPid: (node: ast.Expression) => boolean): Parts | null {
  switch (questionOf(node.test, isPid)) {
    case "child":
      return { child: node.body, parent: withoutFailure(node.orelse, isPid) };
    case "parent":
      return { child: withoutQuestion(node.orelse, isPid), parent: node.body };
    case "failure": {
      const [only, ...others] = node.orelse;
      return only?.kind === "If" && others.length === 0 ? partsOf(only, isPid) : null;
    }
    default:
      return null;
  }
}

/** `else`, or the last `elif` of those that ask for the parent or for a failure. */
function withoutFailure(orelse: ast.Statement[], isPid: (node: ast.Expression) => boolean): ast.Statement[] {
  const [only, ...others] = orelse;
  if (only?.kind !== "If" || others.length > 0) return orelse;
  const question = questionOf(only.test, isPid);
  if (question === "parent") return only.body;
  return question === "failure" ? only.orelse : orelse;
}

function withoutQuestion(orelse: ast.Statement[], isPid: (node: ast.Expression) => boolean): ast.Statement[] {
  const [only, ...others] = orelse;
  return only?.kind === "If" && others.length === 0 && questionOf(only.test, isPid) === "child" ? only.body : orelse;
}

/** Whom a test asks for. */
function questionOf(
  test: ast.Expression,
  isPid: (node: ast.Expression) => boolean,
): "child" | "parent" | "failure" | null {
  if (isPid(test)) return "parent";
  if (test.kind === "UnaryOp" && test.op === "Not" && isPid(test.operand)) return "child";
  if (test.kind !== "Compare" || test.ops.length !== 1) return null;
  const [left, op, right] = [test.left, test.ops[0]!, test.comparators[0]!];
  if (!isPid(left) || right.kind !== "Constant" || right.value.type !== "int")
    return isPid(right) && isZero(left) && op === "Eq" ? "child" : null;
  if (!isZero(right))
    return op === "Eq" || right.value.value !== 1n ? null : op === "Lt" ? "child" : op === "GtE" ? "parent" : null;
  if (op === "Eq") return "child";
  if (op === "Gt" || op === "NotEq") return "parent";
  return op === "Lt" ? "failure" : null;
}

const isZero = (node: ast.Expression): boolean =>
  node.kind === "Constant" && node.value.type === "int" && node.value.value === 0n;

function mentionsName(statements: readonly ast.Statement[], name: string): boolean {
  let found = false;
  for (const statement of statements)
    walk(statement, { enter: (node) => void (found ||= node.kind === "Name" && node.id === name) });
  return found;
}

/** `global` and `nonlocal` for what the child gives values to, where that is not its own. */
function outerNames(
  child: readonly ast.Statement[],
  around: ast.FunctionDef | null,
  place: { start: number; end: number },
): ast.Statement[] {
  const stored = storedIn(child);
  if (stored.size === 0) return [];
  if (around === null) return [{ kind: "Global", names: [...stored], ...place }];
  const globals = new Set(around.body.flatMap((each) => (each.kind === "Global" ? each.names : [])));
  const parameters = [...around.args.posonlyargs, ...around.args.args, ...around.args.kwonlyargs].map(({ arg }) => arg);
  const others = new Set([...storedIn(around.body, child), ...parameters]);
  const named = (kind: "Global" | "Nonlocal", names: string[]): ast.Statement[] =>
    names.length > 0 ? [{ kind, names, ...place }] : [];
  return [
    ...named(
      "Global",
      [...stored].filter((name) => globals.has(name)),
    ),
    ...named(
      "Nonlocal",
      [...stored].filter((name) => others.has(name) && !globals.has(name)),
    ),
  ];
}

/** Variables to which statements give values; not those of functions in them, nor of the statements to leave out. */
function storedIn(statements: readonly ast.Statement[], without: readonly ast.Node[] = []): Set<string> {
  const found = new Set<string>();
  for (const statement of statements) {
    walk(statement, {
      enter(node) {
        if (without.includes(node)) return false;
        if (node.kind === "Name" && node.ctx === "Store") found.add(node.id);
        return node.kind !== "FunctionDef" && node.kind !== "Lambda" && node.kind !== "ListComp";
      },
    });
  }
  return found;
}

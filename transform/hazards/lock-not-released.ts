/** A lock that is acquired and not given back on some way through the function, or never. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";
import type { Hazard, Scene } from "./hazard.js";
import { LOCK, SHARED_VALUE } from "./kinds.js";
import { haveCommon } from "./objects.js";
import { isFunction, type MethodCall, type Survey } from "./survey.js";

export function lockNotReleased(scene: Scene): Hazard[] {
  const { survey } = scene;
  return survey.methodCalls([...LOCK, ...SHARED_VALUE], ["acquire"]).flatMap((acquire) => {
    const statement = survey.parentOf(acquire.call);
    // One that may fail, or whose answer is looked at, is another matter.
    if (statement?.kind !== "Expr" || acquire.call.args.length + acquire.call.keywords.length > 0) return [];
    const lock = survey.textOf(acquire.receiver);
    const hint = `with ${lock}: … gives it back on every way`;
    if (isNeverReleased(acquire, scene)) {
      const message = `${lock} is never given back: whoever wants it next waits for ever`;
      return { code: "lock-not-released", node: acquire.call, message, hint };
    }
    const leaving = new Path(lock, survey).leavesHeld(statement);
    if (leaving === null) return [];
    const where = `on the way through line ${survey.lineOf(leaving)}`;
    const message = `${lock} is not given back ${where}: whoever wants it next waits for ever`;
    return { code: "lock-not-released", node: acquire.call, message, hint };
  });
}

/** True where nothing in the program may release the lock. */
function isNeverReleased({ receiver }: MethodCall, { survey, objects }: Scene): boolean {
  const makers = objects.madeBy(receiver);
  if (makers === null || makers.size === 0) return false;
  return survey.attributesNamed("release").every(({ value }) => {
    const others = objects.madeBy(value);
    return others !== null && others.size > 0 && !haveCommon(others, makers);
  });
}

/** What may be at the end of a piece of code: the lock held, or given back. */
type State = "held" | "free";

/** The ways through a function from an `acquire`, as far as its own statements tell; errors are not followed. */
class Path {
  private readonly lock: string;
  private readonly survey: Survey;
  /** Where a way leaves the function with the lock held. */
  private leaving: ast.Node | null = null;

  constructor(lock: string, survey: Survey) {
    this.lock = lock;
    this.survey = survey;
  }

  /** The statement by which the function is left with the lock held; null where it isn't, or where others release it. */
  leavesHeld(acquire: ast.ExpressionStatement): ast.Node | null {
    const around = this.survey.functionAround(acquire);
    const parent = this.survey.parentOf(acquire);
    if (around === null || around.kind === "Lambda" || parent === null) return null;
    if (!around.body.some((statement) => this.releases(statement))) return null;
    const block = blockOf(acquire, parent);
    if (block === null || this.isInFinally(acquire)) return null;
    const states = this.through(block.slice(block.indexOf(acquire) + 1), new Set<State>(["held"]));
    if (this.leaving !== null) return this.leaving;
    // It goes on behind the block, or falls off the function's end.
    const isEnd = parent === around;
    return isEnd && states.has("held") && states.has("free") ? (around.body.at(-1) ?? null) : null;
  }

  /** True within a `try` whose `finally` releases. */
  private isInFinally(node: ast.Node): boolean {
    for (const each of this.survey.around(node)) {
      if (isFunction(each)) return false;
      if (each.kind === "Try" && each.finalbody.some((statement) => this.releases(statement))) return true;
    }
    return false;
  }

  /** True within a `try`, whose handlers may release. */
  private isInTry(node: ast.Node): boolean {
    for (const each of this.survey.around(node)) {
      if (isFunction(each)) return false;
      if (each.kind === "Try") return true;
    }
    return false;
  }

  private through(statements: readonly ast.Statement[], before: ReadonlySet<State>): Set<State> {
    let states = new Set(before);
    for (const statement of statements) {
      if (states.size === 0) break;
      states = this.past(statement, states);
    }
    return states;
  }

  /** What may be behind a statement; empty when it is not left that way. */
  private past(statement: ast.Statement, states: ReadonlySet<State>): Set<State> {
    switch (statement.kind) {
      case "Return":
        if (states.has("held") && !this.releases(statement)) this.leaving ??= statement;
        return new Set();
      case "Raise":
        if (states.has("held") && !this.isInTry(statement)) this.leaving ??= statement;
        return new Set();
      case "Break":
      case "Continue":
        return new Set();
      case "If":
        return union(this.through(statement.body, states), this.through(statement.orelse, states));
      case "With":
        return this.through(statement.body, states);
      case "For":
      case "While":
        return union(states, this.through(statement.body, states));
      case "Try":
        return this.pastTry(statement, states);
      default:
        return this.releases(statement) ? new Set(["free"]) : new Set(states);
    }
  }

  private pastTry({ body, handlers, orelse, finalbody }: ast.Try, states: ReadonlySet<State>): Set<State> {
    if (finalbody.some((statement) => this.releases(statement))) return new Set(["free"]);
    const usual = this.through([...body, ...orelse], states);
    const handled = handlers.map((handler) => this.through(handler.body, union(states, usual)));
    return this.through(finalbody, handled.reduce(union, usual));
  }

  private releases(node: ast.Node): boolean {
    let found = false;
    walk(node, {
      enter: (each) => {
        if (each.kind === "Call" && lastName(each.func) === "release")
          found ||= each.func.kind === "Attribute" && this.survey.textOf(each.func.value) === this.lock;
      },
    });
    return found;
  }
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> {
  return new Set([...a, ...b]);
}

function blockOf(statement: ast.Statement, parent: ast.Node): readonly ast.Statement[] | null {
  if (!("body" in parent) || !Array.isArray(parent.body)) return null;
  const body = parent.body as readonly ast.Statement[];
  return body.includes(statement) ? body : null;
}

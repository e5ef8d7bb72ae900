/**
 * How deep calls may go. JavaScript's stack holds more than CPython's limit; so a program that names `RecursionError`, and
 * could tell, begins its recursive functions with `check_depth()`. Any other raises when JavaScript's stack is full.
 */
import { frames, type Frame } from "../kernel/frames.js";
import { RecursionError } from "./exceptions.js";
import { dropOwnFrame } from "./raise.js";

/** CPython's limit, unless a program sets another. */
export const RECURSION_LIMIT = 1000;
let limit = RECURSION_LIMIT;

/** How many calls may follow before the depth has to be measured again. */
let unmeasured = 0;

/** Mirrors `sys.getrecursionlimit()`. */
export function recursionLimit(): number {
  return limit;
}

/** Mirrors `sys.setrecursionlimit()`. */
export function setRecursionLimit(count: number): void {
  limit = count;
  unmeasured = 0;
}

/** Where a function's body begins. @throws RecursionError when the call is one too many */
export function check_depth(): void {
  if (--unmeasured < 0) measure();
}

/** No call adds more to the stack than this before the next function that checks. */
const MOST_BETWEEN = 4;

function measure(): void {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, check_depth);
  const all = callsFit(holder) ? null : frames(holder.stack);
  const depth = all === null ? limit / 2 : all.reduce((sum, frame) => sum + weight(frame), levelsInC(holder));
  unmeasured = Math.max(0, Math.floor((limit - depth) / MOST_BETWEEN));
  if (all !== null && depth > limit) throw tooDeep(all.at(-1)!, depth);
}

/** True where even JavaScript's own calls, each perhaps in a comprehension or two, don't come near the limit. */
function callsFit({ stack }: { stack?: string }): boolean {
  let calls = 0;
  for (let at = stack!.indexOf("\n"); at >= 0; at = stack!.indexOf("\n", at + 1)) calls++;
  return calls * MOST_BETWEEN < limit / 2;
}

/** Calls a function from what CPython writes in C and counts as a level. */
export function callFromC(fn: CallableFunction, self: unknown, args: unknown[]): unknown {
  return Reflect.apply(fn, self, args);
}

const levelsInC = ({ stack }: { stack?: string }): number => stack!.split(` at ${callFromC.name} (`).length - 1;

const CALLING = " while calling a Python object";

/**
 * The levels that a call of a special method takes, by what CPython says when it can't enter one: what it does in C comes
 * before the method's own frame.
 */
const LEVELS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["__init__", [CALLING, ""]],
  ["__new__", [CALLING, ""]],
  ["__call__", [CALLING, ""]],
  ["__repr__", [CALLING, " while getting the repr of an object", ""]],
  ["__str__", [" while getting the str of an object", ""]],
  ...["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"].map(
    (name) => [name, [" in comparison", ""]] as const,
  ),
]);

const weight = ({ name }: Frame): number => LEVELS.get(name)?.length ?? 1;

function tooDeep(called: Frame, depth: number): RecursionError {
  const entered = limit - (depth - weight(called));
  const where = LEVELS.get(called.name)?.[Math.max(0, entered)] ?? "";
  const error = new RecursionError(`maximum recursion depth exceeded${where}`);
  // The call failed before it had a frame.
  dropOwnFrame(error, check_depth);
  return error;
}

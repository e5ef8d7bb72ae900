/**
 * Binds the arguments of a call to a function's parameters, with CPython's TypeErrors.
 *
 * Positional-or-keyword parameters are JavaScript's positional ones, `undefined` standing for "not given"; `*args` is a
 * rest parameter; keyword-only parameters and `**kwargs` travel in one trailing options object, ahead of which `*args`
 * is a single array, with the pattern `[...args]`.
 */
import { TypeError } from "./exceptions.js";
import type { Parameter, Signature } from "./signature.js";

/** What error messages need to know of the function. */
export interface Callee {
  /** `f`, `C.method`, `C.__init__`. */
  name: string;
  /** 1 if Python counts a `self` that JavaScript does not pass. */
  hidden: 0 | 1;
  /** True for the runtime's own functions, which check for themselves what is missing. */
  library: boolean;
  /** The class of a method of builtins, whose messages are those of C functions; "" for such a class itself. */
  builtin?: string;
}

/** Under this key a function that uses its arguments before it binds them has what to do with those that don't fit. */
export const MISFIT = Symbol("misfit");

/** What stands under `MISFIT`; what it raises goes ahead of the TypeError about the arguments. */
export type OnMisfit = (args: readonly unknown[], keywords: Record<string, unknown>) => void;

/** The JavaScript arguments for a call with these Python arguments. Raises TypeError as CPython does. */
export function bind(
  callee: Callee,
  signature: Signature,
  args: readonly unknown[],
  keywords: Record<string, unknown>,
): unknown[] {
  const { positional, varargs } = signature;
  const names = Object.keys(keywords);
  const values: unknown[] = positional.map((_, at) => args[at]);
  const rest = args.slice(positional.length);
  const others: [string, unknown][] = [];
  for (const name of names) {
    const at = positional.findIndex((parameter) => parameter.name === name && !parameter.positionalOnly);
    if (at >= 0) {
      if (at < args.length) throw new TypeError(`${callee.name}() got multiple values for argument '${name}'`);
      values[at] = keywords[name];
    } else {
      others.push([name, keywords[name]]);
    }
  }
  const options = Object.fromEntries(others);
  const isPassedOn = callee.library && varargs === "rest";
  if (!isPassedOn) checkKeywords(callee, signature, options);
  if (rest.length > 0 && varargs === "none") throw tooMany(callee, signature, args.length, options);
  if (callee.library) return assemble(signature, values, rest, options);
  requireAll(callee, positional, (_, at) => values[at] !== undefined, "positional");
  requireAll(callee, signature.keywordOnly, ({ name }) => Object.hasOwn(options, name), "keyword-only");
  return assemble(signature, values, rest, options);
}

function assemble(
  signature: Signature,
  values: unknown[],
  rest: unknown[],
  options: Record<string, unknown>,
): unknown[] {
  if (signature.varargs === "array") return [...values, rest, options];
  const result = [...values, ...rest];
  if (Object.keys(options).length > 0 || signature.keywordOnly.length > 0) return [...result, options];
  // Trailing parameters that weren't given are left out, so that JavaScript sees the call as it was written.
  while (result.length > 0 && result.at(-1) === undefined) result.pop();
  return result;
}

function checkKeywords(callee: Callee, signature: Signature, options: Record<string, unknown>): void {
  if (signature.keywords) return;
  const unknown = Object.keys(options).find((name) => !signature.keywordOnly.some((known) => known.name === name));
  if (unknown === undefined) return;
  const hidden = signature.positional.flatMap(({ name }) => (Object.hasOwn(options, name) ? [name] : []));
  if (hidden.length > 0) {
    throw new TypeError(
      `${callee.name}() got some positional-only arguments passed as keyword arguments: '${hidden.join(", ")}'`,
    );
  }
  throw new TypeError(`${callee.name}() got an unexpected keyword argument '${unknown}'`);
}

function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** What C functions say; natively held values are their methods' first argument. */
function tooManyForBuiltin(
  owner: string,
  { name, hidden }: Callee,
  { positional, options }: Signature,
  given: number,
): TypeError {
  const passed = owner === "" || hidden === 1 ? 0 : 1;
  const most = positional.length - passed;
  const got = given - passed;
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (owner !== "" && options) return new TypeError(`${short}() takes no positional arguments`);
  if (owner !== "" && most === 0) return new TypeError(`${owner}.${short}() takes no arguments (${got} given)`);
  if (owner !== "" && most === 1 && !positional.at(-1)!.optional) {
    return new TypeError(`${owner}.${short}() takes exactly one argument (${got} given)`);
  }
  return new TypeError(`${short} expected at most ${plural(most, "argument")}, got ${got}`);
}

function tooMany(callee: Callee, signature: Signature, given: number, options: Record<string, unknown>): TypeError {
  if (callee.builtin !== undefined) return tooManyForBuiltin(callee.builtin, callee, signature, given);
  const most = signature.positional.length + callee.hidden;
  const least = signature.positional.filter((parameter) => !parameter.optional).length + callee.hidden;
  const takes = least === most ? plural(most, "positional argument") : `from ${least} to ${most} positional arguments`;
  const count = given + callee.hidden;
  const byName = signature.keywordOnly.filter(({ name }) => Object.hasOwn(options, name)).length;
  const got =
    byName === 0
      ? `${count} ${count === 1 ? "was" : "were"} given`
      : `${plural(count, "positional argument")} (and ${plural(byName, "keyword-only argument")}) were given`;
  return new TypeError(`${callee.name}() takes ${takes} but ${got}`);
}

function requireAll(
  callee: Callee,
  parameters: readonly Parameter[],
  isGiven: (parameter: Parameter, at: number) => boolean,
  kind: "positional" | "keyword-only",
): void {
  const missing = parameters.filter((parameter, at) => !parameter.optional && !isGiven(parameter, at));
  if (missing.length === 0) return;
  const names = listed(missing.map(({ name }) => `'${name}'`));
  throw new TypeError(`${callee.name}() missing ${plural(missing.length, `required ${kind} argument`)}: ${names}`);
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}

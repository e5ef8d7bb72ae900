/** Calls seen against the parameters of a function, told from the text alone. */
import type * as ast from "../parser/ast.js";

/** False where the call can't but raise TypeError. */
export function fits({ args, keywords }: ast.Call, parameters: ast.Arguments): boolean {
  const isOpen = args.some(({ kind }) => kind === "Starred") || keywords.some(({ arg }) => arg === null);
  if (isOpen) return true;
  const positional = [...parameters.posonlyargs, ...parameters.args];
  const isTooLong = args.length > positional.length && parameters.vararg === null;
  const names = new Set(keywords.map(({ arg }) => arg));
  const required = positional.slice(args.length, positional.length - parameters.defaults.length);
  const only = parameters.kwonlyargs.filter((_, index) => parameters.kw_defaults[index] === null);
  const isShort = [...required, ...only].some(({ arg }) => !names.has(arg));
  const known = [...positional.slice(args.length), ...parameters.kwonlyargs].map(({ arg }) => arg);
  const isUnknown = parameters.kwarg === null && [...names].some((name) => !known.includes(name!));
  return !isTooLong && !isShort && !isUnknown;
}

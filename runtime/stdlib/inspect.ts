/**
 * Mirrors the module `inspect`. Differs: frames don't tell their variables, and of functions of the library nothing is
 * known but that they can be called.
 */
import { dict } from "../builtins/dict.js";
import { getattr, hasattr } from "../builtins/attributes.js";
import { callWith, splitKeywords } from "../builtins/call.js";
import { dir } from "../builtins/functions/objects.js";
import { type Class, mroOf } from "../builtins/mro.js";
import { truth } from "../builtins/truth.js";
import { tuple } from "../builtins/tuple.js";
import { BoundArguments } from "./inspect/bound-arguments.js";
import { FrameInfo, Traceback } from "./inspect/frames.js";
import { _empty, _ParameterKind, KEYWORD_ONLY, Parameter, VAR_KEYWORD, VAR_POSITIONAL } from "./inspect/parameter.js";
import { Signature, signature } from "./inspect/signature.js";
import { libraryModule } from "./module.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./inspect.js";

export { formatannotation } from "./inspect/annotations.js";
export { cleandoc, getdoc } from "./inspect/docs.js";
export type { _ParameterKind } from "./inspect/parameter.js";
export type { frame as FrameType } from "../builtins/traceback.js";
export { currentframe, getframeinfo, getouterframes, stack } from "./inspect/frames.js";
export * from "./inspect/kinds.js";
export { getfile, getfile as getsourcefile, getsource, getsourcelines } from "./inspect/source.js";
export { _empty, BoundArguments, FrameInfo, Parameter, Signature, signature, Traceback };
export const CO_OPTIMIZED = 1;
export const CO_NEWLOCALS = 2;
export const CO_VARARGS = 4;
export const CO_VARKEYWORDS = 8;
export const CO_NESTED = 16;
export const CO_GENERATOR = 32;
export const CO_COROUTINE = 128;
export const CO_ASYNC_GENERATOR = 512;

/** Mirrors `inspect.FullArgSpec`. */
export class FullArgSpec extends StructSequence {
  static override readonly title = "FullArgSpec";
  static override readonly fields = [
    "args",
    "varargs",
    "varkw",
    "defaults",
    "kwonlyargs",
    "kwonlydefaults",
    "annotations",
  ];
  static override readonly visible = 7;
  declare readonly args: string[];
  declare readonly varargs: string | null;
  declare readonly varkw: string | null;
  declare readonly defaults: tuple | null;
  declare readonly kwonlyargs: string[];
  declare readonly kwonlydefaults: dict<string, unknown> | null;
  declare readonly annotations: dict<string, unknown>;
}

/** Mirrors `inspect.getfullargspec(func)`. @throws TypeError for what has no signature that is known */
export function getfullargspec(func: unknown): FullArgSpec {
  const { list, return_annotation } = signature(hasattr(func, "__func__") ? getattr(func, "__func__") : func);
  const named = ({ name }: Parameter): string => name;
  const only = (kind: _ParameterKind): Parameter[] => list.filter((each) => each.kind === kind);
  const positional = list.filter(({ kind }) => kind.value <= 1);
  const defaults = positional.filter((each) => each.default !== _empty).map((each) => each.default);
  const keywordOnly = only(KEYWORD_ONLY);
  const keywordDefaults = keywordOnly.filter((each) => each.default !== _empty);
  const annotations = list.filter(({ annotation }) => annotation !== _empty);
  const result = return_annotation === _empty ? [] : [["return", return_annotation] as const];
  return new FullArgSpec([
    positional.map(named),
    only(VAR_POSITIONAL)[0]?.name ?? null,
    only(VAR_KEYWORD)[0]?.name ?? null,
    defaults.length === 0 ? null : new tuple(defaults),
    keywordOnly.map(named),
    keywordDefaults.length === 0 ? null : new dict(keywordDefaults.map((each) => [each.name, each.default] as const)),
    new dict([...result, ...annotations.map((each) => [each.name, each.annotation] as const)]),
  ]);
}

/** Mirrors `inspect.getcallargs(func, /, *positional, **named)`: what each parameter gets. @throws TypeError */
export function getcallargs(func: unknown, ...given: unknown[]): dict<string, unknown> {
  const [args, keywords] = splitKeywords(given);
  const bound = callWith(getattr(signature(func), "bind"), args, keywords) as BoundArguments;
  bound.apply_defaults();
  return bound.arguments;
}

/** Mirrors `inspect.getmembers(object, predicate=None)`: pairs of name and value, by the names. */
export function getmembers(object: unknown, predicate: unknown = null): tuple<[string, unknown]>[] {
  return dir(object)
    .filter((name) => hasattr(object, name))
    .map((name) => tuple.of(name, getattr(object, name) as unknown))
    .filter(([, value]) => predicate === null || truth(callWith(predicate, [value], {})));
}

/** Mirrors `inspect.getmro(cls)`. */
export function getmro(cls: Class): tuple {
  return new tuple(mroOf(cls));
}

/** Mirrors `inspect.unwrap(func)`: the function behind the decorators that say what they wrap. */
export function unwrap(func: unknown, { stop = null }: { stop?: unknown } = {}): unknown {
  let found = func;
  while (hasattr(found, "__wrapped__") && (stop === null || !truth(callWith(stop, [found], {})))) {
    found = getattr(found, "__wrapped__");
  }
  return found;
}

libraryModule("inspect", () => self, {
  _empty,
  _ParameterKind,
  BoundArguments,
  FrameInfo,
  FullArgSpec,
  Parameter,
  Signature,
});

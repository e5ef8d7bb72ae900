/**
 * Mirrors the module `types`. Differs: there are no classes of what a converted program has no objects for: code,
 * cells, descriptors and coroutines.
 */
import { bindMethod, type BoundMethod, isBoundMethod } from "../builtins/bound-method.js";
import { call } from "../builtins/call.js";
import { dict } from "../builtins/dict.js";
import { GenericAlias } from "../builtins/generic-alias.js";
import { TypeError } from "../builtins/exceptions.js";
import { callable } from "../builtins/functions/objects.js";
import { defineModule, qualifiedName } from "../builtins/names.js";
import { nativeClass } from "../builtins/native-class.js";
import { NoneType } from "../builtins/none-type.js";
import { NotImplementedType, ellipsis } from "../builtins/protocol.js";
import { tuple } from "../builtins/tuple.js";
import { frame as FrameType, traceback as TracebackType } from "../builtins/traceback.js";
import { adoptType, namedType, type } from "../builtins/type.js";
import { UnionType } from "../builtins/union-type.js";
import { libraryModule } from "./module.js";
import { MappingProxyType } from "./types/mapping-proxy.js";
import { SimpleNamespace } from "./types/simple-namespace.js";
import * as self from "./types.js";

export {
  FrameType,
  GenericAlias,
  MappingProxyType,
  NoneType,
  NotImplementedType,
  SimpleNamespace,
  TracebackType,
  UnionType,
};
export const EllipsisType = ellipsis;
export const FunctionType = namedType("function");
export const LambdaType = FunctionType;
export const BuiltinFunctionType = namedType("builtin_function_or_method");
export const BuiltinMethodType = BuiltinFunctionType;
export const GeneratorType = namedType("generator");
export const ModuleType = namedType("module");

type MethodTypeClass = new (fn: unknown, instance: unknown) => BoundMethod;

/** Mirrors `types.MethodType(function, instance)`: the function with its first argument given. */
function construct(fn: unknown, instance: unknown): unknown {
  if (!callable(fn)) throw new TypeError("first argument must be callable");
  if (instance === null) throw new TypeError("instance must not be None");
  // a bound function has no text that would restrict its arguments: `call` looks at those of `fn`
  const apply = ((...args: unknown[]): unknown => call(fn, instance, ...args)).bind(null);
  if (typeof fn === "function") {
    Object.defineProperty(apply, "name", { value: fn.name });
    Object.defineProperty(apply, "__qualname__", { value: qualifiedName(fn) });
  }
  return bindMethod(instance, apply);
}

export const MethodType = nativeClass("method", construct, {}, isBoundMethod) as unknown as MethodTypeClass;
export type MethodType = BoundMethod;
adoptType("method", MethodType as unknown as CallableFunction);

/** Mirrors `types.new_class`: a class whose body is a function that fills its namespace. */
export function new_class(
  name: string,
  bases: Iterable<unknown> = [],
  _kwds: unknown = null,
  exec_body: unknown = null,
): unknown {
  const namespace = new dict<string, unknown>();
  if (exec_body !== null) call(exec_body, namespace);
  return type(name, new tuple(bases), namespace);
}

defineModule({ MappingProxyType }, "builtins");
libraryModule("types", () => self, { GenericAlias, SimpleNamespace, UnionType });

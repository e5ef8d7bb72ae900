/** The predicates: what kind of object something is. */
import { getattr, hasattr } from "../../builtins/attributes.js";
import { isBoundMethod } from "../../builtins/bound-method.js";
import { isAsyncGenerator, isCoroutine } from "../../builtins/coroutine.js";
import { isGenerator } from "../../builtins/generator.js";
import { code, introspected, isStaticMethod } from "../../builtins/introspection.js";
import { isModule } from "../../builtins/module-attributes.js";
import { code as tracedCode, frame, traceback } from "../../builtins/traceback.js";
import { isType, typeName } from "../../builtins/type-name.js";

const [GENERATOR, COROUTINE, ASYNC_GENERATOR] = [32, 128, 512];

/** Mirrors `inspect.ismodule(object)`. */
export function ismodule(object: unknown): boolean {
  return typeof object === "object" && object !== null && isModule(object);
}

/** Mirrors `inspect.isclass(object)`. */
export function isclass(object: unknown): boolean {
  return isType(object);
}

/** Mirrors `inspect.ismethod(object)`: a method of the program that was taken from an object. */
export function ismethod(object: unknown): boolean {
  return typeName(object) === "method" && !isStatic(object);
}

/** Mirrors `inspect.isfunction(object)`: a function of the program. */
export function isfunction(object: unknown): boolean {
  return typeName(object) === "function" || isStatic(object);
}

const isStatic = (value: unknown): boolean => isBoundMethod(value) && isStaticMethod(value.__func__);

/** Mirrors `inspect.isbuiltin(object)`. */
export function isbuiltin(object: unknown): boolean {
  return typeName(object) === "builtin_function_or_method";
}

/** Mirrors `inspect.isroutine(object)`. */
export function isroutine(object: unknown): boolean {
  return isbuiltin(object) || isfunction(object) || ismethod(object) || ismethoddescriptor(object);
}

/** Mirrors `inspect.ismethoddescriptor(object)`: a method of a class that isn't the program's. */
export function ismethoddescriptor(object: unknown): boolean {
  return ["method_descriptor", "wrapper_descriptor", "classmethod", "staticmethod"].includes(typeName(object));
}

/** Mirrors `inspect.isdatadescriptor(object)`. */
export function isdatadescriptor(object: unknown): boolean {
  const hasMethods = hasattr(object, "__set__") || hasattr(object, "__delete__");
  return typeName(object) === "property" || (!isType(object) && !isroutine(object) && hasMethods);
}

/** Mirrors `inspect.isgenerator(object)`. */
export function isgenerator(object: unknown): boolean {
  return typeof object === "object" && object !== null && isGenerator(object);
}

/** Mirrors `inspect.iscoroutine(object)`. */
export function iscoroutine(object: unknown): boolean {
  return typeof object === "object" && object !== null && isCoroutine(object);
}

/** Mirrors `inspect.isasyncgen(object)`. */
export function isasyncgen(object: unknown): boolean {
  return typeof object === "object" && object !== null && isAsyncGenerator(object);
}

/** Mirrors `inspect.isawaitable(object)`. */
export function isawaitable(object: unknown): boolean {
  return iscoroutine(object) || hasattr(object, "__await__");
}

function hasFlag(fn: unknown, flag: number): boolean {
  if (typeof fn !== "function" || isType(fn)) return false;
  const method = isBoundMethod(fn) ? fn.__func__ : (fn as { __func__?: CallableFunction }).__func__;
  const told = introspected(method ?? fn, "__code__") as code | undefined;
  return told !== undefined && (told.co_flags & flag) !== 0;
}

/** Mirrors `inspect.isgeneratorfunction(obj)`. */
export function isgeneratorfunction(obj: unknown): boolean {
  return hasFlag(obj, GENERATOR!);
}

/** Mirrors `inspect.iscoroutinefunction(obj)`. */
export function iscoroutinefunction(obj: unknown): boolean {
  return hasFlag(obj, COROUTINE!);
}

/** Mirrors `inspect.isasyncgenfunction(obj)`. */
export function isasyncgenfunction(obj: unknown): boolean {
  return hasFlag(obj, ASYNC_GENERATOR!);
}

/** Mirrors `inspect.isabstract(object)`: a class with methods that its subclasses have to define. */
export function isabstract(object: unknown): boolean {
  return isType(object) && [...(getattr(object, "__abstractmethods__", []) as Iterable<unknown>)].length > 0;
}

/** Mirrors `inspect.istraceback(object)`. */
export function istraceback(object: unknown): boolean {
  return object instanceof traceback;
}

/** Mirrors `inspect.isframe(object)`. */
export function isframe(object: unknown): boolean {
  return object instanceof frame;
}

/** Mirrors `inspect.iscode(object)`. */
export function iscode(object: unknown): boolean {
  return object instanceof code || object instanceof tracedCode;
}

/** The parameters of a function as Python sees them, read from `__signature__` or from the function's own text. */
import { pythonName } from "./reserved.js";
import { isClass } from "./type-name.js";

export interface Parameter {
  name: string;
  /** True if a call may leave it out. */
  optional: boolean;
  /** True if it can't be given by name. */
  positionalOnly: boolean;
}

/** How keyword arguments and `*args` travel: see the calling convention in `bind`. */
export interface Signature {
  positional: Parameter[];
  /** `*args`: as a rest parameter, or as one array ahead of the options object. */
  varargs: "none" | "rest" | "array";
  /** Parameters that can be given by name only. */
  keywordOnly: Parameter[];
  /** True for `**kwargs`. */
  keywords: boolean;
  /** How many positional arguments a call needs at least, and may have at most. */
  least: number;
  most: number;
  /** True if positional arguments in that range are JavaScript's arguments as they stand. */
  simple: boolean;
  /** True if keyword-only parameters and `**kwargs` travel in a trailing options object. */
  options: boolean;
}

/** What may stand on a function for this purpose. */
interface Signed {
  /** Null for a function that takes whatever a call gives, as it comes. */
  __signature__?: string | null;
}

const signatures = new WeakMap<object, Signature | null>();

/** The signature of a function or class; null for one whose text says nothing (JavaScript's own). */
export function signatureOf(fn: object): Signature | null {
  let found = signatures.get(fn);
  if (found === undefined) {
    found = measured(read(fn));
    signatures.set(fn, found);
  }
  return found;
}

/** Lets a function that passes its arguments on be called as the one that gets them. */
export function shareSignature(outer: object, inner: object): void {
  signatures.set(outer, signatureOf(inner));
}

/** Lets a function that passes its arguments on to what it can't know take whatever a call gives, as it comes. */
export function takeAnything(outer: object): void {
  signatures.set(outer, null);
  open.add(outer);
}

/** The functions that take anything. */
const open = new WeakSet();

/** Lets a function that takes the instance first, and passes the other arguments on, be called as the method with it. */
export function prependSelf(outer: object, method: object): void {
  const signature = signatureOf(method);
  if (open.has(method)) takeAnything(outer);
  if (signature === null) return;
  const self: Parameter = { name: "self", optional: false, positionalOnly: false };
  signatures.set(outer, measured({ ...signature, positional: [self, ...signature.positional] }));
}

/** Fills in what follows from the parameters. */
function measured(signature: Signature | null): Signature | null {
  if (signature === null) return null;
  signature.least = signature.positional.filter((parameter) => !parameter.optional).length;
  signature.most = signature.varargs === "none" ? signature.positional.length : Infinity;
  signature.simple = signature.varargs !== "array" && signature.keywordOnly.length === 0;
  return signature;
}

function read(fn: object): Signature | null {
  const text = Object.hasOwn(fn, "__signature__") ? (fn as Signed).__signature__ : undefined;
  if (text === null) return null;
  if (text !== undefined) return parsePython(text);
  return isClass(fn) ? constructorSignature(fn) : parseJavaScript(Function.prototype.toString.call(fn));
}

/** A class's signature is that of its `__init__`, else of the nearest constructor. */
function constructorSignature(cls: NewableFunction): Signature | null {
  const owner = constructorOwner(cls);
  const { prototype } = owner as { prototype?: { __init__?: object } };
  if (prototype !== undefined && Object.hasOwn(prototype, "__init__")) return signatureOf(prototype.__init__!);
  const start = constructorParameters(owner);
  return start === null ? null : parseParameters(Function.prototype.toString.call(owner), start);
}

/** The nearest class that has an `__init__` or a constructor of its own; the class itself if none has. */
export function constructorOwner(cls: NewableFunction): NewableFunction {
  for (let level: object | null = cls; typeof level === "function"; level = Object.getPrototypeOf(level) as object) {
    if (hasConstructor(level as NewableFunction)) return level;
  }
  return cls;
}

/** True for a class with an `__init__` or a constructor of its own. */
export function hasConstructor(cls: NewableFunction): boolean {
  const { prototype } = cls as { prototype?: object };
  return (prototype !== undefined && Object.hasOwn(prototype, "__init__")) || constructorParameters(cls) !== null;
}

/** Where the parameters of the constructor in a class's text begin; null if there is none. */
function constructorParameters(cls: object): number | null {
  const at = /(?:^|[\s;}{])constructor\s*\(/.exec(Function.prototype.toString.call(cls));
  return at === null ? null : at.index + at[0].length;
}

/** Reads the text of a Python parameter list, `a, b=2, *args, c=1, **kw`. */
function parsePython(text: string): Signature {
  const signature = emptySignature();
  let target: "positional" | "keywordOnly" = "positional";
  for (const part of splitTop(text, ",")) {
    if (part === "/") {
      for (const parameter of signature.positional) parameter.positionalOnly = true;
    } else if (part === "*") {
      target = "keywordOnly";
    } else if (part.startsWith("**")) {
      signature.keywords = true;
    } else if (part.startsWith("*")) {
      signature.varargs = "rest";
      target = "keywordOnly";
    } else {
      const at = part.indexOf("=");
      const name = (at < 0 ? part : part.slice(0, at)).split(":")[0]!.trim();
      signature[target].push({ name, optional: at >= 0, positionalOnly: false });
    }
  }
  signature.options = signature.keywordOnly.length > 0 || signature.keywords;
  if (signature.options && signature.varargs === "rest") signature.varargs = "array";
  return signature;
}

function emptySignature(): Signature {
  return {
    positional: [],
    varargs: "none",
    keywordOnly: [],
    keywords: false,
    options: false,
    least: 0,
    most: 0,
    simple: false,
  };
}

function parseJavaScript(text: string): Signature | null {
  if (text.includes("[native code]")) return null;
  const arrow = /^(?:async\s+)?([\p{ID_Start}_$][\p{ID_Continue}$]*)\s*=>/u.exec(text);
  if (arrow !== null) {
    return { ...emptySignature(), positional: [{ name: arrow[1]!, optional: false, positionalOnly: false }] };
  }
  const open = text.indexOf("(");
  return open < 0 ? null : parseParameters(text, open + 1);
}

/** Reads the JavaScript parameters that begin at an offset, up to their closing parenthesis. */
function parseParameters(text: string, start: number): Signature {
  const signature = emptySignature();
  for (const part of splitTop(text.slice(start, closingFrom(text, start)), ",")) {
    if (part.startsWith("...")) {
      signature.varargs = "rest";
    } else if (part.startsWith("[...")) {
      signature.varargs = "array";
    } else if (part.startsWith("{")) {
      readOptions(part, signature);
    } else {
      const at = assignmentAt(part);
      const name = pythonName((at < 0 ? part : part.slice(0, at)).trim());
      if (name === "options") Object.assign(signature, { options: true, keywords: true });
      else signature.positional.push({ name, optional: at >= 0, positionalOnly: false });
    }
  }
  return signature;
}

/** `{ c = 1, default: default_, ...kw } = {}`. */
function readOptions(pattern: string, signature: Signature): void {
  signature.options = true;
  for (const part of splitTop(pattern.slice(1, closingFrom(pattern, 1)), ",")) {
    if (part.startsWith("...")) {
      signature.keywords = true;
      continue;
    }
    const at = assignmentAt(part);
    const name = (at < 0 ? part : part.slice(0, at)).split(":")[0]!.trim();
    signature.keywordOnly.push({ name, optional: at >= 0, positionalOnly: false });
  }
}

function assignmentAt(part: string): number {
  return splitTop(part, "=").length > 1 ? part.indexOf("=") : -1;
}

/** The offset of the bracket that closes what is open at `start`. */
function closingFrom(text: string, start: number): number {
  for (const { at, depth, character } of scan(text, start)) if (depth < 0 && ")]}".includes(character)) return at;
  return text.length;
}

/** The trimmed parts between separators outside of brackets and strings; none for empty text. */
function splitTop(text: string, separator: "," | "="): string[] {
  const parts: string[] = [];
  let begin = 0;
  for (const { at, depth, character } of scan(text, 0)) {
    if (depth !== 0 || character !== separator) continue;
    parts.push(text.slice(begin, at).trim());
    begin = at + 1;
    if (separator === "=") break;
  }
  const last = text.slice(begin).trim();
  return last === "" ? parts : [...parts, last];
}

interface Mark {
  at: number;
  depth: number;
  character: string;
}

/** The characters outside of strings and comments with their bracket depth. */
function* scan(text: string, start: number): Generator<Mark> {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"' || character === "'" || character === "`") {
      at = endOfString(text, at, character);
    } else if (character === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) {
      const end = text[at + 1] === "/" ? text.indexOf("\n", at) : text.indexOf("*/", at) + 1;
      at = end <= 0 ? text.length : end;
    } else {
      if ("([{".includes(character)) depth++;
      if (")]}".includes(character)) depth--;
      yield { at, depth, character };
    }
  }
}

function endOfString(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  return at;
}

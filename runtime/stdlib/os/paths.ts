/** Path arguments: text, or an object with `__fspath__`. */
import { NotImplementedError, TypeError } from "../../builtins/exceptions.js";
import { ByteString } from "../../builtins/bytes/byte-string.js";
import { located } from "../../builtins/io/working-directory.js";
import { special } from "../../builtins/protocol.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `os.PathLike`. */
export interface PathLike {
  __fspath__(): string;
}

export type PathArgument = string | PathLike;

/**
 * Mirrors `os.fspath(path)` for text paths.
 *
 * @throws TypeError "expected str, bytes or os.PathLike object, not int"
 */
export function fspath(path: PathArgument): string {
  const text = pathOrNull(path);
  if (text === null) {
    throw new TypeError(`expected str, bytes or os.PathLike object, not ${typeName(path)}`);
  }
  return text;
}

/** The text of a path argument, null for a value of another type. Paths of bytes are refused by name. */
export function pathOrNull(path: unknown): string | null {
  if (typeof path === "string") {
    return path;
  }
  if (path instanceof ByteString) {
    throw new NotImplementedError("paths of bytes are not supported: use str");
  }
  const method = special(path, "__fspath__");
  return method === undefined ? null : (method.call(path) as string);
}

/** A path as the system has to be asked for it. */
export function systemPath(path: PathArgument): string {
  return located(fspath(path));
}

/** As systemPath, for functions that also take a file descriptor. */
export function systemPathOrDescriptor(path: PathArgument | number, caller: string): string | number {
  if (typeof path === "number" && Number.isInteger(path)) {
    return path;
  }
  const text = pathOrNull(path);
  if (text === null) {
    throw new TypeError(`${caller}: path should be string, bytes, os.PathLike or integer, not ${typeName(path)}`);
  }
  return located(text);
}

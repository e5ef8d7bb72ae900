/** Mirrors `ast.literal_eval`, the part of the module `ast` that needs no compiler. */
import { ValueError } from "../builtins/exceptions.js";
import { repr } from "../builtins/repr.js";
import * as self from "./ast.js";
import { readLiteral } from "./ast/literal-reader.js";
import { libraryModule } from "./module.js";

/**
 * The value of a literal that is given as text: numbers, strings, bytes, tuples, lists, dicts, sets, booleans and None.
 *
 * @throws SyntaxError for what is no Python, ValueError for what is no literal
 */
export function literal_eval(node_or_string: unknown): unknown {
  if (typeof node_or_string !== "string") {
    throw new ValueError(`malformed node or string: ${repr(node_or_string)}`);
  }
  return readLiteral(node_or_string);
}

libraryModule("ast", () => self);

/**
 * Chevrotain by its bundled build. The package's own entry loads some 600 small files (200 ms); the bundle that it ships
 * beside them, and does not export, is the same code in one file (9 ms).
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const entry = pathToFileURL(createRequire(import.meta.url).resolve("chevrotain"));
const bundle = new URL("../chevrotain.mjs", entry);

export const { createToken, EmbeddedActionsParser, Lexer } = (await import(bundle.href)) as typeof import("chevrotain");
export type { IToken, ParserMethod, TokenType } from "chevrotain";

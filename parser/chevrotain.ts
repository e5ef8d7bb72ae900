/**
 * Chevrotain by its bundled build. The package's own entry loads some 600 small files (200 ms); the bundle that it ships
 * beside them, and does not export, is the same code in one file (9 ms).
 *
 * Required rather than imported, so that who requires this module need not wait for it; from within the package itself,
 * where Node 20 does not call that an experiment.
 */
import { createRequire } from "node:module";

const entry = createRequire(import.meta.url).resolve("chevrotain");
const bundle = createRequire(entry)("../chevrotain.mjs") as typeof import("chevrotain");

export const { createToken, EmbeddedActionsParser, Lexer } = bundle;
export type { IToken, ParserMethod, TokenType } from "chevrotain";

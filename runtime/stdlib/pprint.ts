/** Mirrors the module `pprint`. */
import type { Writable } from "../builtins/io/standard.js";
import { libraryModule } from "./module.js";
import { PrettyPrinter, type PrinterOptions } from "./pprint/printer.js";
import * as self from "./pprint.js";

export { PrettyPrinter };

/** Mirrors `pprint(object, stream=None, **options)`. @throws ValueError */
export function pprint(object: unknown, stream: Writable | null = null, options: PrinterOptions = {}): void {
  new PrettyPrinter({ ...options, stream }).pprint(object);
}

/** As `pprint`, with dicts in their own order. */
export function pp(object: unknown, stream: Writable | null = null, options: PrinterOptions = {}): void {
  pprint(object, stream, { sort_dicts: false, ...options });
}

/** What `pprint` would print. @throws ValueError */
export function pformat(object: unknown, options: PrinterOptions = {}): string {
  return new PrettyPrinter(options).pformat(object);
}

/** A repr on one line in which recursion is marked. */
export function saferepr(object: unknown): string {
  return new PrettyPrinter().format(object, new Set(), null, 0)[0];
}

export function isreadable(object: unknown): boolean {
  return new PrettyPrinter().format(object, new Set(), null, 0)[1];
}

export function isrecursive(object: unknown): boolean {
  return new PrettyPrinter().format(object, new Set(), null, 0)[2];
}

libraryModule("pprint", () => self, { PrettyPrinter });

/** Where the program is: frames, without their variables. */
import { frame, traceback } from "../../builtins/traceback.js";
import { frames, type Frame } from "../../kernel/frames.js";
import { StructSequence } from "../struct-sequence.js";

/** Mirrors `inspect.Traceback`: what `getframeinfo` tells. */
export class Traceback extends StructSequence {
  static override readonly title = "Traceback";
  static override readonly fields = ["filename", "lineno", "function", "code_context", "index"];
  static override readonly visible = 5;
  declare readonly filename: string;
  declare readonly lineno: number;
  declare readonly function: string;
  declare readonly code_context: string[];
  declare readonly index: number;
}

/** Mirrors `inspect.FrameInfo`. */
export class FrameInfo extends StructSequence {
  static override readonly title = "FrameInfo";
  static override readonly fields = ["frame", "filename", "lineno", "function", "code_context", "index"];
  static override readonly visible = 6;
  declare readonly frame: frame;
  declare readonly filename: string;
  declare readonly lineno: number;
  declare readonly function: string;
  declare readonly code_context: string[];
  declare readonly index: number;
}

const texts = new WeakMap<frame, string>();

/** The frames of the program, the innermost first. */
function framesHere(): frame[] {
  let current: frame | null = null;
  const made: frame[] = [];
  for (const each of frames(new Error().stack) as Frame[]) {
    current = new frame(each, current);
    texts.set(current, each.text);
    made.unshift(current);
  }
  return made;
}

/** Mirrors `inspect.currentframe()`. */
export function currentframe(): frame | null {
  return framesHere()[0] ?? null;
}

const details = (of: frame): unknown[] => [of.f_code.co_filename, of.f_lineno, of.f_code.co_name, contextOf(of), 0];

function contextOf(of: frame): string[] {
  return [`${texts.get(of) ?? ""}\n`];
}

/** Mirrors `inspect.getframeinfo(frame, context=1)`. Differs: the line of the source is without its indentation. */
export function getframeinfo(of: frame | traceback, _context: number = 1): Traceback {
  return new Traceback(details(of instanceof traceback ? of.tb_frame : of));
}

/** Mirrors `inspect.getouterframes(frame, context=1)`. */
export function getouterframes(of: frame, _context: number = 1): FrameInfo[] {
  const found: FrameInfo[] = [];
  for (let each: frame | null = of; each !== null; each = each.f_back)
    found.push(new FrameInfo([each, ...details(each)]));
  return found;
}

/** Mirrors `inspect.stack(context=1)`. */
export function stack(_context: number = 1): FrameInfo[] {
  return framesHere().map((each) => new FrameInfo([each, ...details(each)]));
}

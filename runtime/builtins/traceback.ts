/** Traceback objects, and the frames of an exception. */
import { frames, type Frame } from "../kernel/frames.js";
import { slotsOf, type BaseException } from "./exceptions/base.js";

/** A raise before the last one, by the JavaScript stacks. */
export interface Raised {
  readonly stack: string | undefined;
  /** The stack of the place that raised the exception anew, among whose callers the one that caught it is. */
  readonly since: string | undefined;
}

/** Mirrors the type of code objects, as far as a traceback leads to one. */
export class code {
  readonly co_name: string;
  readonly co_qualname: string;
  readonly co_filename: string;

  constructor({ name, file }: Frame) {
    this.co_name = this.co_qualname = name;
    this.co_filename = file;
  }
}

/** Mirrors the type of frame objects: where a function was; its variables are not known. */
export class frame {
  readonly f_code: code;
  readonly f_lineno: number;
  readonly f_back: frame | null;

  constructor(of: Frame, back: frame | null) {
    this.f_code = new code(of);
    this.f_lineno = of.line;
    this.f_back = back;
  }
}

/** Mirrors the type of traceback objects: a frame, and by `tb_next` those that it called. */
export class traceback {
  readonly tb_frame: frame;
  readonly tb_lineno: number;
  readonly tb_next: traceback | null;
  /** What it was made of. */
  readonly #frames: readonly Frame[];

  private constructor(list: readonly Frame[], back: frame | null) {
    const [first, ...others] = list as [Frame, ...Frame[]];
    this.tb_frame = new frame(first, back);
    this.tb_lineno = first.line;
    this.tb_next = others.length === 0 ? null : new traceback(others, this.tb_frame);
    this.#frames = list;
  }

  /** The traceback of frames, the outermost first; null for none. */
  static of(list: readonly Frame[]): traceback | null {
    return list.length === 0 ? null : new traceback(list, null);
  }

  /** The frames from this one on. */
  static framesOf(tb: traceback | null): readonly Frame[] {
    return tb === null ? [] : tb.#frames;
  }
}

/**
 * The frames of an exception's traceback: how it came to be raised, the last time first, the outermost frame first.
 *
 * @param since the stack of a place that caught the exception: leaves out the callers of that place
 */
export function framesOf(exception: BaseException, since?: string): Frame[] {
  const { raised, hasTraceback, raisedAt } = slotsOf(exception);
  const before = raisedAt.flatMap((each) =>
    each instanceof traceback ? traceback.framesOf(each) : frames(each.stack, each.since),
  );
  return raised && hasTraceback ? [...frames(exception.stack, since), ...before] : before;
}

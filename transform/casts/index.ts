/**
 * Casts where TypeScript's checker can't follow what inference knows.
 *
 * The two see a script differently: TypeScript knows nothing of ranges of numbers, of attributes that all subclasses
 * set, of lists that are filled later. So the checker reads the emitted file, and each complaint is answered in place:
 * by a cast to the type that the place wants, or to the one that inference found, or by a variable's type. None of it
 * reaches the JavaScript.
 */
import type { Context } from "../context.js";
import { check, isReadable } from "./checker.js";
import { Corrections } from "./corrections.js";
import { placesOf } from "./places.js";

export { packageSpecifier } from "./checker.js";

/** An answer may bring out another complaint behind it. */
const MOST_ROUNDS = 5;

/** A text to be put into another. */
export interface Insertion {
  at: number;
  text: string;
}

/**
 * The code with casts.
 *
 * @param code the printed statements with their markers
 * @param head writes the imports, which the casts may add to
 */
export function addCasts(code: string, head: () => string, context: Context): string {
  const corrections = new Corrections(context);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const above = head();
    const checked = check(above + code);
    const places = checked.complaints.flatMap((each) => placesOf(each, checked.file));
    const insertions = corrections.answer(checked, places);
    if (insertions.length === 0) break;
    const cast = insertAll(above + code, insertions);
    // A place where no cast may stand: the complaint is better than code that can't be read.
    if (!isReadable(cast)) break;
    code = cast.slice(above.length);
  }
  return code;
}

function insertAll(text: string, insertions: readonly Insertion[]): string {
  const ordered = [...insertions].sort((a, b) => b.at - a.at);
  return ordered.reduce((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), text);
}

/** What authors may say about an example: `timeout=10 order=any skip="needs a GPU" endless`. */
import { EXIT_USAGE, Failure } from "../cli/failure.js";
import type { Attributes, Order } from "./example.js";

const ORDERS: readonly Order[] = ["exact", "by-process", "any"];

/** A word, or a word with a value, which may be quoted. */
const ATTRIBUTE = /([\w-]+)(?:=(?:"((?:[^"\\]|\\.)*)"|(\S+)))?/g;

/** How each attribute's text becomes its value; it throws the text of what is wrong. */
const READERS: Record<string, (text: string | undefined) => Attributes> = {
  timeout: (text) => ({ timeout: positive(text) }),
  order: (text) => ({ order: oneOf(ORDERS, text) }),
  skip: (text) => ({ skip: given(text, 'needs a reason: skip="…"') }),
  "expect-error": (text) => ({ expectError: given(text, "needs the name of an exception") }),
  stdin: (text) => ({ stdin: given(text, "needs a text") }),
  endless: () => ({ endless: true }),
  group: (text) => ({ group: given(text, "needs a name") }),
};

/**
 * The attributes in a fence's info string behind its language. Words of other tools (`title="x"`, `{1,3}`) are left
 * alone; those of ours with a wrong value are not.
 *
 * @param place what messages call the place, `article.md:12`
 * @throws {Failure} for a wrong value
 */
export function attributesIn(text: string, place: string): Attributes {
  return read(text, place, () => ({}));
}

/**
 * The attributes of a comment `<!-- py2mp: … -->` before a fence; null for any other comment.
 *
 * @throws {Failure} for a word that is none, or a wrong value
 */
export function attributesOfComment(html: string, place: string): Attributes | null {
  const [, text] = /^<!--\s*py2mp:(.*?)-->$/s.exec(html.trim()) ?? [];
  if (text === undefined) return null;
  return read(text, place, (word) => {
    throw new Failure(`${place}: '${word}' is no attribute (there are ${Object.keys(READERS).join(", ")})`, EXIT_USAGE);
  });
}

function read(text: string, place: string, unknown: (word: string) => Attributes): Attributes {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, word, quoted, plain]) => {
    const reader = READERS[word!];
    if (reader === undefined) return unknown(word!);
    try {
      return reader(quoted === undefined ? plain : unescaped(quoted));
    } catch (error) {
      throw new Failure(`${place}: '${word}' ${error instanceof Error ? error.message : ""}`, EXIT_USAGE);
    }
  });
  return Object.assign({}, ...found) as Attributes;
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_, char) => (char === "n" ? "\n" : String(char)));

function given(text: string | undefined, otherwise: string): string {
  if (text === undefined || text.trim() === "") throw new Error(otherwise);
  return text;
}

function positive(text: string | undefined): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error("needs a number of seconds");
  return value;
}

function oneOf<T extends string>(values: readonly T[], text: string | undefined): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`must be one of ${values.join(", ")}`);
  return found;
}

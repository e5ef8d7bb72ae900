/** Splitting bytes, seen as Latin-1 text, with the white space of ASCII. */
import { ValueError } from "../exceptions.js";
import { rsplit, split } from "../str/split.js";
import { requireBuffer, toLatin1 } from "./buffer.js";

const WORDS = /[^ \t\n\r\v\f]+/g;

/** `bytes.split`, or `bytes.rsplit` when the cuts are made from the right. */
export function splitBytes(text: string, sep: unknown, limit: number, fromRight: boolean): string[] {
  if (sep === null || sep === undefined) {
    return splitWords(text, limit, fromRight);
  }
  const mark = separator(sep);
  return fromRight ? rsplit(text, mark, limit) : split(text, mark, limit);
}

/** A separator as text. @throws ValueError "empty separator" */
export function separator(sep: unknown): string {
  const mark = toLatin1(requireBuffer(sep));
  if (mark === "") {
    throw new ValueError("empty separator");
  }
  return mark;
}

function splitWords(text: string, limit: number, fromRight: boolean): string[] {
  const words = text.match(WORDS) ?? [];
  if (limit < 0 || words.length <= limit) {
    return words;
  }
  const places = Array.from(text.matchAll(WORDS));
  if (fromRight) {
    const cut = words.length - limit;
    const last = places[cut - 1];
    return [text.slice(0, last.index + last[0].length), ...words.slice(cut)];
  }
  return [...words.slice(0, limit), text.slice(places[limit].index)];
}

/** `bytes.splitlines`: lines end in \n, \r or both. */
export function splitByteLines(text: string, keepends: boolean): string[] {
  const lines = text.match(/[^\r\n]*(?:\r\n|[\r\n]|$)/g) ?? [];
  lines.pop(); // the empty match at the end
  return keepends ? lines : lines.map((line) => line.replace(/\r\n$|[\r\n]$/, ""));
}

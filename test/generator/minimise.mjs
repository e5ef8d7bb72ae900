/** Shrinks a program as far as CPython and the conversion still differ about it. */
import { compare } from "./compare.mjs";

/** Candidates tried in one go. */
const BATCH = 150;
const MAXIMUM_ROUNDS = 12;

/** The smallest program found about which the two differ in the same way. */
export async function minimise(program, verdict) {
  const wanted = signature(verdict);
  let text = program;
  for (const edits of [coarse, fine]) {
    for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
      const smaller = await step(text, edits(text), wanted);
      if (smaller === null) break;
      text = smaller;
    }
  }
  return text;
}

/** What kind of difference it is: the first lines that differ, without what is particular to the program. */
function signature({ kind, cpython, converted }) {
  if (kind !== "different") return kind;
  const [a, b] = [cpython.split("\n"), converted.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  return [a[at], b[at]].map(shape).join(" / ");
}

function shape(line = "") {
  const error = /(\w*(?:Error|Exception|Iteration))\b:? ?(.*)/.exec(line);
  return error === null ? "value" : `${error[1]} ${error[2].replace(/'[^']*'|\d+|\(.*\)/g, "").slice(0, 40)}`;
}

/** The program after all those edits that keep the difference, or null when none does. */
async function step(text, edits, wanted) {
  const sizes = edits.filter(({ from, to, put }) => put.length < to - from);
  const works = [];
  for (let i = 0; i < sizes.length; i += BATCH) {
    const batch = sizes.slice(i, i + BATCH);
    const good = await keeping(
      text,
      batch.map((edit) => [edit]),
      wanted,
    );
    works.push(...good.flat());
    if (works.length > 0 && i > 0) break;
  }
  // The largest first, those that touch none of them besides; then fewer, until all together work.
  works.sort((a, b) => b.to - b.from - b.put.length - (a.to - a.from - a.put.length));
  const apart = [];
  for (const edit of works) if (apart.every(({ from, to }) => edit.to <= from || edit.from >= to)) apart.push(edit);
  const choices = [];
  for (let length = apart.length; length >= 1; length = Math.floor(length / 2)) choices.push(apart.slice(0, length));
  const [best] = await keeping(text, choices, wanted);
  return best === undefined ? null : apply(text, best);
}

async function keeping(text, choices, wanted) {
  if (choices.length === 0) return [];
  const verdicts = await compare(choices.map((edits) => apply(text, edits)));
  return choices.filter((_, i) => signature(verdicts[i]) === wanted);
}

function apply(text, edits) {
  let result = text;
  for (const { from, to, put } of edits.toSorted((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + put + result.slice(to);
  }
  return result;
}

const depthOf = (line) => line.length - line.trimStart().length;

/** The line after a block that begins at a line. */
function endOf(lines, start) {
  let end = start + 1;
  while (end < lines.length && depthOf(lines[end]) > depthOf(lines[start])) end++;
  return end;
}

/** The program without runs of statements, or with a block's body in the block's place. */
function coarse(text) {
  const lines = text.trimEnd().split("\n");
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  const result = [];
  const without = (from, to, put = []) =>
    result.push({ from: starts[from], to: starts[to], put: put.map((line) => `${line}\n`).join("") });
  for (let size = lines.length >> 1; size >= 4; size >>= 1) {
    for (let from = 0; from < lines.length; from += size) {
      let to = Math.min(from + size, lines.length);
      while (to < lines.length && depthOf(lines[to]) > depthOf(lines[from])) to++;
      without(from, to);
    }
  }
  lines.forEach((line, i) => {
    const end = endOf(lines, i);
    without(i, end);
    without(i, end, [" ".repeat(depthOf(line)) + "pass"]);
    if (end > i + 1) {
      const shift = depthOf(lines[i + 1]) - depthOf(line);
      const body = lines.slice(i + 1, end).map((each) => each.slice(shift));
      without(i, end, body);
      let next = end;
      while (
        next < lines.length &&
        depthOf(lines[next]) === depthOf(line) &&
        /^\s*(except|else|elif|finally|case)\b/.test(lines[next])
      )
        next = endOf(lines, next);
      if (next > end) {
        without(i, next);
        without(i, next, body);
      }
    }
  });
  return result;
}

const OPENING = "([{";
const CLOSING = ")]}";

/** Parts of a line replaced by something simpler. */
function fine(text) {
  const result = [];
  for (const [from, to] of brackets(text)) {
    const inner = text.slice(from + 1, to);
    const put = (value, start = from) => result.push({ from: start, to: to + 1, put: value });
    put(inner);
    for (const part of parts(inner)) {
      put(`${text[from]}${part}${text[to]}`);
      put(part);
    }
    put(`${text[from]}${text[to]}`);
    put("");
    const call = /[\w.]+$/.exec(text.slice(0, from));
    if (call !== null) for (const value of [inner, "0", '""', "[]", ...parts(inner)]) put(value, from - call[0].length);
    else for (const value of ["0", '""']) put(value);
  }
  const operator = / (?:[-+*/%|&^<>]|\*\*|\/\/|<<|>>|and|or|if|else|==|!=|<=|>=|in|is|not in|for) /g;
  for (const { index, 0: found } of text.matchAll(operator)) {
    const end = index + found.length;
    const after = /^(?:[\w.]+|"[^"\n]*")/.exec(text.slice(end));
    if (after !== null) result.push({ from: index, to: end + after[0].length, put: "" });
    const before = /(?:[\w.]+|"[^"\n]*")$/.exec(text.slice(0, index));
    if (before !== null) result.push({ from: index - before[0].length, to: end, put: "" });
  }
  for (const { index, 0: found } of text.matchAll(/"[^"\n]+"|'[^'\n]+'|\b\d[\w.]+\b/g)) {
    for (const value of /\d/.test(found[0]) ? ["1"] : ['""', '"a"'])
      result.push({ from: index, to: index + found.length, put: value });
  }
  return result;
}

/** The ends of each pair of brackets; brackets in strings may confuse it, which costs a candidate. */
function brackets(text) {
  const open = [];
  const pairs = [];
  [...Array(text.length).keys()].forEach((i) => {
    if (OPENING.includes(text[i])) open.push(i);
    else if (CLOSING.includes(text[i])) {
      const from = open.pop();
      if (from !== undefined && OPENING.indexOf(text[from]) === CLOSING.indexOf(text[i])) pairs.push([from, i]);
    }
  });
  return pairs.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
}

/** The parts between the commas of a bracket, one at a time and all but one. */
function parts(inner) {
  const items = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < inner.length; i++) {
    if (OPENING.includes(inner[i])) depth++;
    else if (CLOSING.includes(inner[i])) depth--;
    else if (inner[i] === "," && depth === 0) {
      items.push(inner.slice(start, i).trim());
      start = i + 1;
    }
  }
  items.push(inner.slice(start).trim());
  if (items.length === 1) return [];
  return [...items, ...items.map((_, skip) => items.filter((_, i) => i !== skip).join(", "))];
}

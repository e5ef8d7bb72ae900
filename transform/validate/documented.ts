/** Finds the output that an article shows for an example. */
import type { Documented } from "./example.js";
import type { Fence } from "./fences.js";

/** What says that output follows, in the languages that articles are written in. */
const SAYS_OUTPUT =
  /\b(outputs?|prints?|printed|results?|displays?|shows?)\b|输出|結果|结果|輸出|打印|显示|运行后|出力/i;
/** A comment that says no more than that. */
const HEADS_OUTPUT =
  /^#+\s*(?:(?:expected|sample|program|example)\s+)?(?:outputs?|results?|输出(?:的?结果)?|輸出(?:結果)?|结果|結果|运行结果|出力)\s*[:：]?\s*$/i;
/** `print(total)  # expected: 5`, `# 预期值是 5 * 2 = 10` */
const REMARK =
  /^\s*print\(.*\)\s*#\s*(?:expected(?: value)?(?: is)?|should (?:be|print)|outputs?|prints|result|预期值是|预期输出|输出|结果|=>|->|→)\s*[:：]?\s*(.+?)\s*$/i;
/** Languages of fences that hold output. */
const OUTPUT_LANGUAGES = new Set([
  "",
  "text",
  "txt",
  "output",
  "console",
  "plaintext",
  "plain",
  "none",
  "bash",
  "shell",
  "sh",
]);

/**
 * The output of the program in a fence: its closing comment, remarks behind its calls of print, or the next fence.
 *
 * @param next the fence after it, null when that is a program itself
 */
export function documentedFor(fence: Fence, next: Fence | null, markdown: string): Documented | null {
  return closingComment(fence, markdown) ?? remarks(fence) ?? nextFence(next, markdown);
}

function closingComment({ start, end }: Fence, markdown: string): Documented | null {
  const text = markdown.slice(start, end);
  const lines = text.trimEnd().split("\n");
  let first = lines.length;
  while (first > 0 && lines[first - 1]!.startsWith("#")) first--;
  const head = lines.findIndex((line, at) => at >= first && HEADS_OUTPUT.test(line));
  if (head < 0 || head === lines.length - 1) return null;
  const shown = lines.slice(head + 1);
  const from = start + lines.slice(0, head + 1).join("\n").length + 1;
  const place = { start: from, end: from + shown.join("\n").length, prefix: "# " };
  return { kind: "lines", lines: shown.map((line) => withoutRemark(line.replace(/^# ?/, ""))), place };
}

/** A line of shown output may have a remark of its own behind it. */
const withoutRemark = (line: string): string => line.replace(/ {2,}#.*$/, "").trimEnd();

function remarks({ code }: Fence): Documented | null {
  const lines = code.split("\n").flatMap((line) => {
    const [, value] = REMARK.exec(line) ?? [];
    // `5 * 100000 = 500000` ends with what is printed
    return value === undefined ? [] : [value.split(" = ").at(-1)!];
  });
  return lines.length === 0 ? null : { kind: "ends", lines, place: null };
}

function nextFence(next: Fence | null, markdown: string): Documented | null {
  if (next === null) return null;
  const follows = next.leadIn === "" && OUTPUT_LANGUAGES.has(next.language);
  if (!follows && !SAYS_OUTPUT.test(next.leadIn)) return null;
  const end = next.end > next.start && markdown[next.end - 1] === "\n" ? next.end - 1 : next.end;
  return { kind: "lines", lines: next.code.split("\n"), place: { start: next.start, end, prefix: "" } };
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A runnable example of an article: a fenced block that imports something. */
export interface ArticleExample {
  /** The article's number and the example's, as in `000_04`. */
  name: string;
  source: string;
  /** The output that the article shows for it, or null where it shows none. */
  documented: string | null;
}

interface Fence {
  code: string;
  /** The prose between the fence before and this one. */
  before: string;
}

/** The folder of the articles: `PY2MP_ARTICLES`, or else `../shared/articles` beside the repository; null without one. */
export function findArticles(): string | null {
  const beside = join(dirname(fileURLToPath(import.meta.url)), "../../../shared/articles");
  const folder = process.env.PY2MP_ARTICLES ?? beside;
  return existsSync(folder) ? folder : null;
}

/** Every example of every numbered article in a folder, in order. */
export function loadExamples(folder: string): ArticleExample[] {
  return readdirSync(folder)
    .filter((file) => /^\d{3}-.*\.md$/.test(file))
    .sort()
    .flatMap((file) => examplesIn(file.slice(0, 3), readFileSync(join(folder, file), "utf8")))
    .flatMap((example) => [example, ...leftOut(example)]);
}

/** What an author has commented out of the main program (`    # pipe_example()`), as a program that does only that. */
function leftOut({ name, source }: ArticleExample): ArticleExample[] {
  const guard = source.indexOf("if __name__ == '__main__':\n");
  const calls = source.slice(guard).matchAll(/^( +)# ((\w+)_example\(\))$/gm);
  return [...calls].map(([, indent, call, subject]) => ({
    name: `${name}_${subject}`,
    source: `${source.slice(0, guard)}if __name__ == '__main__':\n${indent}${call}\n`,
    documented: null,
  }));
}

/** The examples of one article's Markdown. */
export function examplesIn(article: string, markdown: string): ArticleExample[] {
  const fences = fencesIn(markdown);
  const examples: ArticleExample[] = [];
  fences.forEach(({ code }, index) => {
    if (!/^\s*(import|from)\s/m.test(code)) return;
    const number = String(examples.length).padStart(2, "0");
    const documented = outputAtTheEnd(code) ?? outputInComments(code) ?? outputInTheNextFence(fences[index + 1]);
    examples.push({ name: `${article}_${number}`, source: code, documented });
  });
  return examples;
}

function fencesIn(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let end = 0;
  for (const match of markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)) {
    fences.push({ code: match[1] ?? "", before: markdown.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return fences;
}

/** `# 输出：` closes the program; the output follows in comments, some with a remark behind another `#`. */
function outputAtTheEnd(code: string): string | null {
  const [, shown] = /^# 输出：[ \t]*\n((?:# .*\n?)+)/m.exec(code) ?? [];
  return shown === undefined ? null : shown.replaceAll(/^# (.*?)[ \t]*(?: {2}#.*)?$/gm, "$1").trimEnd() + "\n";
}

/** `print(f"text {value}") # 预期值是 …`: the value, behind any sum that leads to it, stands for the field. */
function outputInComments(code: string): string | null {
  const remarks = code.matchAll(/print\(f"([^"{]*)\{[^"]*\}"\)[ \t]*# 预期值是 (?:.* = )?(.*)$/gm);
  const lines = [...remarks].map(([, text, value]) => `${text}${value?.trim()}\n`);
  return lines.length === 0 ? null : lines.join("");
}

/** The prose between two fences says that the second is the first one's output. */
function outputInTheNextFence(next: Fence | undefined): string | null {
  return next !== undefined && /输出(的)?结果/.test(next.before) ? next.code.trimEnd() + "\n" : null;
}

/** The fenced blocks of a Markdown text, wherever they stand: in lists and quotes too. */
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes, Root } from "mdast";

export interface Fence {
  readonly language: string;
  /** The info string behind the language. */
  readonly info: string;
  readonly code: string;
  /** Lines from 1, the fences' own included. */
  readonly line: number;
  readonly endLine: number;
  /** Offsets of what stands between the fences. */
  readonly start: number;
  readonly end: number;
  readonly heading: string;
  /** The text between the fence before and this one, in its last paragraph; empty when nothing stands between. */
  readonly leadIn: string;
  /** The comment right before it; null when something else stands there. */
  readonly comment: string | null;
}

/** Every fenced or indented block, in order. */
export function fencesIn(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let [heading, leadIn] = ["", ""];
  let comment: string | null = null;
  const visit = (node: Nodes | Root): void => {
    if (node.type === "heading") heading = leadIn = textOf(node);
    else if (node.type === "paragraph") leadIn = textOf(node);
    else if (node.type === "html") comment = node.value;
    else if (node.type === "code") {
      const { start, end } = node.position!;
      const [language = "", info = ""] = [node.lang ?? "", node.meta ?? ""];
      const [from, to] = innerOffsets(markdown, start.offset!, end.offset!);
      fences.push({
        language,
        info,
        code: node.value,
        line: start.line,
        endLine: end.line,
        start: from,
        end: to,
        heading,
        leadIn,
        comment,
      });
      leadIn = "";
    }
    if (node.type !== "html" && node.type !== "root") comment = null;
    if ("children" in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown));
  return fences;
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

/** The offsets of the text between two fences. */
function innerOffsets(markdown: string, start: number, end: number): [number, number] {
  const first = markdown.indexOf("\n", start) + 1;
  const last = markdown.lastIndexOf("\n", end - 1) + 1;
  return first > 0 && last >= first ? [first, last] : [start, end];
}

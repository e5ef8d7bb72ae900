/** The usage line: how each argument is written there, and where the line is broken. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { strLength } from "../../builtins/str/code-points.js";
import { truth } from "../../builtins/truth.js";
import type { Action } from "./action.js";
import { SUPPRESS } from "./errors.js";
import type { MutuallyExclusiveGroup } from "./container.js";

/** How a formatter writes what an argument takes. */
export interface ArgumentText {
  /** `FILE`, `[N ...]`: the values of a positional argument. */
  positional(action: Action): string;
  /** The values of an option. */
  optional(action: Action): string;
}

/** Brackets and bars between the arguments, by the index that they stand before. */
class Separators {
  readonly #texts = new Map<number, string>();

  join(at: number, mark: string, spaced: boolean): void {
    const known = this.#texts.get(at);
    this.#texts.set(at, known === undefined ? mark : `${known}${spaced ? " " : ""}${mark}`);
  }

  set(at: number, mark: string): void {
    this.#texts.set(at, mark);
  }

  /** Drops the bar before an argument that isn't shown, else that after it. */
  dropBar(at: number): void {
    if (this.#texts.get(at) === "|") this.#texts.delete(at);
    else if (this.#texts.get(at + 1) === "|") this.#texts.delete(at + 1);
  }

  /** The parts with the marks in their places. */
  insertInto(parts: readonly (string | null)[]): string[] {
    const all: (string | null)[] = [];
    for (let at = 0; at <= parts.length; at++) {
      all.push(this.#texts.get(at) ?? null);
      if (at < parts.length) all.push(parts[at]!);
    }
    return all.filter((part) => part !== null);
  }
}

/** The arguments as the usage line lists them, `[-h] [-a | -b] file`. @throws ValueError for an empty group */
export function argumentsUsage(
  actions: readonly Action[],
  groups: readonly MutuallyExclusiveGroup[],
  text: ArgumentText,
): string {
  const grouped = new Set<Action>();
  const separators = new Separators();
  for (const group of groups) markGroup(group, actions, grouped, separators);
  const parts = actions.map((action, at) => {
    if (action.help === SUPPRESS) {
      separators.dropBar(at);
      return null;
    }
    return action.option_strings.length === 0
      ? positionalPart(text.positional(action), grouped.has(action))
      : optionalPart(action, text, grouped.has(action));
  });
  return separators
    .insertInto(parts)
    .join(" ")
    .replace(/([[(]) /g, "$1")
    .replace(/ ([\])])/g, "$1")
    .replace(/[[(] *[\])]/g, "")
    .trim();
}

function markGroup(
  group: MutuallyExclusiveGroup,
  actions: readonly Action[],
  grouped: Set<Action>,
  separators: Separators,
): void {
  const members = group._group_actions;
  if (members.length === 0) throw new ValueError(`empty group ${repr(group)}`);
  const start = actions.indexOf(members[0]!);
  const end = start + members.length;
  if (start < 0 || members.some((member, at) => actions[start + at] !== member)) return;
  for (const member of members) grouped.add(member);
  const shown = members.filter((member) => member.help !== SUPPRESS).length;
  if (!truth(group.required)) {
    separators.join(start, "[", true);
    separators.join(end, "]", false);
  } else if (shown > 1) {
    separators.join(start, "(", true);
    separators.join(end, ")", false);
  }
  for (let at = start + 1; at < end; at++) separators.set(at, "|");
}

const positionalPart = (part: string, isGrouped: boolean): string =>
  isGrouped && part.startsWith("[") && part.endsWith("]") ? part.slice(1, -1) : part;

function optionalPart(action: Action, text: ArgumentText, isGrouped: boolean): string {
  const part = action.nargs === 0 ? action.format_usage() : `${action.option_strings[0]} ${text.optional(action)}`;
  return truth(action.required) || isGrouped ? part : `[${part}]`;
}

const PARTS = /\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+/g;

/** The program and its arguments on several lines, options before positional arguments. */
export function wrapUsage(prog: string, optionals: string, positionals: string, prefix: string, width: number): string {
  const [options, others] = [optionals.match(PARTS) ?? [], positionals.match(PARTS) ?? []];
  const start = strLength(prefix) + strLength(prog);
  if (start <= 0.75 * width) {
    const indent = " ".repeat(start + 1);
    if (options.length === 0 && others.length === 0) return prog;
    const first = filled([prog, ...(options.length > 0 ? options : others)], indent, width, strLength(prefix) - 1);
    first[0] = first[0]!.slice(indent.length);
    return [...first, ...(options.length > 0 ? filled(others, indent, width) : [])].join("\n");
  }
  const indent = " ".repeat(strLength(prefix));
  const lines = filled([...options, ...others], indent, width);
  const split = lines.length > 1 ? [...filled(options, indent, width), ...filled(others, indent, width)] : lines;
  return [prog, ...split].join("\n");
}

function filled(parts: readonly string[], indent: string, width: number, start = indent.length - 1): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let length = start;
  for (const part of parts) {
    if (length + 1 + strLength(part) > width && line.length > 0) {
      lines.push(indent + line.join(" "));
      line = [];
      length = indent.length - 1;
    }
    line.push(part);
    length += strLength(part) + 1;
  }
  return line.length > 0 ? [...lines, indent + line.join(" ")] : lines;
}

/** The classes that lay out help texts. */
import { getattr, hasattr } from "../../builtins/attributes.js";
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { percentFormat } from "../../builtins/format/percent.js";
import { attributeNames } from "../../builtins/instance-dict.js";
import { iterate } from "../../builtins/iterate.js";
import { isInt } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { text } from "../../builtins/repr.js";
import { strLength } from "../../builtins/str/code-points.js";
import { splitlines } from "../../builtins/str/split.js";
import { isTuple } from "../../builtins/tuple.js";
import { get_terminal_size } from "../shutil.js";
import { wrapText } from "../textwrap/wrapper.js";
import type { Action } from "./action.js";
import type { MutuallyExclusiveGroup } from "./container.js";
import { ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE } from "./errors.js";
import { type ArgumentText, argumentsUsage, wrapUsage } from "./usage.js";

/** A part of the help under its heading, indented. */
class Section {
  readonly parent: Section | null;
  readonly heading: string | null;
  readonly items: (() => string)[] = [];

  constructor(parent: Section | null, heading: string | null) {
    this.parent = parent;
    this.heading = heading;
  }
}

interface FormatterOptions {
  indent_increment?: number;
  max_help_position?: number;
  width?: number | null;
}

const LEAST_WIDTH = 11;

/** Mirrors `argparse.HelpFormatter`. What begins with an underscore may be overridden, as programs do in CPython. */
export class HelpFormatter extends object {
  declare readonly _prog: string;
  declare readonly _indent_increment: number;
  declare readonly _max_help_position: number;
  declare readonly _width: number;
  declare _current_indent: number;
  declare _action_max_length: number;
  declare _current_section: Section;

  override __init__(prog: string, options: FormatterOptions = {}): void {
    const { indent_increment = 2, max_help_position = 24, width = null } = options;
    const columns = Number(width ?? get_terminal_size().columns - 2);
    const position = Math.min(Number(max_help_position), Math.max(columns - 20, Number(indent_increment) * 2));
    Object.assign(this, {
      _prog: prog,
      _indent_increment: Number(indent_increment),
      _max_help_position: position,
      _width: columns,
      _current_indent: 0,
      _action_max_length: 0,
      _current_section: new Section(null, null),
    });
  }

  start_section(heading: string | null): void {
    this._current_indent += this._indent_increment;
    const section = new Section(this._current_section, heading);
    this._current_section.items.push(() => this.#sectionText(section));
    this._current_section = section;
  }

  end_section(): void {
    this._current_section = this._current_section.parent!;
    this._current_indent -= this._indent_increment;
  }

  add_text(text: string | null): void {
    if (text !== null && text !== SUPPRESS) this._current_section.items.push(() => this._format_text(text));
  }

  add_usage(
    usage: string | null,
    actions: readonly Action[],
    groups: readonly MutuallyExclusiveGroup[],
    prefix: string | null = null,
  ): void {
    if (usage !== SUPPRESS) this._current_section.items.push(() => this._format_usage(usage, actions, groups, prefix));
  }

  add_argument(action: Action): void {
    if (action.help === SUPPRESS) return;
    const own = strLength(this._format_action_invocation(action));
    const lengths = [own, ...this.#subactions(action, (each) => strLength(this._format_action_invocation(each)))];
    this._action_max_length = Math.max(this._action_max_length, Math.max(...lengths) + this._current_indent);
    this._current_section.items.push(() => this._format_action(action));
  }

  add_arguments(actions: Iterable<Action>): void {
    for (const action of actions) this.add_argument(action);
  }

  format_help(): string {
    const help = this.#sectionText(this._current_section);
    return help === "" ? help : `${help.replace(/\n\n\n+/g, "\n\n").replace(/^\n+|\n+$/g, "")}\n`;
  }

  #sectionText(section: Section): string {
    const isRoot = section.parent === null;
    if (!isRoot) this._current_indent += this._indent_increment;
    const help = section.items.map((item) => item()).join("");
    if (!isRoot) this._current_indent -= this._indent_increment;
    if (help === "") return "";
    const { heading } = section;
    const shown = heading === null || heading === SUPPRESS ? "" : `${" ".repeat(this._current_indent)}${heading}:\n`;
    return `\n${shown}${help}\n`;
  }

  _format_usage(
    usage: string | null,
    actions: readonly Action[],
    groups: readonly MutuallyExclusiveGroup[],
    prefix: string | null,
  ): string {
    const start = prefix ?? "usage: ";
    const shown =
      usage === null ? this.#argumentsUsage(actions, groups, start) : percentFormat(usage, this.#progDict());
    return `${start}${shown}\n\n`;
  }

  #progDict(): dict<string, string> {
    return new dict([["prog", this._prog]]);
  }

  #argumentsUsage(actions: readonly Action[], groups: readonly MutuallyExclusiveGroup[], prefix: string): string {
    const optionals = actions.filter((action) => action.option_strings.length > 0);
    const positionals = actions.filter((action) => action.option_strings.length === 0);
    const list = (some: readonly Action[]) => argumentsUsage(some, groups, this.#argumentText);
    const usage = [this._prog, list([...optionals, ...positionals])].filter((part) => part !== "").join(" ");
    const width = this._width - this._current_indent;
    if (strLength(prefix) + strLength(usage) <= width) return usage;
    return wrapUsage(this._prog, list(optionals), list(positionals), prefix, width);
  }

  get #argumentText(): ArgumentText {
    return {
      positional: (action) => this._format_args(action, this._get_default_metavar_for_positional(action)),
      optional: (action) => this._format_args(action, this._get_default_metavar_for_optional(action)),
    };
  }

  _format_text(given: string): string {
    const shown = given.includes("%(prog)") ? percentFormat(given, this.#progDict()) : given;
    const width = Math.max(this._width - this._current_indent, LEAST_WIDTH);
    return `${this._fill_text(shown, width, " ".repeat(this._current_indent))}\n\n`;
  }

  _format_action(action: Action): string {
    const position = Math.min(this._action_max_length + 2, this._max_help_position);
    const width = Math.max(this._width - position, LEAST_WIDTH);
    const headerWidth = position - this._current_indent - 2;
    const header = this._format_action_invocation(action);
    const indent = " ".repeat(this._current_indent);
    const fits = Boolean(action.help) && strLength(header) <= headerWidth;
    const padding = " ".repeat(Math.max(0, headerWidth - strLength(header)));
    const parts = [fits ? `${indent}${header}${padding}  ` : `${indent}${header}\n`];
    const help = action.help?.trim() ? this._expand_help(action) : "";
    if (action.help?.trim()) {
      if (help !== "") {
        const lines = this._split_lines(help, width);
        parts.push(`${fits ? "" : " ".repeat(position)}${lines[0]}\n`);
        for (const line of lines.slice(1)) parts.push(`${" ".repeat(position)}${line}\n`);
      }
    } else if (fits) parts.push("\n");
    return parts.join("") + this.#subactions(action, (each) => this._format_action(each)).join("");
  }

  #subactions<T>(action: Action, use: (action: Action) => T): T[] {
    const list = (action as { _get_subactions?: () => Action[] })._get_subactions?.();
    if (list === undefined) return [];
    this._current_indent += this._indent_increment;
    const results = list.map(use);
    this._current_indent -= this._indent_increment;
    return results;
  }

  _format_action_invocation(action: Action): string {
    if (action.option_strings.length === 0) {
      const [metavar, ...more] = this.#metavars(action, this._get_default_metavar_for_positional(action), 1);
      if (more.length > 0) throw new ValueError("too many values to unpack (expected 1)");
      return metavar!;
    }
    if (action.nargs === 0) return action.option_strings.join(", ");
    const values = this.#argumentText.optional(action);
    return action.option_strings.map((option) => `${option} ${values}`).join(", ");
  }

  #metavars(action: Action, fallback: string | null, count: number): string[] {
    const { metavar, choices } = action;
    if (isTuple(metavar)) return [...metavar].map(text);
    const one =
      metavar !== null
        ? text(metavar)
        : choices !== null
          ? `{${Array.from(iterate(choices), text).join(",")}}`
          : String(fallback);
    return Array<string>(count).fill(one);
  }

  /** What the usage shows for the values of an argument. @throws TypeError, ValueError */
  _format_args(action: Action, default_metavar: string | null): string {
    const metavars = (count: number) => this.#metavars(action, default_metavar, count);
    const { nargs } = action;
    switch (nargs) {
      case null:
        return fill("%s", metavars(1));
      case OPTIONAL:
        return fill("[%s]", metavars(1));
      case ZERO_OR_MORE: {
        const given = metavars(1);
        return fill(given.length === 2 ? "[%s [%s ...]]" : "[%s ...]", given);
      }
      case ONE_OR_MORE:
        return fill("%s [%s ...]", metavars(2));
      case REMAINDER:
        return "...";
      case PARSER:
        return fill("%s ...", metavars(1));
      case SUPPRESS:
        return "";
    }
    if (!isInt(nargs)) throw new ValueError("invalid nargs value");
    return fill(Array<string>(Number(nargs)).fill("%s").join(" "), metavars(Number(nargs)));
  }

  _expand_help(action: Action): string {
    const values = action as unknown as Record<string, unknown>;
    const params = new dict<string, unknown>();
    for (const name of [...attributeNames(action)]) {
      const value = values[name];
      if (value === SUPPRESS) continue;
      if (name === "choices" && value !== null) params.__setitem__(name, Array.from(iterate(value), text).join(", "));
      else params.__setitem__(name, hasattr(value, "__name__") ? getattr(value, "__name__") : value);
    }
    params.__setitem__("prog", this._prog);
    return percentFormat(this._get_help_string(action), params);
  }

  _split_lines(given: string, width: number): string[] {
    return wrapText(given.replace(/[ \t\n\r\f\v]+/g, " ").trim(), width, {});
  }

  _fill_text(given: string, width: number, indent: string): string {
    const options = { initial_indent: indent, subsequent_indent: indent };
    return wrapText(given.replace(/[ \t\n\r\f\v]+/g, " ").trim(), width, options).join("\n");
  }

  _get_help_string(action: Action): string {
    return action.help ?? "";
  }

  _get_default_metavar_for_optional(action: Action): string {
    return action.dest.toUpperCase();
  }

  _get_default_metavar_for_positional(action: Action): string {
    return action.dest;
  }
}

/** A template with so many metavars. @throws TypeError when their number differs */
function fill(template: string, metavars: readonly string[]): string {
  const places = template.split("%s");
  if (places.length - 1 < metavars.length) throw new TypeError("not all arguments converted during string formatting");
  if (places.length - 1 > metavars.length) throw new TypeError("not enough arguments for format string");
  return places.map((part, at) => part + (metavars[at] ?? "")).join("");
}

/** Mirrors `argparse.RawDescriptionHelpFormatter`: descriptions keep their lines. */
export class RawDescriptionHelpFormatter extends HelpFormatter {
  override _fill_text(given: string, _width: number, indent: string): string {
    return splitlines(given, true)
      .map((line) => indent + line)
      .join("");
  }
}

/** Mirrors `argparse.RawTextHelpFormatter`: all help texts keep their lines. */
export class RawTextHelpFormatter extends RawDescriptionHelpFormatter {
  override _split_lines(given: string, _width: number): string[] {
    return splitlines(given);
  }
}

/** Mirrors `argparse.ArgumentDefaultsHelpFormatter`: help texts end with the default. */
export class ArgumentDefaultsHelpFormatter extends HelpFormatter {
  override _get_help_string(action: Action): string {
    const help = action.help ?? "";
    const isOptional = action.option_strings.length > 0 || action.nargs === OPTIONAL || action.nargs === ZERO_OR_MORE;
    const isShown = !help.includes("%(default)") && action.default !== SUPPRESS && isOptional;
    return isShown ? `${help} (default: %(default)s)` : help;
  }
}

/** Mirrors `argparse.MetavarTypeHelpFormatter`: metavars are the names of the arguments' types. */
export class MetavarTypeHelpFormatter extends HelpFormatter {
  override _get_default_metavar_for_optional(action: Action): string {
    return getattr(action.type, "__name__") as string;
  }

  override _get_default_metavar_for_positional(action: Action): string {
    return getattr(action.type, "__name__") as string;
  }
}

/** What `formatter_class` makes for a program. */
export function makeFormatter(formatter_class: unknown, prog: string): HelpFormatter {
  return call(formatter_class, { prog }) as HelpFormatter;
}

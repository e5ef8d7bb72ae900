/** The classes that lay out help texts. */
import { NotImplementedError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { text } from "../../builtins/repr.js";
import { strLength } from "../../builtins/str/code-points.js";
import { wrapText } from "../textwrap/wrapper.js";
import type { OptionContainer } from "./container.js";
import { NO_DEFAULT } from "./errors.js";
import type { Option } from "./option.js";
import type { OptionParser } from "./parser.js";

const LEAST_WIDTH = 11;
const USUAL_COLUMNS = 80;

const spaces = (count: number): string => " ".repeat(Math.max(0, count));
const padEnd = (given: string, width: number): string => given + spaces(width - strLength(given));

/** Mirrors `optparse.HelpFormatter`. */
export abstract class HelpFormatter extends object {
  declare parser: OptionParser | null;
  declare indent_increment: number;
  declare max_help_position: number;
  declare help_position: number;
  declare help_width: number;
  declare width: number;
  declare current_indent: number;
  declare level: number;
  declare short_first: unknown;
  declare default_tag: string | null;
  declare option_strings: Map<Option, string>;

  override __init__(
    indent_increment: number,
    max_help_position: number,
    width: number | null,
    short_first: unknown,
  ): void {
    const columns = /^\s*\d+\s*$/.test(process.env.COLUMNS ?? "") ? Number(process.env.COLUMNS) : USUAL_COLUMNS;
    this.parser = null;
    this.indent_increment = Number(indent_increment);
    this.width = width === null ? columns - 2 : Number(width);
    this.max_help_position = Math.min(Number(max_help_position), Math.max(this.width - 20, this.indent_increment * 2));
    this.help_position = this.max_help_position;
    this.help_width = 0;
    this.current_indent = 0;
    this.level = 0;
    this.short_first = short_first;
    this.default_tag = "%default";
    this.option_strings = new Map();
  }

  set_parser(parser: OptionParser): void {
    this.parser = parser;
  }

  indent(): void {
    this.current_indent += this.indent_increment;
    this.level++;
  }

  dedent(): void {
    this.current_indent -= this.indent_increment;
    this.level--;
  }

  format_usage(_usage: string): string {
    throw new NotImplementedError("subclasses must implement");
  }

  format_heading(_heading: string): string {
    throw new NotImplementedError("subclasses must implement");
  }

  #paragraph(given: string): string {
    const width = Math.max(this.width - this.current_indent, LEAST_WIDTH);
    const indent = spaces(this.current_indent);
    return wrapText(given, width, { initial_indent: indent, subsequent_indent: indent }).join("\n");
  }

  format_description(description: string | null): string {
    return description ? `${this.#paragraph(description)}\n` : "";
  }

  format_epilog(epilog: string | null): string {
    return epilog ? `\n${this.#paragraph(epilog)}\n` : "";
  }

  /** The help of an option, with its default in the place of `%default`. */
  expand_default(option: Option): string {
    const help = option.help!;
    if (this.parser === null || !this.default_tag) return help;
    const value: unknown = option.dest === null ? null : (this.parser.defaults.get(option.dest) ?? null);
    return help.replaceAll(this.default_tag, () => (value === null || value === NO_DEFAULT ? "none" : text(value)));
  }

  format_option(option: Option): string {
    const names = this.option_strings.get(option)!;
    const width = this.help_position - this.current_indent - 2;
    const isLong = strLength(names) > width;
    const margin = spaces(this.current_indent);
    const head = isLong ? `${margin}${names}\n` : `${margin}${padEnd(names, width)}  `;
    if (!option.help) return isLong ? head : `${head}\n`;
    const lines = wrapText(this.expand_default(option), this.help_width, {});
    const position = spaces(this.help_position);
    return head + lines.map((line, at) => `${at === 0 && !isLong ? "" : position}${line}\n`).join("");
  }

  /** Measures the options' names, so that all help texts begin at the same column. */
  store_option_strings(parser: OptionParser): void {
    this.indent();
    let longest = this.#storeNames(parser);
    this.indent();
    for (const group of parser.option_groups) longest = Math.max(longest, this.#storeNames(group));
    this.dedent();
    this.dedent();
    this.help_position = Math.min(longest + 2, this.max_help_position);
    this.help_width = Math.max(this.width - this.help_position, LEAST_WIDTH);
  }

  #storeNames(container: OptionContainer): number {
    const lengths = container.option_list.map((option) => {
      const names = this.format_option_strings(option);
      this.option_strings.set(option, names);
      return strLength(names) + this.current_indent;
    });
    return Math.max(0, ...lengths);
  }

  format_option_strings(option: Option): string {
    const metavar = option.takes_value() ? option.metavar || option.dest!.toUpperCase() : null;
    const short = option._short_opts.map((name) => (metavar === null ? name : `${name} ${metavar}`));
    const long = option._long_opts.map((name) => (metavar === null ? name : `${name}=${metavar}`));
    return (this.short_first ? [...short, ...long] : [...long, ...short]).join(", ");
  }
}

interface FormatterOptions {
  indent_increment?: number;
  max_help_position?: number;
  width?: number | null;
  short_first?: unknown;
}

/** Mirrors `optparse.IndentedHelpFormatter`. */
export class IndentedHelpFormatter extends HelpFormatter {
  constructor(options?: FormatterOptions) {
    super(options);
  }

  override __init__(options: unknown = {}): void {
    const { indent_increment = 2, max_help_position = 24, width = null, short_first = 1 } = options as FormatterOptions;
    super.__init__(indent_increment, max_help_position, width, short_first);
  }

  override format_usage(usage: string): string {
    return `Usage: ${usage}\n`;
  }

  override format_heading(heading: string): string {
    return `${spaces(this.current_indent)}${heading}:\n`;
  }
}

/** Mirrors `optparse.TitledHelpFormatter`: headings are underlined. */
export class TitledHelpFormatter extends HelpFormatter {
  constructor(options?: FormatterOptions) {
    super(options);
  }

  override __init__(options: unknown = {}): void {
    const { indent_increment = 0, max_help_position = 24, width = null, short_first = 0 } = options as FormatterOptions;
    super.__init__(indent_increment, max_help_position, width, short_first);
  }

  override format_usage(usage: string): string {
    return `${this.format_heading("Usage")}  ${usage}\n`;
  }

  override format_heading(heading: string): string {
    return `${heading}\n${"=-"[this.level]!.repeat(strLength(heading))}\n`;
  }
}

/** The class `OptionParser`. */
import { callWith, splitKeywords } from "../../builtins/call.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { SystemExit, TypeError, ValueError } from "../../builtins/exceptions.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { iterate } from "../../builtins/iterate.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { scriptArguments } from "../sys/facts.js";
import { OptionContainer, OptionGroup } from "./container.js";
import { AmbiguousOptionError, BadOptionError, OptionValueError, SUPPRESS_USAGE } from "./errors.js";
import { type HelpFormatter, IndentedHelpFormatter } from "./help-formatter.js";
import { Option } from "./option.js";
import { Values } from "./values.js";

/** The keyword arguments of a parser. */
export interface ParserOptions {
  usage?: string | null;
  option_list?: Iterable<unknown> | null;
  option_class?: unknown;
  version?: string | null;
  conflict_handler?: string;
  description?: string | null;
  formatter?: HelpFormatter | null;
  add_help_option?: boolean;
  prog?: string | null;
  epilog?: string | null;
}

const DEFAULTS: Required<ParserOptions> = {
  usage: null,
  option_list: null,
  option_class: Option,
  version: null,
  conflict_handler: "error",
  description: null,
  formatter: null,
  add_help_option: true,
  prog: null,
  epilog: null,
};

/** Mirrors `optparse.OptionParser`. */
export class OptionParser extends OptionContainer {
  static standard_option_list: unknown[] = [];

  declare usage: string | null;
  declare prog: string | null;
  declare version: string | null;
  declare epilog: string | null;
  declare formatter: HelpFormatter;
  declare allow_interspersed_args: boolean;
  declare process_default_values: unknown;
  declare option_groups: OptionGroup[];
  declare rargs: string[] | null;
  declare largs: string[] | null;
  declare values: Dynamic;

  constructor(options?: ParserOptions);
  constructor(...args: unknown[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  override __init__(options: unknown = {}): void {
    const given = options as ParserOptions;
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(DEFAULTS, name));
    if (unknown !== undefined) {
      throw new TypeError(`OptionParser.__init__() got an unexpected keyword argument '${unknown}'`);
    }
    const settings = { ...DEFAULTS, ...given };
    super.__init__(settings.option_class, settings.conflict_handler, settings.description);
    this.set_usage(settings.usage);
    this.prog = settings.prog;
    this.version = settings.version;
    this.epilog = settings.epilog;
    this.allow_interspersed_args = true;
    this.process_default_values = true;
    this.option_groups = [];
    this.formatter = settings.formatter ?? new IndentedHelpFormatter();
    this.formatter.set_parser(this);
    addOptions(this, settings);
    this.rargs = null;
    this.largs = null;
    this.values = null as Dynamic;
  }

  override destroy(): void {
    super.destroy();
    for (const group of this.option_groups) group.destroy();
    this.option_list = [];
    this.option_groups = [];
  }

  set_usage(usage: string | null): void {
    if (usage === SUPPRESS_USAGE) this.usage = null;
    else if (usage?.toLowerCase().startsWith("usage: ") === true) this.usage = usage.slice("usage: ".length);
    else this.usage = usage ?? "%prog [options]";
  }

  enable_interspersed_args(): void {
    this.allow_interspersed_args = true;
  }

  /** The first argument that is no option ends the options. */
  disable_interspersed_args(): void {
    this.allow_interspersed_args = false;
  }

  set_process_default_values(process: unknown): void {
    this.process_default_values = process;
  }

  set_default(dest: string, value: unknown): void {
    this.defaults.__setitem__(dest, value);
  }

  set_defaults(options: Record<string, unknown> = {}): void {
    for (const [dest, value] of Object.entries(options)) this.set_default(dest, value);
  }

  #allOptions(): Option[] {
    return [...this.option_list, ...this.option_groups.flatMap((group) => group.option_list)];
  }

  /** The values of a command line without options: defaults that are strings are converted as if they stood there. */
  get_default_values(): Values {
    const defaults = this.defaults.copy();
    if (!this.process_default_values) return new Values(defaults);
    for (const option of this.#allOptions()) {
      const { dest } = option;
      if (dest === null) continue;
      const value = defaults.get(dest);
      if (typeof value === "string") defaults.__setitem__(dest, option.check_value(option.get_opt_string(), value));
    }
    return new Values(defaults);
  }

  /** Adds a group, or makes one of a title. @throws TypeError, ValueError */
  add_option_group(...given: unknown[]): OptionGroup {
    const [args, keywords] = splitKeywords(given);
    const group = typeof args[0] === "string" ? callWith(OptionGroup, [this, ...args], keywords) : args[0];
    if (!(group instanceof OptionGroup)) throw new TypeError(`not an OptionGroup instance: ${repr(group)}`);
    if (group.parser !== this) throw new ValueError("invalid OptionGroup (wrong parser)");
    this.option_groups.push(group);
    return group;
  }

  get_option_group(opt_str: string): OptionGroup | null {
    const container = this.get_option(opt_str)?.container;
    return container instanceof OptionGroup ? container : null;
  }

  /** Ends the program, by `error`, for a command line that isn't right. */
  parse_args(args: Iterable<string> | null = null, values: Dynamic | null = null): tuple<[Dynamic, string[]]> {
    this.rargs = args === null ? scriptArguments().slice(1) : [...iterate<string>(args)];
    this.largs = [];
    this.values = values ?? (this.get_default_values() as Dynamic);
    const { rargs, largs } = this;
    try {
      this._process_args(largs, rargs, this.values as Values);
    } catch (error) {
      const raised = exception(error);
      if (!(raised instanceof BadOptionError) && !(raised instanceof OptionValueError)) throw error;
      this.error(text(raised));
    }
    return this.check_values(this.values, [...largs, ...rargs]);
  }

  /** For subclasses to look at what was parsed, or change it. */
  check_values(values: Dynamic, args: string[]): tuple<[Dynamic, string[]]> {
    return tuple.of(values, args);
  }

  _process_args(largs: string[], rargs: string[], values: Values): void {
    while (rargs.length > 0) {
      const argument = rargs[0]!;
      if (argument === "--") {
        rargs.shift();
        return;
      }
      if (argument.startsWith("--")) this._process_long_opt(rargs, values);
      else if (argument.startsWith("-") && argument.length > 1) this._process_short_opts(rargs, values);
      else if (this.allow_interspersed_args) largs.push(rargs.shift()!);
      else return;
    }
  }

  _process_long_opt(rargs: string[], values: Values): void {
    const argument = rargs.shift()!;
    const equals = argument.indexOf("=");
    const name = this._match_long_opt(equals < 0 ? argument : argument.slice(0, equals));
    const option = this._long_opt.__getitem__(name);
    if (equals >= 0) rargs.unshift(argument.slice(equals + 1));
    let value: unknown = null;
    if (option.takes_value()) value = this.#takeValues(option, name, rargs);
    else if (equals >= 0) this.error(`${name} option does not take a value`);
    option.process(name, value, values, this);
  }

  _process_short_opts(rargs: string[], values: Values): void {
    const argument = rargs.shift()!;
    const letters = [...argument].slice(1);
    for (let at = 0; at < letters.length; at++) {
      const name = `-${letters[at]!}`;
      const option = this._short_opt.get(name);
      if (!option) throw new BadOptionError(name);
      const rest = letters.slice(at + 1).join("");
      if (!option.takes_value()) {
        option.process(name, null, values, this);
        continue;
      }
      if (rest !== "") rargs.unshift(rest);
      option.process(name, this.#takeValues(option, name, rargs), values, this);
      return;
    }
  }

  #takeValues(option: Option, name: string, rargs: string[]): unknown {
    const count = Number(option.nargs);
    if (rargs.length < count) {
      this.error(`${name} option requires ${count} argument${count === 1 ? "" : "s"}`);
      return null;
    }
    const taken = rargs.splice(0, count);
    return count === 1 ? taken[0]! : tuple.of(...taken);
  }

  /** The long option that is meant. @throws BadOptionError, AmbiguousOptionError */
  _match_long_opt(opt: string): string {
    const names = [...iterate<string>(this._long_opt)];
    if (names.includes(opt)) return opt;
    const possible = names.filter((name) => name.startsWith(opt)).sort();
    if (possible.length === 0) throw new BadOptionError(opt);
    if (possible.length > 1) throw new AmbiguousOptionError(opt, possible);
    return possible[0]!;
  }

  get_prog_name(): string {
    return this.prog ?? scriptArguments()[0]!.replace(/^.*\//s, "");
  }

  expand_prog_name(s: string): string {
    return s.replaceAll("%prog", () => this.get_prog_name());
  }

  override get_description(): string | null {
    return this.description === null ? null : this.expand_prog_name(this.description);
  }

  /** Ends the program. */
  exit(status: unknown = 0, msg: string | null = null): void {
    if (msg) streams.stderr.write(msg);
    throw new SystemExit(status);
  }

  /** Ends the program with the usage, a message and status 2. */
  error(msg: string): void {
    this.print_usage(streams.stderr);
    this.exit(2, `${this.get_prog_name()}: error: ${msg}\n`);
  }

  get_usage(): string {
    return this.usage ? this.formatter.format_usage(this.expand_prog_name(this.usage)) : "";
  }

  print_usage(file: Writable | null = null): void {
    if (this.usage) (file ?? streams.stdout).write(`${this.get_usage()}\n`);
  }

  get_version(): string {
    return this.version ? this.expand_prog_name(this.version) : "";
  }

  print_version(file: Writable | null = null): void {
    if (this.version) (file ?? streams.stdout).write(`${this.get_version()}\n`);
  }

  override format_option_help(formatter: HelpFormatter | null = null): string {
    const layout = formatter ?? this.formatter;
    layout.store_option_strings(this);
    const heading = layout.format_heading("Options");
    layout.indent();
    const own = this.option_list.length > 0 ? [`${super.format_option_help(layout)}\n`] : [];
    const groups = this.option_groups.map((group) => `${group.format_help(layout)}\n`);
    layout.dedent();
    return (heading + [...own, ...groups].join("")).slice(0, -1);
  }

  format_epilog(formatter: HelpFormatter): string {
    return formatter.format_epilog(this.epilog);
  }

  override format_help(formatter: HelpFormatter | null = null): string {
    const layout = formatter ?? this.formatter;
    const usage = this.usage ? `${this.get_usage()}\n` : "";
    const description = this.description ? `${this.format_description(layout)}\n` : "";
    return usage + description + this.format_option_help(layout) + this.format_epilog(layout);
  }

  print_help(file: Writable | null = null): void {
    (file ?? streams.stdout).write(this.format_help());
  }
}

function addOptions(parser: OptionParser, { option_list, version, add_help_option }: Required<ParserOptions>): void {
  parser.add_options((parser.constructor as typeof OptionParser).standard_option_list);
  if (option_list !== null) parser.add_options(option_list);
  if (version) {
    parser.add_option("--version", { action: "version", help: "show program's version number and exit" });
  }
  if (add_help_option) {
    parser.add_option("-h", "--help", { action: "help", help: "show this help message and exit" });
  }
}

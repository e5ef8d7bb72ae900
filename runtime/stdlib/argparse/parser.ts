/** The class `ArgumentParser`. */
import { delattr, getattr, hasattr, setattr } from "../../builtins/attributes.js";
import { call, callWith } from "../../builtins/call.js";
import { OSError, SystemExit, TypeError, ValueError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { open } from "../../builtins/io/open.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { iterate } from "../../builtins/iterate.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { join, splitlines } from "../../builtins/str/split.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { scriptArguments } from "../sys/facts.js";
import type { Action } from "./action.js";
import { CommandLine } from "./command-line.js";
import { ActionsContainer, type ArgumentGroup } from "./container.js";
import { ArgumentError, ArgumentTypeError, isChoice, SUPPRESS } from "./errors.js";
import { OPTIONAL, PARSER, REMAINDER, ZERO_OR_MORE } from "./errors.js";
import { HelpFormatter, makeFormatter } from "./help-formatter.js";
import { attributesRepr, Namespace } from "./namespace.js";
import { _SubParsersAction } from "./subparsers.js";

/** The keyword arguments of a parser. */
export interface ParserOptions {
  prog?: string | null;
  usage?: string | null;
  description?: string | null;
  epilog?: string | null;
  parents?: Iterable<ArgumentParser>;
  formatter_class?: unknown;
  prefix_chars?: string;
  fromfile_prefix_chars?: string | null;
  argument_default?: unknown;
  conflict_handler?: string;
  add_help?: boolean;
  allow_abbrev?: boolean;
  exit_on_error?: boolean;
}

const DEFAULTS: Required<ParserOptions> = {
  prog: null,
  usage: null,
  description: null,
  epilog: null,
  parents: [],
  formatter_class: HelpFormatter,
  prefix_chars: "-",
  fromfile_prefix_chars: null,
  argument_default: null,
  conflict_handler: "error",
  add_help: true,
  allow_abbrev: true,
  exit_on_error: true,
};

/** What `add_subparsers` takes to give its argument a group of its own. */
interface Headings {
  title?: string | null;
  description?: string | null;
}

/** Where a subparser leaves the strings that it doesn't know. */
const UNRECOGNIZED = "_unrecognized_args";

/** Mirrors `argparse.ArgumentParser`. */
export class ArgumentParser extends ActionsContainer {
  declare prog: string;
  declare usage: string | null;
  declare epilog: string | null;
  declare formatter_class: unknown;
  declare fromfile_prefix_chars: string | null;
  declare add_help: boolean;
  declare allow_abbrev: boolean;
  declare exit_on_error: boolean;
  declare _positionals: ArgumentGroup;
  declare _optionals: ArgumentGroup;
  declare _subparsers: ArgumentGroup | null;

  constructor(options?: ParserOptions);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a subclass that keeps its __init__ passes its arguments
  constructor(...args: any[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  override __init__(options: ParserOptions = {}): void {
    const unknown = Object.keys(options).find((name) => !(name in DEFAULTS));
    if (unknown !== undefined) {
      throw new TypeError(`ArgumentParser.__init__() got an unexpected keyword argument '${unknown}'`);
    }
    const { parents, description, prefix_chars, argument_default, conflict_handler, ...own } = {
      ...DEFAULTS,
      ...options,
    };
    this.setUp({ description, prefix_chars, argument_default, conflict_handler }, null);
    Object.assign(this, own, { prog: own.prog ?? scriptArguments()[0]!.replace(/^.*\//s, ""), _subparsers: null });
    this._positionals = this.add_argument_group("positional arguments");
    this._optionals = this.add_argument_group("options");
    this.register("action", "parsers", _SubParsersAction);
    if (truth(this.add_help)) {
      const prefix = prefix_chars.includes("-") ? "-" : prefix_chars[0]!;
      this.add_argument(`${prefix}h`, `${prefix}${prefix}help`, {
        action: "help",
        default: SUPPRESS,
        help: "show this help message and exit",
      });
    }
    for (const parent of iterate<ArgumentParser>(parents)) this.adopt(parent);
  }

  protected override checkMetavar(action: Action): void {
    try {
      this._get_formatter()._format_args(action, null);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new ValueError("length of metavar tuple does not match nargs");
    }
  }

  /** Mirrors `add_subparsers(**options)`: the argument that chooses one of several parsers. */
  add_subparsers(options: Record<string, unknown> = {}): _SubParsersAction {
    if (this._subparsers !== null) this.error("cannot have multiple subparser arguments");
    const { title, description, ...keywords } = options as Record<string, unknown> & Headings;
    const isGrouped = title !== undefined || description !== undefined;
    const group = isGrouped ? this.add_argument_group(title ?? "subcommands", description) : this._positionals;
    this._subparsers = group;
    if ((keywords.prog ?? null) === null) {
      const formatter = this._get_formatter();
      formatter.add_usage(this.usage, this._get_positional_actions(), this._mutually_exclusive_groups, "");
      keywords.prog = formatter.format_help().trim();
    }
    const actionClass = this.takeActionClass(keywords, "parsers");
    const parserClass = { parser_class: this.constructor, ...keywords };
    const action = callWith(actionClass, [], { option_strings: [], ...parserClass }) as _SubParsersAction;
    group._add_action(action);
    return action;
  }

  override _add_action(action: Action): Action {
    return (action.option_strings.length > 0 ? this._optionals : this._positionals)._add_action(action);
  }

  _get_positional_actions(): Action[] {
    return this._actions.filter((action) => action.option_strings.length === 0);
  }

  _get_optional_actions(): Action[] {
    return this._actions.filter((action) => action.option_strings.length > 0);
  }

  /** Ends the program for strings that no argument takes. */
  parse_args<T = Namespace>(args: Iterable<string> | null = null, namespace: T | null = null): T {
    const [filled, extras] = this.parse_known_args(args, namespace);
    if (extras.length > 0) this.error(`unrecognized arguments: ${join(" ", extras)}`);
    return filled;
  }

  parse_known_args<T = Namespace>(
    args: Iterable<string> | null = null,
    namespace: T | null = null,
  ): tuple<[T, string[]]> {
    const strings = args === null ? scriptArguments().slice(1) : Array.from(iterate<string>(args));
    const filled = namespace ?? (new Namespace() as T);
    for (const { dest, default: value } of this._actions) {
      if (dest !== SUPPRESS && value !== SUPPRESS && !hasattr(filled, dest)) setattr(filled, dest, value);
    }
    for (const [dest, value] of this.shared.defaults) if (!hasattr(filled, dest)) setattr(filled, dest, value);
    const extras = this.#parse(strings, filled);
    const unrecognized = getattr(filled, UNRECOGNIZED, null) as string[] | null;
    if (unrecognized === null) return tuple.of(filled, extras);
    delattr(filled, UNRECOGNIZED);
    return tuple.of(filled, [...extras, ...unrecognized]);
  }

  #parse(strings: string[], namespace: unknown): string[] {
    try {
      return this.#commandLine(strings, namespace).parse();
    } catch (error) {
      if (!this.exit_on_error || !(error instanceof ArgumentError)) throw error;
      exception(error);
      return this.error(text(error)) as never;
    }
  }

  #commandLine(strings: string[], namespace: unknown): CommandLine {
    const rules = {
      parser: this,
      options: this.shared.options,
      prefixChars: this.prefix_chars,
      allowsAbbreviations: this.allow_abbrev,
      hasNegativeOptions: this.shared.negativeNumbers.isOption,
      valuesOf: (action: Action, given: string[]) => this.#valuesOf(action, given),
      valueOf: (action: Action, given: string) => this.#valueOf(action, given),
    };
    const expanded = this.fromfile_prefix_chars === null ? strings : this.#expandFiles(strings);
    return new CommandLine(rules, expanded, namespace);
  }

  #expandFiles(strings: readonly string[]): string[] {
    return strings.flatMap((string) => {
      if (string === "" || !this.fromfile_prefix_chars!.includes(string[0]!)) return [string];
      try {
        const lines = splitlines(open(string.slice(1)).read());
        return this.#expandFiles(lines.flatMap((line) => [...iterate<string>(this.convert_arg_line_to_args(line))]));
      } catch (error) {
        if (!(error instanceof OSError)) throw error;
        return this.error(text(error)) as never;
      }
    });
  }

  convert_arg_line_to_args(arg_line: string): string[] {
    return [arg_line];
  }

  /** As `parse_args`, with positional arguments anywhere between the options. @throws TypeError */
  parse_intermixed_args<T = Namespace>(args: Iterable<string> | null = null, namespace: T | null = null): T {
    const [filled, extras] = this.parse_known_intermixed_args(args, namespace);
    if (extras.length > 0) this.error(`unrecognized arguments: ${join(" ", extras)}`);
    return filled;
  }

  parse_known_intermixed_args<T = Namespace>(
    args: Iterable<string> | null = null,
    namespace: T | null = null,
  ): tuple<[T, string[]]> {
    const positionals = this._get_positional_actions();
    const greedy = positionals.find(({ nargs }) => nargs === PARSER || nargs === REMAINDER);
    if (greedy !== undefined) {
      throw new TypeError(`parse_intermixed_args: positional arg with nargs=${text(greedy.nargs)}`);
    }
    const isExclusive = (action: Action) =>
      this._mutually_exclusive_groups.some((group) => group._group_actions.includes(action));
    if (positionals.some(isExclusive)) {
      throw new TypeError("parse_intermixed_args: positional in mutuallyExclusiveGroup");
    }
    const { usage } = this;
    this.usage ??= this.format_usage().slice("usage: ".length);
    try {
      const [filled, rest] = this.#withoutPositionals(positionals, args, namespace);
      return this.#withoutRequirements(rest, filled);
    } finally {
      this.usage = usage;
    }
  }

  #withoutPositionals<T>(
    positionals: readonly Action[],
    args: Iterable<string> | null,
    namespace: T | null,
  ): tuple<[T, string[]]> {
    const saved = positionals.map(({ nargs, default: value }) => ({ nargs, default: value }));
    for (const action of positionals) Object.assign(action, { nargs: SUPPRESS, default: SUPPRESS });
    try {
      return this.parse_known_args(args, namespace);
    } finally {
      positionals.forEach((action, at) => Object.assign(action, saved[at]));
    }
  }

  #withoutRequirements<T>(args: string[], namespace: T): tuple<[T, string[]]> {
    const demanding = [...this._get_optional_actions(), ...this._mutually_exclusive_groups];
    const saved = demanding.map(({ required }) => required);
    for (const each of demanding) each.required = false;
    try {
      return this.parse_known_args(args, namespace);
    } finally {
      demanding.forEach((each, at) => (each.required = saved[at]));
    }
  }

  /** What an argument makes of its strings. @throws ArgumentError */
  #valuesOf(action: Action, given: string[]): unknown {
    const { nargs } = action;
    const end = nargs === PARSER || nargs === REMAINDER ? -1 : given.indexOf("--");
    const strings = end < 0 ? given : given.filter((_, at) => at !== end);
    const isOption = action.option_strings.length > 0;
    const checked = (value: unknown): unknown => {
      checkChoice(action, value);
      return value;
    };
    if (strings.length === 0 && nargs === OPTIONAL) {
      const value = isOption ? action.const : action.default;
      return typeof value === "string" ? checked(this.#valueOf(action, value)) : value;
    }
    if (strings.length === 0 && nargs === ZERO_OR_MORE && !isOption) return checked(action.default ?? strings);
    if (strings.length === 1 && (nargs === null || nargs === OPTIONAL)) {
      return checked(this.#valueOf(action, strings[0]!));
    }
    if (nargs === SUPPRESS) return SUPPRESS;
    const values = strings.map((string) => this.#valueOf(action, string));
    if (nargs === PARSER) checkChoice(action, values[0]);
    else if (nargs !== REMAINDER) for (const value of values) checkChoice(action, value);
    return values;
  }

  #valueOf(action: Action, string: string): unknown {
    const type = this.registered("type", action.type);
    if (type === null) return string;
    if (!callable(type)) throw new ArgumentError(action, `${repr(type)} is not callable`);
    try {
      return call(type, string);
    } catch (error) {
      const raised = exception(error);
      if (raised instanceof ArgumentTypeError) throw new ArgumentError(action, text(raised));
      if (!(raised instanceof TypeError) && !(raised instanceof ValueError)) throw error;
      const name = getattr(action.type, "__name__", repr(action.type)) as string;
      throw new ArgumentError(action, `invalid ${name} value: ${repr(string)}`);
    }
  }

  format_usage(): string {
    const formatter = this._get_formatter();
    formatter.add_usage(this.usage, this._actions, this._mutually_exclusive_groups);
    return formatter.format_help();
  }

  format_help(): string {
    const formatter = this._get_formatter();
    formatter.add_usage(this.usage, this._actions, this._mutually_exclusive_groups);
    formatter.add_text(this.description);
    for (const group of this._action_groups) {
      formatter.start_section(group.title);
      formatter.add_text(group.description);
      formatter.add_arguments(group._group_actions);
      formatter.end_section();
    }
    formatter.add_text(this.epilog);
    return formatter.format_help();
  }

  _get_formatter(): HelpFormatter {
    return makeFormatter(this.formatter_class, this.prog);
  }

  print_usage(file: Writable | null = null): void {
    this._print_message(this.format_usage(), file ?? streams.stdout);
  }

  print_help(file: Writable | null = null): void {
    this._print_message(this.format_help(), file ?? streams.stdout);
  }

  _print_version(version: string): void {
    const formatter = this._get_formatter();
    formatter.add_text(version);
    this._print_message(formatter.format_help(), streams.stdout);
  }

  _print_message(message: string, file: Writable | null = null): void {
    if (message !== "") (file ?? streams.stderr).write(message);
  }

  /** Ends the program. */
  exit(status: unknown = 0, message: string | null = null): void {
    if (message !== null) this._print_message(message, streams.stderr);
    throw new SystemExit(status);
  }

  /** Ends the program with the usage, a message and status 2. */
  error(message: string): void {
    this.print_usage(streams.stderr);
    this.exit(2, `${this.prog}: error: ${message}\n`);
  }

  override __repr__(): string {
    const { prog, usage, description, formatter_class, conflict_handler, add_help } = this;
    return attributesRepr(
      this,
      Object.entries({ prog, usage, description, formatter_class, conflict_handler, add_help }),
    );
  }
}

/** @throws ArgumentError for a value that isn't among the choices */
function checkChoice(action: Action, value: unknown): void {
  const { choices } = action;
  if (choices === null || isChoice(choices, value)) return;
  const shown = Array.from(iterate(choices), repr).join(", ");
  throw new ArgumentError(action, `invalid choice: ${repr(value)} (choose from ${shown})`);
}

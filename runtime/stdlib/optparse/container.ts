/** What options are added to: parsers and groups. */
import { callWith, type Keywords, splitKeywords } from "../../builtins/call.js";
import { IndexError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { NO_DEFAULT, OptionConflictError } from "./errors.js";
import type { HelpFormatter } from "./help-formatter.js";
import { Option } from "./option.js";
import type { OptionParser } from "./parser.js";

/** Mirrors `optparse.OptionContainer`. */
export class OptionContainer extends object {
  declare option_class: unknown;
  declare option_list: Option[];
  declare conflict_handler: string;
  declare description: string | null;
  declare _short_opt: dict<string, Option>;
  declare _long_opt: dict<string, Option>;
  declare defaults: dict<string, unknown>;

  override __init__(option_class: unknown, conflict_handler: string, description: string | null): void {
    this.option_list = [];
    this._short_opt = new dict();
    this._long_opt = new dict();
    this.defaults = new dict();
    this.option_class = option_class;
    this.set_conflict_handler(conflict_handler);
    this.set_description(description);
  }

  /** @throws ValueError for a way to resolve conflicts that there isn't */
  set_conflict_handler(handler: string): void {
    if (handler !== "error" && handler !== "resolve") {
      throw new ValueError(`invalid conflict_resolution value ${repr(handler)}`);
    }
    this.conflict_handler = handler;
  }

  set_description(description: string | null): void {
    this.description = description;
  }

  get_description(): string | null {
    return this.description;
  }

  destroy(): void {
    this._short_opt = new dict();
    this._long_opt = new dict();
    this.defaults = new dict();
  }

  /** Adds an option, or makes one of its arguments. @throws TypeError, OptionConflictError for a name that is taken */
  add_option(...given: unknown[]): Option {
    const [args, keywords] = splitKeywords(given);
    const option = optionOf(this, args, keywords);
    resolveConflicts(this, option);
    this.option_list.push(option);
    option.container = this;
    for (const name of option._short_opts) this._short_opt.__setitem__(name, option);
    for (const name of option._long_opts) this._long_opt.__setitem__(name, option);
    if (option.dest === null) return option;
    if ((option.default as unknown) !== NO_DEFAULT) this.defaults.__setitem__(option.dest, option.default);
    else if (!this.defaults.__contains__(option.dest)) this.defaults.__setitem__(option.dest, null);
    return option;
  }

  add_options(option_list: Iterable<unknown>): void {
    for (const option of iterate<unknown>(option_list)) this.add_option(option);
  }

  get_option(opt_str: string): Option | null {
    return this._short_opt.get(opt_str) ?? this._long_opt.get(opt_str) ?? null;
  }

  has_option(opt_str: string): boolean {
    return this._short_opt.__contains__(opt_str) || this._long_opt.__contains__(opt_str);
  }

  /** @throws ValueError when there is no such option */
  remove_option(opt_str: string): void {
    const option = this.get_option(opt_str);
    if (option === null) throw new ValueError(`no such option ${repr(opt_str)}`);
    for (const name of option._short_opts) this._short_opt.__delitem__(name);
    for (const name of option._long_opts) this._long_opt.__delitem__(name);
    const { option_list } = option.container!;
    option_list.splice(option_list.indexOf(option), 1);
  }

  format_option_help(formatter: HelpFormatter): string {
    const shown = this.option_list.filter((option) => !option.isHidden);
    return shown.map((option) => formatter.format_option(option)).join("");
  }

  format_description(formatter: HelpFormatter): string {
    return formatter.format_description(this.get_description());
  }

  format_help(formatter: HelpFormatter): string {
    const description = this.description ? [this.format_description(formatter)] : [];
    const options = this.option_list.length > 0 ? [this.format_option_help(formatter)] : [];
    return [...description, ...options].join("\n");
  }
}

function optionOf(container: OptionContainer, args: unknown[], keywords: Keywords): Option {
  if (args.length === 0) throw new IndexError("tuple index out of range");
  if (typeof args[0] === "string") return callWith(container.option_class, args, keywords) as Option;
  if (args.length > 1 || Object.keys(keywords).length > 0) throw new TypeError("invalid arguments");
  if (!(args[0] instanceof Option)) throw new TypeError(`not an Option instance: ${repr(args[0])}`);
  return args[0];
}

function resolveConflicts(container: OptionContainer, option: Option): void {
  const taken = (table: dict<string, Option>, names: readonly string[]) =>
    names.flatMap((name) => (table.__contains__(name) ? [[name, table.__getitem__(name)] as const] : []));
  const conflicts = [
    ...taken(container._short_opt, option._short_opts),
    ...taken(container._long_opt, option._long_opts),
  ];
  if (conflicts.length === 0) return;
  if (container.conflict_handler === "error") {
    const names = conflicts.map(([name]) => name).join(", ");
    throw new OptionConflictError(`conflicting option string(s): ${names}`, option);
  }
  for (const [name, other] of conflicts) takeName(container, other, name);
}

/** Takes a name from an option; without any it is gone. */
function takeName(container: OptionContainer, option: Option, name: string): void {
  const isLong = name.startsWith("--");
  const names = isLong ? option._long_opts : option._short_opts;
  names.splice(names.indexOf(name), 1);
  (isLong ? container._long_opt : container._short_opt).__delitem__(name);
  if (option._short_opts.length + option._long_opts.length > 0) return;
  const { option_list } = option.container!;
  option_list.splice(option_list.indexOf(option), 1);
}

/** Mirrors `optparse.OptionGroup`: options under a heading of their own in the help. */
export class OptionGroup extends OptionContainer {
  declare parser: OptionParser;
  declare title: string;

  constructor(parser: OptionParser, title: string, description?: string | null);
  constructor(...args: unknown[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  override __init__(parser: unknown, title: unknown, description: unknown = null): void {
    const owner = parser as OptionParser;
    this.parser = owner;
    super.__init__(owner.option_class, owner.conflict_handler, description as string | null);
    // a group has the names of its parser
    this._short_opt = owner._short_opt;
    this._long_opt = owner._long_opt;
    this.defaults = owner.defaults;
    this.title = title as string;
  }

  set_title(title: string): void {
    this.title = title;
  }

  override format_help(formatter: HelpFormatter): string {
    const heading = formatter.format_heading(this.title);
    formatter.indent();
    const options = super.format_help(formatter);
    formatter.dedent();
    return heading + options;
  }
}

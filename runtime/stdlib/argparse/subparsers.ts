/** The argument that chooses one of several parsers. */
import { getattr, hasattr, setattr } from "../../builtins/attributes.js";
import { callWith } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { vars } from "../../builtins/functions/objects.js";
import { iterate } from "../../builtins/iterate.js";
import { repr } from "../../builtins/repr.js";
import { Action, type ActionOptions } from "./action.js";
import { ArgumentError, PARSER, SUPPRESS } from "./errors.js";
import type { ArgumentParser } from "./parser.js";

const UNRECOGNIZED = "_unrecognized_args";

/** A parser's line in the help. */
class ChoiceAction extends Action {
  static of(name: string, aliases: readonly string[], help: string | null): ChoiceAction {
    const metavar = aliases.length === 0 ? name : `${name} (${aliases.join(", ")})`;
    return new ChoiceAction([], name, { help, metavar });
  }
}

interface SubParsersOptions extends ActionOptions {
  prog: string;
  parser_class: unknown;
}

/** Mirrors what `add_subparsers` gives. */
export class _SubParsersAction extends Action {
  declare _prog_prefix: string;
  declare _parser_class: unknown;
  declare _name_parser_map: dict<string, ArgumentParser>;
  declare _choices_actions: Action[];

  override __init__(option_strings: string[], dest: string = SUPPRESS, options?: ActionOptions): void {
    const { prog, parser_class, ...others } = options as SubParsersOptions;
    this._prog_prefix = prog;
    this._parser_class = parser_class;
    this._name_parser_map = new dict<string, ArgumentParser>();
    this._choices_actions = [];
    super.__init__(option_strings, dest, { ...others, nargs: PARSER, choices: this._name_parser_map });
  }

  /** Mirrors `add_parser(name, **options)`. @throws ArgumentError for a name that is taken */
  add_parser(name: string, options: Record<string, unknown> = {}): ArgumentParser {
    const { aliases: given = [], help, ...keywords } = options;
    keywords.prog ??= `${this._prog_prefix} ${name}`;
    const aliases = Array.from(iterate<string>(given));
    if (this._name_parser_map.__contains__(name)) throw new ArgumentError(this, `conflicting subparser: ${name}`);
    const taken = aliases.find((alias) => this._name_parser_map.__contains__(alias));
    if (taken !== undefined) throw new ArgumentError(this, `conflicting subparser alias: ${taken}`);
    if (help !== undefined) this._choices_actions.push(ChoiceAction.of(name, aliases, help as string | null));
    const parser = callWith(this._parser_class, [], keywords) as ArgumentParser;
    for (const each of [name, ...aliases]) this._name_parser_map.__setitem__(each, parser);
    return parser;
  }

  _get_subactions(): Action[] {
    return this._choices_actions;
  }

  /** Lets the chosen parser have the rest of the strings. @throws ArgumentError */
  override __call__(_parser: ArgumentParser, namespace: unknown, values: unknown, _option: unknown = null): void {
    const [name, ...rest] = values as string[];
    if (this.dest !== SUPPRESS) setattr(namespace, this.dest, name);
    const parser = this._name_parser_map.get(name!);
    if (parser === null) {
      const choices = [...this._name_parser_map].join(", ");
      throw new ArgumentError(this, `unknown parser ${repr(name)} (choices: ${choices})`);
    }
    const [filled, extras] = parser.parse_known_args(rest, null);
    for (const [key, value] of vars(filled).entries()) setattr(namespace, key, value);
    if (extras.length === 0) return;
    const before = hasattr(namespace, UNRECOGNIZED) ? (getattr(namespace, UNRECOGNIZED) as string[]) : [];
    setattr(namespace, UNRECOGNIZED, [...before, ...extras]);
  }
}

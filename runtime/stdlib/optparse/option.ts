/** The class `Option`: one option of a program, what it takes and what it does. */
import { getattr, setattr } from "../../builtins/attributes.js";
import { call, callWith, type Keywords, splitKeywords } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { add } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import type { OptionContainer } from "./container.js";
import { SUPPRESS_HELP } from "./errors.js";
import { addName, checkOption, setAttributes } from "./option-checks.js";
import type { OptionParser } from "./parser.js";
import { typeCheckers } from "./value-types.js";
import type { Values } from "./values.js";

const ATTRIBUTES = [
  "action",
  "type",
  "dest",
  "default",
  "nargs",
  "const",
  "choices",
  "callback",
  "callback_args",
  "callback_kwargs",
  "help",
  "metavar",
];

type Words = tuple<string[]>;

/** Mirrors `optparse.Option`. The tuples of its class are what subclasses extend to have types and actions of their own. */
export class Option extends object {
  static ATTRS: string[] = ATTRIBUTES;
  static STORE_ACTIONS: Words = tuple.of(
    "store",
    "store_const",
    "store_true",
    "store_false",
    "append",
    "append_const",
    "count",
  );
  static ACTIONS: Words = tuple.of(...Option.STORE_ACTIONS, "callback", "help", "version");
  static TYPED_ACTIONS: Words = tuple.of("store", "append", "callback");
  static ALWAYS_TYPED_ACTIONS: Words = tuple.of("store", "append");
  static CONST_ACTIONS: Words = tuple.of("store_const", "append_const");
  static TYPES: Words = tuple.of("string", "int", "long", "float", "complex", "choice");
  static TYPE_CHECKER: dict<string, unknown> = typeCheckers();

  declare _short_opts: string[];
  declare _long_opts: string[];
  declare container: OptionContainer | null;
  declare action: string;
  declare type: Dynamic;
  declare dest: string | null;
  declare default: Dynamic;
  declare nargs: number | null;
  declare const: Dynamic;
  declare choices: Dynamic;
  declare callback: Dynamic;
  declare callback_args: Dynamic;
  declare callback_kwargs: Dynamic;
  declare help: string | null;
  declare metavar: string | null;

  /** @throws TypeError, OptionError for what can't be an option */
  override __init__(...given: unknown[]): void {
    const [names, keywords] = splitKeywords(given) as [string[], Keywords];
    this.container = null;
    this._short_opts = [];
    this._long_opts = [];
    const strings = names.filter(Boolean);
    if (strings.length === 0) throw new TypeError("at least one option string must be supplied");
    for (const string of strings) addName(this, string);
    setAttributes(this, keywords);
    checkOption(this);
  }

  takes_value(): boolean {
    return this.type !== null;
  }

  /** The name of the option in messages of the parser: its first long one. */
  get_opt_string(): string {
    return this._long_opts[0] ?? this._short_opts[0]!;
  }

  check_value(opt: string, value: string): unknown {
    const checkers = getattr(this, "TYPE_CHECKER") as dict<unknown, unknown>;
    const checker = checkers.get(this.type as unknown);
    return (checker ?? null) === null ? value : call(checker, this, opt, value);
  }

  convert_value(opt: string, value: unknown): unknown {
    if (value === null) return null;
    if (this.nargs === 1) return this.check_value(opt, value as string);
    return tuple.of(...Array.from(iterate<string>(value), (each) => this.check_value(opt, each)));
  }

  process(opt: string, value: unknown, values: Values, parser: OptionParser): unknown {
    return this.take_action(this.action, this.dest!, opt, this.convert_value(opt, value), values, parser);
  }

  /** Does what the option is for. @throws ValueError for an action that there isn't */
  take_action(
    action: string,
    dest: string,
    opt: string,
    value: unknown,
    values: Values,
    parser: OptionParser,
  ): number | null | void {
    switch (action) {
      case "store":
        return setattr(values, dest, value);
      case "store_const":
        return setattr(values, dest, this.const);
      case "store_true":
      case "store_false":
        return setattr(values, dest, action === "store_true");
      case "append":
      case "append_const":
        call(getattr(values.ensure_value(dest, []), "append"), action === "append" ? value : this.const);
        return 1;
      case "count":
        return setattr(values, dest, add(values.ensure_value(dest, 0) as never, 1 as never));
      case "callback":
        this.#callBack(opt, value, parser);
        return 1;
      case "help":
        parser.print_help();
        return parser.exit();
      case "version":
        parser.print_version();
        return parser.exit();
    }
    throw new ValueError(`unknown action ${repr(this.action)}`);
  }

  #callBack(opt: string, value: unknown, parser: OptionParser): void {
    const args = this.callback_args === null ? [] : [...iterate<unknown>(this.callback_args)];
    const keywords = this.callback_kwargs === null ? {} : Object.fromEntries(keywordsOf(this.callback_kwargs));
    callWith(this.callback, [this, opt, value, parser, ...args], keywords);
  }

  get isHidden(): boolean {
    return this.help === SUPPRESS_HELP;
  }

  override __str__(): string {
    return [...this._short_opts, ...this._long_opts].join("/");
  }

  override __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)}: ${this.__str__()}>`;
  }
}

const keywordsOf = (keywords: unknown): [string, unknown][] =>
  Array.from((keywords as dict<string, unknown>).items(), ([name, value]) => [name, value]);

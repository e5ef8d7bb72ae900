/** The parsing of one command line: which of its strings are options, and how many belong to each argument. */
import { getattr, hasattr, setattr } from "../../builtins/attributes.js";
import { call } from "../../builtins/call.js";
import { strSlice } from "../../builtins/str/code-points.js";
import { join } from "../../builtins/str/split.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import type { Action } from "./action.js";
import { ArgumentError, argumentName, ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS } from "./errors.js";
import { ZERO_OR_MORE } from "./errors.js";
import type { ArgumentParser } from "./parser.js";

/** A string that is an option: null for one that the parser doesn't have. */
interface Option {
  action: Action | null;
  name: string;
  /** What follows it in the same string. */
  value: string | null;
}

/** What the command line needs of its parser. */
export interface Rules {
  parser: ArgumentParser;
  options: ReadonlyMap<string, Action>;
  prefixChars: string;
  allowsAbbreviations: boolean;
  hasNegativeOptions: boolean;
  valuesOf(action: Action, strings: string[]): unknown;
  valueOf(action: Action, string: string): unknown;
}

const NEGATIVE_NUMBER = /^-\d+$|^-\d*\.\d+$/;

/** One command line on its way into a namespace. */
export class CommandLine {
  readonly #rules: Rules;
  readonly #strings: readonly string[];
  readonly #namespace: unknown;
  /** A letter for each string: `O` an option, `A` an argument, `-` the end of options. */
  readonly #pattern: string;
  readonly #options = new Map<number, Option>();
  readonly #conflicts = new Map<Action, Action[]>();
  readonly #seen = new Set<Action>();
  readonly #seenValues = new Set<Action>();
  readonly #extras: string[] = [];
  #positionals: Action[];

  constructor(rules: Rules, strings: readonly string[], namespace: unknown) {
    this.#rules = rules;
    this.#strings = strings;
    this.#namespace = namespace;
    this.#positionals = rules.parser._get_positional_actions();
    for (const { _group_actions: members } of rules.parser._mutually_exclusive_groups) {
      for (const member of members) {
        const others = members.filter((other) => other !== member);
        this.#conflicts.set(member, [...(this.#conflicts.get(member) ?? []), ...others]);
      }
    }
    this.#pattern = this.#classify();
  }

  /** Fills the namespace; returns the strings that no argument took. @throws ArgumentError */
  parse(): string[] {
    const last = Math.max(-1, ...this.#options.keys());
    let at = 0;
    while (at <= last) {
      const next = Math.min(...[...this.#options.keys()].filter((index) => index >= at));
      if (at !== next) {
        const end = this.#takePositionals(at);
        if (end > at) {
          at = end;
          continue;
        }
      }
      if (!this.#options.has(at)) {
        this.#extras.push(...this.#strings.slice(at, next));
        at = next;
      }
      at = this.#takeOption(at);
    }
    this.#extras.push(...this.#strings.slice(this.#takePositionals(at)));
    this.#finish();
    return this.#extras;
  }

  #classify(): string {
    let isPast = false;
    return this.#strings
      .map((string, at) => {
        if (isPast) return "A";
        if (string === "--") {
          isPast = true;
          return "-";
        }
        const option = this.#optionOf(string);
        if (option === null) return "A";
        this.#options.set(at, option);
        return "O";
      })
      .join("");
  }

  /** The option that a string is; null for an argument. */
  #optionOf(string: string): Option | null {
    const { options, prefixChars, hasNegativeOptions, parser } = this.#rules;
    if (string === "" || !prefixChars.includes(string[0]!)) return null;
    const exact = options.get(string);
    if (exact !== undefined) return { action: exact, name: string, value: null };
    if (string.length === 1) return null;
    const split = string.indexOf("=");
    const named = split < 0 ? undefined : options.get(string.slice(0, split));
    if (named !== undefined) return { action: named, name: string.slice(0, split), value: string.slice(split + 1) };
    const candidates = this.#abbreviated(string);
    if (candidates.length > 1) {
      const names = candidates.map(({ name }) => name).join(", ");
      parser.error(`ambiguous option: ${string} could match ${names}`);
    } else if (candidates.length === 1) return candidates[0]!;
    if (NEGATIVE_NUMBER.test(string) && !hasNegativeOptions) return null;
    return string.includes(" ") ? null : { action: null, name: string, value: null };
  }

  /** The options that a string may be short for. */
  #abbreviated(string: string): Option[] {
    const { options, prefixChars, allowsAbbreviations } = this.#rules;
    const known = [...options];
    if (prefixChars.includes(string[1]!)) {
      if (!allowsAbbreviations) return [];
      const split = string.indexOf("=");
      const [prefix, value] = split < 0 ? [string, null] : [string.slice(0, split), string.slice(split + 1)];
      return known.flatMap(([name, action]) => (name.startsWith(prefix) ? [{ action, name, value }] : []));
    }
    const [short, rest] = [strSlice(string, 0, 2, 1), strSlice(string, 2, Infinity, 1)];
    return known.flatMap(([name, action]): Option[] => {
      if (name === short) return [{ action, name, value: rest }];
      return name.startsWith(string) ? [{ action, name, value: null }] : [];
    });
  }

  #act(action: Action, strings: string[], option: string | null): void {
    this.#seen.add(action);
    const values = this.#rules.valuesOf(action, strings);
    if (values !== action.default) {
      this.#seenValues.add(action);
      const other = this.#conflicts.get(action)?.find((conflict) => this.#seenValues.has(conflict));
      if (other !== undefined) {
        throw new ArgumentError(action, `not allowed with argument ${String(argumentName(other))}`);
      }
    }
    if (values !== SUPPRESS) call(action, this.#rules.parser, this.#namespace, values, option);
  }

  /** The option at an index, and those in the same string: returns the index after its values. */
  #takeOption(start: number): number {
    let { action, name, value } = this.#options.get(start)!;
    const found: [Action, string[], string][] = [];
    let stop = start + 1;
    for (;;) {
      if (action === null) {
        this.#extras.push(this.#strings[start]!);
        return start + 1;
      }
      if (value === null) {
        stop = start + 1 + this.#matchOne(action, this.#pattern.slice(start + 1));
        found.push([action, this.#strings.slice(start + 1, stop), name]);
        break;
      }
      const count = this.#matchOne(action, "A");
      if (count === 1) {
        found.push([action, [value], name]);
        break;
      }
      const following = this.#followingFlag(count, name, value);
      if (following === null) throw new ArgumentError(action, `ignored explicit argument ${repr(value)}`);
      found.push([action, [], name]);
      ({ action, name, value } = following);
    }
    for (const [each, strings, option] of found) this.#act(each, strings, option);
    return stop;
  }

  /** `-xyz` is `-x -yz` when `-x` takes no values: the option after the first. */
  #followingFlag(count: number, name: string, value: string): Option | null {
    const { options, prefixChars } = this.#rules;
    if (count !== 0 || prefixChars.includes(name[1]!) || value === "") return null;
    const next = name[0]! + strSlice(value, 0, 1, 1);
    const action = options.get(next);
    const rest = strSlice(value, 1, Infinity, 1);
    return action === undefined ? null : { action, name: next, value: rest === "" ? null : rest };
  }

  /** As many positional arguments as match from an index on: returns the index after their values. */
  #takePositionals(start: number): number {
    const pattern = this.#pattern.slice(start);
    const counts = matchMost(this.#positionals, pattern);
    let at = start;
    counts.forEach((count, index) => {
      const strings = this.#strings.slice(at, at + count);
      at += count;
      this.#act(this.#positionals[index]!, strings, null);
    });
    this.#positionals = this.#positionals.slice(counts.length);
    return at;
  }

  /** How many strings an option takes. @throws ArgumentError */
  #matchOne(action: Action, pattern: string): number {
    const match = new RegExp(`^${countPattern(action)}`).exec(pattern);
    if (match !== null) return match[1]!.length;
    throw new ArgumentError(action, expectation(action.nargs));
  }

  /** Converts defaults that are strings, and looks for what is missing. */
  #finish(): void {
    const { parser } = this.#rules;
    const missing: unknown[] = [];
    for (const action of parser._actions) {
      if (this.#seen.has(action)) continue;
      if (truth(action.required)) missing.push(argumentName(action));
      else if (
        typeof action.default === "string" &&
        hasattr(this.#namespace, action.dest) &&
        action.default === getattr(this.#namespace, action.dest)
      ) {
        setattr(this.#namespace, action.dest, this.#rules.valueOf(action, action.default));
      }
    }
    if (missing.length > 0) parser.error(`the following arguments are required: ${join(", ", missing as string[])}`);
    for (const group of parser._mutually_exclusive_groups) {
      const members = group._group_actions;
      if (!truth(group.required) || members.some((member) => this.#seenValues.has(member))) continue;
      const names = members.filter((member) => member.help !== SUPPRESS).map(argumentName);
      parser.error(`one of the arguments ${join(" ", names as string[])} is required`);
    }
  }
}

/** How many strings each of the first arguments takes, of as many arguments as match. */
function matchMost(actions: readonly Action[], pattern: string): number[] {
  for (let count = actions.length; count > 0; count--) {
    const match = new RegExp(`^${actions.slice(0, count).map(countPattern).join("")}`).exec(pattern);
    if (match !== null) return match.slice(1).map((group) => group.length);
  }
  return [];
}

/** The pattern of the strings that an argument takes. */
function countPattern(action: Action): string {
  const pattern = `(${ofNargs(action.nargs)})`;
  return action.option_strings.length === 0 ? pattern : pattern.replaceAll("-*", "").replaceAll("-", "");
}

function ofNargs(nargs: unknown): string {
  switch (nargs) {
    case null:
      return "-*A-*";
    case OPTIONAL:
      return "-*A?-*";
    case ZERO_OR_MORE:
      return "-*[A-]*";
    case ONE_OR_MORE:
      return "-*A[A-]*";
    case REMAINDER:
      return "[-AO]*";
    case PARSER:
      return "-*A[-AO]*";
    case SUPPRESS:
      return "-*-*";
  }
  return `-*${Array<string>(Number(nargs)).fill("A").join("-*")}-*`;
}

function expectation(nargs: unknown): string {
  switch (nargs) {
    case null:
      return "expected one argument";
    case OPTIONAL:
      return "expected at most one argument";
    case ONE_OR_MORE:
      return "expected at least one argument";
  }
  return `expected ${String(nargs)} argument${nargs === 1 ? "" : "s"}`;
}

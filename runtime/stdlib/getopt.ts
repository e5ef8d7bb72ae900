/** Mirrors the module `getopt`. */
import { Exception } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import * as self from "./getopt.js";

/** Mirrors `getopt.GetoptError`. */
export class GetoptError extends Exception {
  declare readonly msg: string;
  declare readonly opt: string;

  constructor(msg: string, opt = "") {
    super(msg, opt);
    this.msg = msg;
    this.opt = opt;
  }

  override __str__(): string {
    return this.msg;
  }
}

export { GetoptError as error };

type Found = tuple<[option: string, value: string]>;

/** Mirrors `getopt.getopt(args, shortopts, longopts=[])`: options up to the first other argument. @throws GetoptError */
export function getopt(
  args: string[],
  shortopts: string,
  longopts: Iterable<string> | string = [],
): tuple<[Found[], string[]]> {
  const options = new Options(shortopts, longopts);
  const rest = [...args];
  while (rest.length > 0 && rest[0]!.startsWith("-") && rest[0] !== "-") {
    if (rest[0] === "--") {
      rest.shift();
      break;
    }
    options.take(rest);
  }
  return tuple.of(options.found, rest);
}

/** Mirrors `getopt.gnu_getopt`: options may stand behind other arguments, unless `shortopts` begins with "+". */
export function gnu_getopt(
  args: string[],
  shortopts: string,
  longopts: Iterable<string> | string = [],
): tuple<[Found[], string[]]> {
  if (shortopts.startsWith("+")) return getopt(args, shortopts.slice(1), longopts);
  if (process.env.POSIXLY_CORRECT) return getopt(args, shortopts, longopts);
  const options = new Options(shortopts, longopts);
  const rest = [...args];
  const others: string[] = [];
  while (rest.length > 0) {
    if (rest[0] === "--") return tuple.of(options.found, [...others, ...rest.slice(1)]);
    if (rest[0]!.startsWith("-") && rest[0] !== "-") options.take(rest);
    else others.push(rest.shift()!);
  }
  return tuple.of(options.found, others);
}

class Options {
  readonly found: Found[] = [];
  readonly #short: string;
  readonly #long: string[];

  constructor(short: string, long: Iterable<string> | string) {
    this.#short = short;
    this.#long = typeof long === "string" ? [long] : [...iterate<string>(long)];
  }

  /** Takes the option at the front, and its value if that is the next argument. */
  take(rest: string[]): void {
    const first = rest.shift()!;
    if (first.startsWith("--")) this.#takeLong(first.slice(2), rest);
    else this.#takeShort(first.slice(1), rest);
  }

  #takeLong(text: string, rest: string[]): void {
    const equals = text.indexOf("=");
    const given = equals < 0 ? text : text.slice(0, equals);
    let value = equals < 0 ? null : text.slice(equals + 1);
    const { name, hasValue } = this.#matching(given);
    if (hasValue && value === null) {
      if (rest.length === 0) throw new GetoptError(`option --${name} requires argument`, name);
      value = rest.shift()!;
    } else if (!hasValue && value !== null) {
      throw new GetoptError(`option --${name} must not have an argument`, name);
    }
    this.found.push(tuple.of(`--${name}`, value ?? ""));
  }

  /** The option of a name, or of the only one that begins so. */
  #matching(given: string): { name: string; hasValue: boolean } {
    const possible = this.#long.filter((option) => option.startsWith(given));
    if (possible.length === 0) throw new GetoptError(`option --${given} not recognized`, given);
    if (possible.includes(given)) return { name: given, hasValue: false };
    if (possible.includes(`${given}=`)) return { name: given, hasValue: true };
    if (possible.length > 1) throw new GetoptError(`option --${given} not a unique prefix`, given);
    const [only] = possible as [string];
    return only.endsWith("=") ? { name: only.slice(0, -1), hasValue: true } : { name: only, hasValue: false };
  }

  #takeShort(letters: string, rest: string[]): void {
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at]!;
      const place = this.#short.indexOf(letter);
      if (place < 0 || letter === ":") throw new GetoptError(`option -${letter} not recognized`, letter);
      if (this.#short[place + 1] !== ":") {
        this.found.push(tuple.of(`-${letter}`, ""));
        continue;
      }
      let value = letters.slice(at + 1);
      if (value === "") {
        if (rest.length === 0) throw new GetoptError(`option -${letter} requires argument`, letter);
        value = rest.shift()!;
      }
      this.found.push(tuple.of(`-${letter}`, value));
      return;
    }
  }
}

libraryModule("getopt", () => self, { GetoptError });

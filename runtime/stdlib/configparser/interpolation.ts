/** How values name others. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import {
  InterpolationDepthError,
  InterpolationMissingOptionError,
  InterpolationSyntaxError,
  NoOptionError,
  NoSectionError,
} from "./errors.js";

export const MAX_INTERPOLATION_DEPTH = 10;

/** What an interpolation asks of the parser. */
export interface Source {
  /** The value of an option as it is written; undefined if there is none. */
  raw(section: string, option: string): string | null | undefined;
  name(option: string): string;
}

/** An option whose value is to be filled in. */
export interface Place {
  readonly section: string;
  readonly option: string;
  /** The options that its section sees, the value of the option itself among them. */
  readonly own: ReadonlyMap<string, string | null>;
}

/** Mirrors `configparser.Interpolation`: values stay as they are. */
export class Interpolation {
  before_get(_source: Source, _place: Place, value: string): string {
    return value;
  }

  /** @throws ValueError for a value that could not be read again */
  before_set(value: string): string {
    return value;
  }
}

/** Mirrors `configparser.BasicInterpolation`: `%(name)s`. */
export class BasicInterpolation extends Interpolation {
  override before_get(source: Source, place: Place, value: string): string {
    return this.#filled(source, place, value, 1, value);
  }

  #filled(source: Source, place: Place, text: string, depth: number, whole: string): string {
    const { section, option, own } = place;
    if (depth > MAX_INTERPOLATION_DEPTH) throw new InterpolationDepthError(option, section, whole);
    return text.replaceAll(/%(?:(%)|\(([^)]+)\)s|([^]?[^]*))/g, (_all, percent, name: string | undefined, rest) => {
      if (percent !== undefined) return "%";
      if (name === undefined) throw basicProblem(place, String(rest));
      const found = own.get(source.name(name));
      if (found === undefined) throw new InterpolationMissingOptionError(option, section, whole, source.name(name));
      return this.#filled(source, place, found ?? "", depth + 1, whole);
    });
  }

  override before_set(value: string): string {
    const at = value
      .replaceAll("%%", "")
      .replaceAll(/%\(([^)]+)\)s/g, "")
      .indexOf("%");
    if (at >= 0)
      throw new ValueError(`invalid interpolation syntax in ${repr(value)} at position ${value.indexOf("%")}`);
    return value;
  }
}

function basicProblem({ option, section }: Place, rest: string): InterpolationSyntaxError {
  const message = rest.startsWith("(")
    ? `bad interpolation variable reference ${repr(`%${rest}`)}`
    : `'%' must be followed by '%' or '(', found: ${repr(`%${rest}`)}`;
  return new InterpolationSyntaxError(option, section, message);
}

/** Mirrors `configparser.ExtendedInterpolation`: `${section:name}`. */
export class ExtendedInterpolation extends Interpolation {
  override before_get(source: Source, place: Place, value: string): string {
    return this.#filled(source, place, value, 1, value);
  }

  #filled(source: Source, place: Place, text: string, depth: number, whole: string): string {
    const { section, option } = place;
    if (depth > MAX_INTERPOLATION_DEPTH) throw new InterpolationDepthError(option, section, whole);
    return text.replaceAll(/\$(?:(\$)|\{([^}]+)\}|([^]*))/g, (_all, dollar, path: string | undefined, rest) => {
      if (dollar !== undefined) return "$";
      if (path === undefined) throw extendedProblem(place, String(rest));
      return this.#filled(source, place, this.#value(source, place, path, whole), depth + 1, whole);
    });
  }

  #value(source: Source, { section, option, own }: Place, path: string, whole: string): string {
    const parts = path.split(":");
    if (parts.length > 2) throw new InterpolationSyntaxError(option, section, `More than one ':' found: ${repr(path)}`);
    try {
      const found = parts.length === 1 ? own.get(source.name(path)) : source.raw(parts[0]!, source.name(parts[1]!));
      if (found === undefined) throw new InterpolationMissingOptionError(option, section, whole, path);
      return found ?? "";
    } catch (error) {
      if (error instanceof NoSectionError || error instanceof NoOptionError)
        throw new InterpolationMissingOptionError(option, section, whole, path);
      throw error;
    }
  }

  override before_set(value: string): string {
    const rest = value.replaceAll("$$", "").replaceAll(/\$\{([^}]+)\}/g, "");
    if (rest.includes("$"))
      throw new ValueError(`invalid interpolation syntax in ${repr(value)} at position ${value.indexOf("$")}`);
    return value;
  }
}

function extendedProblem({ option, section }: Place, rest: string): InterpolationSyntaxError {
  const message = rest.startsWith("{")
    ? `bad interpolation variable reference ${repr(`$${rest}`)}`
    : `'$' must be followed by '$' or '{', found: ${repr(`$${rest}`)}`;
  return new InterpolationSyntaxError(option, section, message);
}

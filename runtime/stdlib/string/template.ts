/** `string.Template`: `$name` substitution. */
import { dict } from "../../builtins/dict.js";
import { KeyError, ValueError } from "../../builtins/exceptions.js";
import { getitem } from "../../builtins/operators.js";
import { object } from "../../builtins/object.js";
import { text } from "../../builtins/repr.js";
import { isOptions } from "../../builtins/protocol.js";

type Mapping = { __getitem__(name: string): unknown };

const PLACEHOLDER = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)\}|())/gi;

/** Mirrors `string.Template`. Differs: delimiter and pattern can't be changed by a subclass. */
export class Template extends object {
  readonly template: string;

  constructor(template: string) {
    super();
    this.template = template;
  }

  /** Fills the placeholders from a mapping, or keyword arguments, which go first. @throws KeyError, ValueError */
  substitute(mapping?: Mapping | Record<string, unknown>, keywords?: Record<string, unknown>): string {
    const look = lookUp(mapping, keywords);
    return this.#fill(
      (name) => text(look(name)),
      (index) => this.#invalid(index),
    );
  }

  /** As substitute, but what is missing or malformed stays as it is. */
  safe_substitute(mapping?: Mapping | Record<string, unknown>, keywords?: Record<string, unknown>): string {
    const look = lookUp(mapping, keywords);
    const found = (name: string, placeholder: string): string => {
      try {
        return text(look(name));
      } catch (error) {
        if (error instanceof KeyError) return placeholder;
        throw error;
      }
    };
    return this.#fill(found, () => "$");
  }

  /** True when `substitute` would not raise ValueError. */
  is_valid(): boolean {
    return [...this.template.matchAll(PLACEHOLDER)].every((match) => match[4] === undefined);
  }

  /** The names of the placeholders in order. */
  get_identifiers(): string[] {
    const names = [...this.template.matchAll(PLACEHOLDER)].map(([, , named, braced]) => named ?? braced);
    return [...new Set(names.filter((name) => name !== undefined))];
  }

  #fill(value: (name: string, placeholder: string) => string, invalid: (index: number) => string): string {
    return this.template.replace(PLACEHOLDER, (...match: [string, string?, string?, string?, string?, number?]) => {
      const [placeholder, escaped, named, braced, , index] = match;
      if (escaped !== undefined) return "$";
      const name = named ?? braced;
      return name === undefined ? invalid(index!) : value(name, placeholder);
    });
  }

  #invalid(index: number): never {
    const lines = this.template.slice(0, index).split("\n");
    const column = [...lines.at(-1)!].length + 1;
    throw new ValueError(`Invalid placeholder in string: line ${lines.length}, col ${column}`);
  }
}

function lookUp(
  mapping?: Mapping | Record<string, unknown>,
  keywords?: Record<string, unknown>,
): (name: string) => unknown {
  const named: Record<string, unknown> = isOptions(mapping) ? mapping : (keywords ?? {});
  const source = (mapping === undefined || isOptions(mapping) ? new dict() : mapping) as Mapping;
  return (name) => (Object.hasOwn(named, name) ? named[name] : getitem(source, name));
}

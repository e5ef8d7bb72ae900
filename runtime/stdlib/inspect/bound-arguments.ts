/** The class `BoundArguments`: arguments of a call by the parameters that get them. */
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import {
  _empty,
  KEYWORD_ONLY,
  type Parameter,
  POSITIONAL_ONLY,
  POSITIONAL_OR_KEYWORD,
  VAR_KEYWORD,
  VAR_POSITIONAL,
} from "./parameter.js";

/** What it needs to know of a signature. */
interface Parameters {
  readonly list: readonly Parameter[];
}

/** Mirrors `inspect.BoundArguments`. */
export class BoundArguments extends object {
  readonly signature: Parameters;
  arguments: dict<string, unknown>;

  constructor(signature: Parameters, given: dict<string, unknown>) {
    super();
    this.signature = signature;
    this.arguments = given;
  }

  override __init__(): void {}

  get args(): tuple {
    const found: unknown[] = [];
    for (const { name, kind } of this.signature.list) {
      if (kind === KEYWORD_ONLY || kind === VAR_KEYWORD || !this.arguments.__contains__(name)) break;
      const value = this.arguments.__getitem__(name);
      if (kind === VAR_POSITIONAL) found.push(...(value as unknown[]));
      else found.push(value);
    }
    return new tuple(found);
  }

  get kwargs(): dict<string, unknown> {
    const found = new dict<string, unknown>();
    let byName = false;
    for (const { name, kind } of this.signature.list) {
      const isThere = this.arguments.__contains__(name);
      byName ||= kind === KEYWORD_ONLY || kind === VAR_KEYWORD || !isThere;
      if (!byName || !isThere) continue;
      const value = this.arguments.__getitem__(name);
      if (kind === VAR_KEYWORD) found.update(value as dict<string, unknown>);
      else found.__setitem__(name, value);
    }
    return found;
  }

  /** Mirrors `apply_defaults()`: fills in what was not given. */
  apply_defaults(): void {
    const filled = new dict<string, unknown>();
    for (const { name, kind, default: fallback } of this.signature.list) {
      if (this.arguments.__contains__(name)) filled.__setitem__(name, this.arguments.__getitem__(name));
      else if (fallback !== _empty) filled.__setitem__(name, fallback);
      else if (kind === VAR_POSITIONAL) filled.__setitem__(name, new tuple());
      else if (kind === VAR_KEYWORD) filled.__setitem__(name, new dict());
    }
    this.arguments = filled;
  }

  override __repr__(): string {
    const shown = [...this.arguments.entries()].map(([name, value]) => `${name}=${repr(value)}`);
    return `<BoundArguments (${shown.join(", ")})>`;
  }
}

/** @throws TypeError for arguments that don't fit */
export function bindTo(
  signature: Parameters,
  args: readonly unknown[],
  given: Record<string, unknown>,
  isPartial: boolean,
): BoundArguments {
  const bound = new dict<string, unknown>();
  const keywords = { ...given };
  const waiting = [...args];
  const { list } = signature;
  for (const each of list.filter(({ kind }) => kind === POSITIONAL_ONLY || kind === POSITIONAL_OR_KEYWORD)) {
    if (waiting.length > 0) {
      if (each.kind !== POSITIONAL_ONLY && Object.hasOwn(keywords, each.name))
        throw new TypeError(`multiple values for argument ${repr(each.name)}`);
      bound.__setitem__(each.name, waiting.shift());
    } else takeKeyword(each, keywords, bound, isPartial);
  }
  const rest = list.find(({ kind }) => kind === VAR_POSITIONAL);
  if (waiting.length > 0 && rest === undefined) throw new TypeError("too many positional arguments");
  if (waiting.length > 0) bound.__setitem__(rest!.name, new tuple(waiting));
  for (const each of list.filter(({ kind }) => kind === KEYWORD_ONLY)) takeKeyword(each, keywords, bound, isPartial);
  takeRest(list, keywords, bound);
  return new BoundArguments(signature, bound);
}

function takeKeyword(
  { name, kind, default: fallback }: Parameter,
  keywords: Record<string, unknown>,
  bound: dict<string, unknown>,
  isPartial: boolean,
): void {
  if (Object.hasOwn(keywords, name) && kind === POSITIONAL_ONLY)
    throw new TypeError(`${repr(name)} parameter is positional only, but was passed as a keyword`);
  if (Object.hasOwn(keywords, name)) {
    bound.__setitem__(name, keywords[name]);
    delete keywords[name];
  } else if (fallback === _empty && !isPartial) {
    throw new TypeError(`missing a required argument: ${repr(name)}`);
  }
}

function takeRest(list: readonly Parameter[], keywords: Record<string, unknown>, bound: dict<string, unknown>): void {
  const [unexpected] = Object.keys(keywords);
  if (unexpected === undefined) return;
  const rest = list.find(({ kind }) => kind === VAR_KEYWORD);
  if (rest === undefined) throw new TypeError(`got an unexpected keyword argument ${repr(unexpected)}`);
  bound.__setitem__(rest.name, new dict(Object.entries(keywords)));
}

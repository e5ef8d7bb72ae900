/** The class `Action` and the actions that arguments may ask for by name. */
import { getattr, setattr } from "../../builtins/attributes.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { list } from "../../builtins/list.js";
import { NotImplementedError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { add } from "../../builtins/operators.js";
import { truth } from "../../builtins/truth.js";
import { isList } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { copy } from "../copy.js";
import { OPTIONAL, SUPPRESS } from "./errors.js";
import { attributesRepr } from "./namespace.js";
import type { ActionsContainer } from "./container.js";
import type { ArgumentParser } from "./parser.js";

const FIELDS = [
  "option_strings",
  "dest",
  "nargs",
  "const",
  "default",
  "type",
  "choices",
  "required",
  "help",
  "metavar",
] as const;

/** The keyword arguments of an action. */
export interface ActionOptions {
  nargs?: unknown;
  const?: unknown;
  default?: unknown;
  type?: unknown;
  choices?: unknown;
  required?: unknown;
  help?: string | null;
  metavar?: unknown;
}

/** @throws TypeError for a keyword argument that an action doesn't take */
function checkOptions(action: object, options: object, ...names: string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`${className(action.constructor)}.__init__() got an unexpected keyword argument '${unknown}'`);
}

/** Mirrors `argparse.Action`: what an argument is, and by `__call__` what it does with its values. */
export class Action extends object {
  declare option_strings: string[];
  declare dest: string;
  declare nargs: unknown;
  declare const: unknown;
  declare default: unknown;
  declare type: unknown;
  declare choices: unknown;
  declare required: unknown;
  declare help: string | null;
  declare metavar: unknown;
  declare container: ActionsContainer;

  override __init__(option_strings: Dynamic, dest: Dynamic, options: ActionOptions = {}): void {
    checkOptions(this, options, ...FIELDS);
    const { nargs = null, const: constant = null, default: fallback = null, type = null } = options;
    const { choices = null, required = false, help = null, metavar = null } = options;
    const fields = { option_strings, dest, nargs, const: constant, default: fallback, type, choices, required, help };
    Object.assign(this, fields, { metavar });
  }

  format_usage(): string {
    return this.option_strings[0]!;
  }

  /** @throws NotImplementedError unless overridden */
  __call__(_parser: ArgumentParser, _namespace: unknown, _values: unknown, _option: unknown = null): void {
    throw new NotImplementedError(".__call__() not defined");
  }

  override __repr__(): string {
    return attributesRepr(
      this,
      FIELDS.map((name) => [name, this[name]] as const),
    );
  }
}

/** Mirrors `argparse.BooleanOptionalAction`: `--flag` and `--no-flag`. */
export class BooleanOptionalAction extends Action {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "default", "type", "choices", "required", "help", "metavar");
    const both = option_strings.flatMap((text) => (text.startsWith("--") ? [text, `--no-${text.slice(2)}`] : [text]));
    super.__init__(both, dest, { ...options, nargs: 0 });
  }

  override format_usage(): string {
    return this.option_strings.join(" | ");
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, _values: unknown, option: unknown = null): void {
    if (typeof option === "string" && this.option_strings.includes(option)) {
      setattr(namespace, this.dest, !option.startsWith("--no-"));
    }
  }
}

/** An action that takes values. @throws ValueError for none, or for a constant where a value is never left out */
abstract class ValueAction extends Action {
  protected abstract get noValues(): string;

  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    const { nargs = null, const: constant = null } = options;
    if (nargs === 0) throw new ValueError(this.noValues);
    if (constant !== null && nargs !== OPTIONAL) throw new ValueError(`nargs must be '${OPTIONAL}' to supply const`);
    super.__init__(option_strings, dest, options);
  }
}

class _StoreAction extends ValueAction {
  protected get noValues(): string {
    return (
      "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const " +
      "may be more appropriate"
    );
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, values: unknown, _option: unknown = null): void {
    setattr(namespace, this.dest, values);
  }
}

class _AppendAction extends ValueAction {
  protected get noValues(): string {
    return (
      "nargs for append actions must be != 0; if arg strings are not supplying the value to append, the append const " +
      "action may be more appropriate"
    );
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, values: unknown, _option: unknown = null): void {
    appendTo(namespace, this.dest, [values]);
  }
}

class _ExtendAction extends _AppendAction {
  override __call__(_parser: ArgumentParser, namespace: unknown, values: unknown, _option: unknown = null): void {
    appendTo(namespace, this.dest, iterate(values));
  }
}

/** Puts a longer copy in the place of a list, which may be the default that others see. */
function appendTo(namespace: unknown, dest: string, values: Iterable<unknown>): void {
  const items: unknown = getattr(namespace, dest, null);
  const longer = items === null ? [] : isList(items) ? [...items] : copy(items);
  for (const value of values) list.append(longer as unknown[], value);
  setattr(namespace, dest, longer);
}

class _StoreConstAction extends Action {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "const", "default", "required", "help", "metavar");
    super.__init__(option_strings, dest, { ...options, nargs: 0, metavar: null });
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, _values: unknown, _option: unknown = null): void {
    setattr(namespace, this.dest, this.const);
  }
}

class _StoreTrueAction extends _StoreConstAction {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "default", "required", "help");
    super.__init__(option_strings, dest, { default: false, ...options, const: true });
  }
}

class _StoreFalseAction extends _StoreConstAction {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "default", "required", "help");
    super.__init__(option_strings, dest, { default: true, ...options, const: false });
  }
}

class _AppendConstAction extends Action {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "const", "default", "required", "help", "metavar");
    super.__init__(option_strings, dest, { ...options, nargs: 0 });
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, _values: unknown, _option: unknown = null): void {
    appendTo(namespace, this.dest, [this.const]);
  }
}

class _CountAction extends Action {
  override __init__(option_strings: string[], dest: string, options: ActionOptions = {}): void {
    checkOptions(this, options, "default", "required", "help");
    super.__init__(option_strings, dest, { ...options, nargs: 0 });
  }

  override __call__(_parser: ArgumentParser, namespace: unknown, _values: unknown, _option: unknown = null): void {
    const count: unknown = getattr(namespace, this.dest, null) ?? 0;
    setattr(namespace, this.dest, add(count, 1));
  }
}

class _HelpAction extends Action {
  override __init__(option_strings: string[], dest: string = SUPPRESS, options: ActionOptions = {}): void {
    checkOptions(this, options, "default", "help");
    super.__init__(option_strings, dest, { default: SUPPRESS, ...options, nargs: 0 });
  }

  override __call__(parser: ArgumentParser, _namespace: unknown, _values: unknown, _option: unknown = null): void {
    parser.print_help();
    parser.exit();
  }
}

interface VersionOptions extends ActionOptions {
  version?: string | null;
}

class _VersionAction extends Action {
  declare version: string | null;

  override __init__(option_strings: string[], dest: string = SUPPRESS, options: VersionOptions = {}): void {
    const { version = null, ...others } = options;
    checkOptions(this, others, "default", "help");
    const help = "show program's version number and exit";
    super.__init__(option_strings, dest, { default: SUPPRESS, help, ...others, nargs: 0 });
    this.version = version;
  }

  override __call__(parser: ArgumentParser, _namespace: unknown, _values: unknown, _option: unknown = null): void {
    const version: unknown = this.version ?? getattr(parser, "version");
    if (truth(version)) parser._print_version(version as string);
    parser.exit();
  }
}

/** The actions by the names that `action=` takes; the one of subparsers adds itself. */
export const ACTIONS: readonly (readonly [string | null, unknown])[] = [
  [null, _StoreAction],
  ["store", _StoreAction],
  ["store_const", _StoreConstAction],
  ["store_true", _StoreTrueAction],
  ["store_false", _StoreFalseAction],
  ["append", _AppendAction],
  ["append_const", _AppendConstAction],
  ["count", _CountAction],
  ["help", _HelpAction],
  ["version", _VersionAction],
  ["extend", _ExtendAction],
];

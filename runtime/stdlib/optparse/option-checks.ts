/** What an option's names and keyword arguments must be, and what they are where they aren't given. */
import { getattr, setattr } from "../../builtins/attributes.js";
import type { Keywords } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { callable } from "../../builtins/functions/objects.js";
import { iterate } from "../../builtins/iterate.js";
import { contains } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { strLength } from "../../builtins/str/code-points.js";
import { isList, isTuple } from "../../builtins/tuple.js";
import { isType, typeName } from "../../builtins/type-name.js";
import { NO_DEFAULT, OptionError } from "./errors.js";
import type { Option } from "./option.js";

/** True if the word is in one of the tuples of the option's class. */
function has(option: Option, tuple: string, word: unknown): boolean {
  return contains(getattr(option, tuple) as never, word as never);
}

/** Takes one of the option's names. @throws OptionError for what can't be one */
export function addName(option: Option, name: string): void {
  const length = strLength(name);
  if (length < 2) {
    throw new OptionError(`invalid option string ${repr(name)}: must be at least two characters long`, option);
  }
  if (length === 2) {
    if (!/^-[^-]$/su.test(name)) {
      const form = "must be of the form -x, (x any non-dash char)";
      throw new OptionError(`invalid short option string ${repr(name)}: ${form}`, option);
    }
    option._short_opts.push(name);
    return;
  }
  if (!/^--[^-]/su.test(name)) {
    const form = "must start with --, followed by non-dash";
    throw new OptionError(`invalid long option string ${repr(name)}: ${form}`, option);
  }
  option._long_opts.push(name);
}

/** Takes the keyword arguments. @throws OptionError for others than options have */
export function setAttributes(option: Option, keywords: Keywords): void {
  const names = [...iterate<string>(getattr(option, "ATTRS"))];
  for (const name of names) setattr(option, name, keywords[name] ?? (name === "default" ? absent(keywords) : null));
  const unknown = Object.keys(keywords).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new OptionError(`invalid keyword arguments: ${unknown.sort().join(", ")}`, option);
}

function checkAction(option: Option): void {
  option.action ??= "store";
  if (!has(option, "ACTIONS", option.action)) throw new OptionError(`invalid action: ${repr(option.action)}`, option);
}

function checkType(option: Option): void {
  if (option.type === null) {
    if (has(option, "ALWAYS_TYPED_ACTIONS", option.action)) option.type = option.choices === null ? "string" : "choice";
    return;
  }
  if (isType(option.type)) option.type = getattr(option.type, "__name__") as Dynamic;
  if (option.type === "str") option.type = "string";
  if (!has(option, "TYPES", option.type)) throw new OptionError(`invalid option type: ${repr(option.type)}`, option);
  if (!has(option, "TYPED_ACTIONS", option.action)) {
    throw new OptionError(`must not supply a type for action ${repr(option.action)}`, option);
  }
}

function checkChoices(option: Option): void {
  if (option.type !== "choice") {
    if (option.choices === null) return;
    throw new OptionError(`must not supply choices for type ${repr(option.type)}`, option);
  }
  if (option.choices === null) throw new OptionError("must supply a list of choices for type 'choice'", option);
  if (!isTuple(option.choices) && !isList(option.choices)) {
    throw new OptionError(`choices must be a list of strings ('${typeName(option.choices)}' supplied)`, option);
  }
}

function checkDestination(option: Option): void {
  if (option.dest !== null || (!has(option, "STORE_ACTIONS", option.action) && option.type === null)) return;
  const [long] = option._long_opts;
  option.dest = long === undefined ? option._short_opts[0]!.slice(1) : long.slice(2).replaceAll("-", "_");
}

function checkConstant(option: Option): void {
  const action = repr(option.action);
  if (option.const !== null && !has(option, "CONST_ACTIONS", option.action)) {
    throw new OptionError(`'const' must not be supplied for action ${action}`, option);
  }
  if (has(option, "TYPED_ACTIONS", option.action)) option.nargs ??= 1;
  else if (option.nargs !== null) throw new OptionError(`'nargs' must not be supplied for action ${action}`, option);
}

function checkCallback(option: Option): void {
  const { callback, callback_args: args, callback_kwargs: keywords } = option;
  if (option.action !== "callback") {
    const supplied = callback !== null ? `callback supplied (${repr(callback)})` : null;
    const rest = args !== null ? "callback_args supplied" : keywords !== null ? "callback_kwargs supplied" : null;
    if ((supplied ?? rest) === null) return;
    throw new OptionError(`${supplied ?? rest} for non-callback option`, option);
  }
  if (!callable(callback)) throw new OptionError(`callback not callable: ${repr(callback)}`, option);
  if (args !== null && !isTuple(args)) {
    throw new OptionError(`callback_args, if supplied, must be a tuple: not ${repr(args)}`, option);
  }
  if (keywords !== null && !((keywords as unknown) instanceof dict)) {
    throw new OptionError(`callback_kwargs, if supplied, must be a dict: not ${repr(keywords)}`, option);
  }
}

/** The default of an option without one, unless None was given for it. */
const absent = (keywords: Keywords): unknown => (Object.hasOwn(keywords, "default") ? null : NO_DEFAULT);

/** Completes an option. @throws OptionError for arguments that don't go together */
export function checkOption(option: Option): void {
  checkAction(option);
  checkType(option);
  checkChoices(option);
  checkDestination(option);
  checkConstant(option);
  checkCallback(option);
}

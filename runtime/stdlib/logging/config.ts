/** Mirrors `logging.config` in part: `dictConfig`, without `incremental` and `cfg://`. */
import { getattr, hasattr } from "../../builtins/attributes.js";
import { callWith } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { BaseException, NotImplementedError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { exception } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { lookup } from "../../kernel/registry.js";
import { import_module } from "../importlib.js";
import { libraryModule } from "../module.js";
import * as handlers from "./handlers.js";
import { Filter } from "./filter.js";
import { Formatter } from "./formatter.js";
import type { Handler } from "./handler.js";
import { type Logger, root } from "./logger.js";
import * as self from "./config.js";

type Settings = dict<string, unknown>;

const EMPTY: Settings = new dict<string, unknown>();

const part = (config: Settings, name: string): Settings => (config.get(name) ?? EMPTY) as Settings;

/** Mirrors `dictConfig(config)`. @throws ValueError for what can't be configured */
export function dictConfig(config: Settings): void {
  if (!config.__contains__("version")) throw new ValueError("dictionary doesn't specify a version");
  if (config.get("version") !== 1) throw new ValueError(`Unsupported version: ${repr(config.get("version"))}`);
  if (truth(config.get("incremental") ?? false))
    throw new NotImplementedError("py2mp has no incremental configuration of logging");
  new Configuration(config).apply();
}

class Configuration {
  readonly #config: Settings;
  readonly #formatters = new Map<string, Formatter>();
  readonly #filters = new Map<string, unknown>();
  readonly #handlers = new Map<string, Handler>();

  constructor(config: Settings) {
    this.#config = config;
  }

  apply(): void {
    this.#each("formatters", "formatter", (name, given) => this.#formatters.set(name, formatterOf(given)));
    this.#each("filters", "filter", (name, given) => this.#filters.set(name, filterOf(given)));
    this.#each("handlers", "handler", (name, given) => this.#handlers.set(name, this.#handler(name, given)));
    const before = [...root.manager.loggerDict.keys()];
    const named = part(this.#config, "loggers");
    this.#each("loggers", "logger", (name, given) => this.#setLogger(root.manager.getLogger(name), given));
    const isOff = truth(this.#config.get("disable_existing_loggers") ?? true);
    for (const name of before) this.#settle(name, [...named.keys()], isOff);
    const given = this.#config.get("root");
    if (given !== null) attempt("Unable to configure root logger", () => this.#set(root, given as Settings));
  }

  #each(section: string, kind: string, configure: (name: string, given: Settings) => void): void {
    for (const [name, given] of part(this.#config, section).items())
      attempt(`Unable to configure ${kind} ${repr(name)}`, () => configure(name, given as Settings));
  }

  /** A logger that was there before and that the configuration doesn't name. */
  #settle(name: string, named: readonly string[], isOff: boolean): void {
    if (named.includes(name)) return;
    const logger = root.manager.getLogger(name);
    if (named.some((each) => name.startsWith(`${each}.`))) {
      logger.setLevel(0);
      for (const handler of [...logger.handlers]) logger.removeHandler(handler);
      logger.propagate = true;
    } else logger.disabled = isOff;
  }

  #handler(name: string, given: Settings): Handler {
    const { level, formatter, filters, ...others } = Object.fromEntries(given.items());
    const handler = made(others, "class") as Handler;
    if (formatter !== undefined && formatter !== null)
      handler.setFormatter(required(this.#formatters, formatter as string, "formatter"));
    if (level !== undefined && level !== null) handler.setLevel(level as string);
    if (filters !== undefined) this.#addFilters(handler, filters);
    handler.set_name(name);
    return handler;
  }

  #addFilters(to: Handler | Logger, names: unknown): void {
    for (const name of iterate<unknown>(names)) {
      const isNamed = typeof name === "string";
      to.addFilter((isNamed ? required(this.#filters, name, "filter") : name) as never);
    }
  }

  #setLogger(logger: Logger, given: Settings): void {
    this.#set(logger, given);
    logger.disabled = false;
    const propagate = given.get("propagate");
    if (propagate !== null) logger.propagate = truth(propagate);
  }

  #set(logger: Logger, given: Settings): void {
    const level = given.get("level");
    if (level !== null) logger.setLevel(level as string);
    for (const handler of [...logger.handlers]) logger.removeHandler(handler);
    for (const name of iterate<string>(given.get("handlers") ?? []))
      logger.addHandler(required(this.#handlers, name, "handler"));
    const filters = given.get("filters");
    if (filters !== null) this.#addFilters(logger, filters);
  }
}

/** Has a problem say where it is. @throws ValueError */
function attempt(message: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    const problem = new ValueError(message);
    problem.__cause__ = exception(error) as BaseException;
    throw problem;
  }
}

function required<T>(from: ReadonlyMap<string, T>, name: string, kind: string): T {
  const found = from.get(name);
  if (found === undefined)
    throw new ValueError(`Unable to ${kind === "formatter" ? "set" : "add"} ${kind} ${repr(name)}`);
  return found;
}

/** What `()` or `class` make of the other settings. */
function made(settings: Record<string, unknown>, key: "()" | "class"): unknown {
  const { "()": factory, class: cls, ...others } = settings;
  const attributes = others["."];
  delete others["."];
  const keywords = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, external(value)]));
  const callee = factory ?? (key === "class" ? cls : undefined);
  const object = callWith(typeof callee === "string" ? resolve(callee) : callee, [], keywords);
  for (const [name, value] of attributes instanceof dict ? attributes.items() : [])
    Reflect.set(object as object, name as string, value);
  return object;
}

function formatterOf(given: Settings): Formatter {
  if (given.__contains__("()")) return made(Object.fromEntries(given.items()), "()") as Formatter;
  const text = (name: string): string | null => given.get(name) as string | null;
  const cls = text("class");
  const args = [text("format"), text("datefmt"), text("style") ?? "%"];
  return cls === null
    ? new Formatter(args[0], args[1], args[2] ?? "%")
    : (callWith(resolve(cls), args, {}) as Formatter);
}

function filterOf(given: Settings): unknown {
  if (given.__contains__("()")) return made(Object.fromEntries(given.items()), "()");
  return new Filter((given.get("name") ?? "") as string);
}

/** `ext://sys.stdout` */
function external(value: unknown): unknown {
  return typeof value === "string" && value.startsWith("ext://") ? resolve(value.slice("ext://".length)) : value;
}

/** What a dotted name means: a member of the program's module, or of one of the library. @throws ValueError */
function resolve(name: string): unknown {
  const [first, ...others] = name.split(".") as [string, ...string[]];
  const own = first === "__main__" ? lookup("__main__", others.join(".")) : undefined;
  if (own !== undefined) return own;
  let module = first;
  let found: unknown = import_module(first);
  for (const each of others) {
    module += `.${each}`;
    if (module === "logging.handlers") found = handlers;
    else found = hasattr(found, each) ? getattr(found, each) : import_module(module);
  }
  return found;
}

libraryModule("logging.config", () => self);

/** What a forked child has of its parent's loggers: their levels, handlers and filters. */
import { inheritState } from "../../kernel/inheritance.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { tuple } from "../../builtins/tuple.js";
import { Formatter } from "./formatter.js";
import type { Handler } from "./handler.js";
import { Logger, root, RootLogger } from "./logger.js";

const loggerOf = (name: string | null): Logger => (name === null ? root : root.manager.getLogger(name));

registerInheritor(Logger.prototype, ({ name }) => [name], "logger", loggerOf);
registerInheritor(RootLogger.prototype, () => [null], "root_logger", loggerOf);
registerInheritor(
  Formatter.prototype,
  (formatter) => formatter.settings(),
  "formatter",
  (fmt, datefmt, style, defaults) => new Formatter(fmt, datefmt, style, false, { defaults }),
);

type LoggerState = [
  name: string | null,
  level: number,
  propagate: unknown,
  disabled: boolean,
  handlers: Handler[],
  filters: unknown[],
];
type State = [disable: number, loggers: tuple<LoggerState>[]];

function stateOf(logger: Logger): tuple<LoggerState> {
  const { name, level, propagate, disabled, handlers, filters } = logger;
  return tuple.of(logger === root ? null : name, level, propagate, disabled, handlers, filters);
}

function takeOver([name, level, propagate, disabled, handlers, filters]: tuple<LoggerState>): void {
  const logger = loggerOf(name);
  Object.assign(logger, { level, propagate, disabled });
  logger.handlers.splice(0, Infinity, ...handlers);
  logger.filters.splice(0, Infinity, ...filters);
}

inheritState(
  "logging",
  () => tuple.of(root.manager.disable, [root, ...root.manager.loggerDict.values()].map(stateOf)),
  ([disable, loggers]: State) => {
    root.manager.disable = disable;
    loggers.forEach(takeOver);
  },
);

/** Levels and their names. */
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { isIntLike } from "../../builtins/numbers.js";
import { repr, text } from "../../builtins/repr.js";

export const CRITICAL = 50;
export const ERROR = 40;
export const WARNING = 30;
export const INFO = 20;
export const DEBUG = 10;
export const NOTSET = 0;

const names = new Map<number, string>([
  [CRITICAL, "CRITICAL"],
  [ERROR, "ERROR"],
  [WARNING, "WARNING"],
  [INFO, "INFO"],
  [DEBUG, "DEBUG"],
  [NOTSET, "NOTSET"],
]);
const numbers = new Map<string, number>([...names].map(([level, name]) => [name, level]));
numbers.set("WARN", WARNING);
numbers.set("FATAL", CRITICAL);

/** Mirrors `logging.addLevelName(level, levelName)`. */
export function addLevelName(level: number, levelName: string): void {
  names.set(level, levelName);
  numbers.set(levelName, level);
}

/** Mirrors `logging.getLevelName(level)`: the name of a number, the number of a name, else "Level x". */
export function getLevelName(level: unknown): string | number {
  return names.get(level as number) ?? numbers.get(level as string) ?? `Level ${text(level)}`;
}

/** Mirrors `logging.getLevelNamesMapping()`. */
export function levelNumbers(): ReadonlyMap<string, number> {
  return numbers;
}

/** The number of a level given by number or name. @throws ValueError, TypeError */
export function checkLevel(level: unknown): number {
  if (isIntLike(level)) return Number(level);
  if (typeof level !== "string") throw new TypeError(`Level not an integer or a valid string: ${repr(level)}`);
  const found = numbers.get(level);
  if (found === undefined) throw new ValueError(`Unknown level: ${repr(level)}`);
  return found;
}

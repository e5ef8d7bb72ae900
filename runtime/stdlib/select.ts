/** Mirrors `select.select` for sockets, connections and ends of pipes. */
import { OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { isInt } from "../builtins/numbers.js";
import { special } from "../builtins/protocol.js";
import { tuple } from "../builtins/tuple.js";
import { markRepeatable } from "../kernel/attempt.js";
import { isPipeReady } from "../kernel/byte-pipe.js";
import { pipeDescriptor } from "../kernel/descriptors.js";
import { deadlineOf, giveTurn, waitAny, WaitReason } from "../kernel/wait.js";
import { libraryModule } from "./module.js";
import * as self from "./select.js";

export { OSError as error };

/** What can say whether reading, or writing, would return at once. */
interface Waitable {
  isReady(): boolean;
  isWritable?(): boolean;
}

type Lists = tuple<[unknown[], unknown[], unknown[]]>;

/** Those of the objects that can be read, written, and are exceptional; waits for the first. @throws TypeError, ValueError */
export function select(
  rlist: Iterable<unknown>,
  wlist: Iterable<unknown>,
  xlist: Iterable<unknown>,
  timeout: number | bigint | null = null,
): Lists {
  if (timeout !== null && Number(timeout) < 0) throw new ValueError("timeout must be non-negative");
  const [read, write] = [[...iterate<unknown>(rlist)].map(waitable), [...iterate<unknown>(wlist)].map(waitable)];
  for (const object of iterate<unknown>(xlist)) waitable(object);
  const ready = (): Lists | null => {
    const readable = read.filter(([, object]) => object.isReady()).map(([object]) => object);
    const writable = write.filter(([, object]) => object.isWritable?.() ?? true).map(([object]) => object);
    return readable.length + writable.length === 0 ? null : tuple.of(readable, writable, []);
  };
  giveTurn();
  return waitAny(ready, deadlineOf(timeout), WaitReason.socket) ?? tuple.of([], [], []);
}

/** The object or number as it was given, and what it stands for. */
type Given = readonly [object: unknown, waitable: Waitable];

/** @throws TypeError "argument must be an int, or have a fileno() method." */
function waitable(object: unknown): Given {
  if (special(object, "isReady") !== undefined) {
    if ((object as { fileno(): number }).fileno() < 0)
      throw new ValueError("file descriptor cannot be a negative integer (-1)");
    return [object, object as Waitable];
  }
  const number = isInt(object) ? object : special(object, "fileno")?.call(object);
  const descriptor = isInt(number) ? pipeDescriptor(Number(number)) : undefined;
  if (descriptor !== undefined) {
    const isReady = (): boolean => isPipeReady(descriptor.end);
    return [object, { isReady, isWritable: isReady }];
  }
  throw new TypeError("argument must be an int, or have a fileno() method.");
}

markRepeatable(select);
libraryModule("select", () => self);

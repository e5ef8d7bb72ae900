/** What managers and proxies of different programs say to each other: CPython's own protocol. */
import { TypeError, ValueError } from "../../../builtins/exceptions.js";
import { dict } from "../../../builtins/dict.js";
import { BaseException } from "../../../builtins/exceptions.js";
import { object } from "../../../builtins/object.js";
import { repr, text } from "../../../builtins/repr.js";
import { tuple } from "../../../builtins/tuple.js";
import { typeName } from "../../../builtins/type-name.js";
import { registerModule } from "../../../kernel/registry.js";
import type { Connection } from "../../connection.js";
import { RemoteError } from "../../crew/errors.js";

/** Kinds of replies. */
export const RETURN = "#RETURN";
export const PROXY = "#PROXY";
export const ERROR = "#ERROR";
export const TRACEBACK = "#TRACEBACK";
export const UNSERIALIZABLE = "#UNSERIALIZABLE";

export type Keywords = dict<string, unknown>;

/** Who is asked (None: the server itself), for what. */
export type Call = tuple<[ident: string | null, methodname: string, args: Iterable<unknown>, kwds: Keywords]>;
export type Answer = tuple<[kind: string, result: unknown]>;

/** Names an object in a server. Mirrors managers.Token. */
export class Token extends object {
  declare typeid: string;
  declare address: unknown;
  declare id: string;

  constructor(typeid: string, address: unknown, id: string) {
    super();
    this.__setstate__(tuple.of(typeid, address, id));
  }

  override __init__(..._parts: unknown[]): void {}

  __getstate__(): tuple {
    return tuple.of(this.typeid, this.address, this.id);
  }

  __setstate__(state: Iterable<unknown>): void {
    [this.typeid, this.address, this.id] = state as Iterable<never> & [string, unknown, string];
  }

  override __repr__(): string {
    const { typeid, address, id } = this;
    return `Token(typeid=${repr(typeid)}, address=${repr(address)}, id=${repr(id)})`;
  }
}

registerModule("multiprocessing.managers", { Token });

/**
 * Sends a message to a server and gives what it returns. Mirrors managers.dispatch.
 *
 * @throws the exception that the server's answer holds; EOFError when the server has ended
 */
export function dispatch(
  connection: Connection,
  ident: string | null,
  methodname: string,
  args: Iterable<unknown> = [],
  kwds: Keywords | null = null,
): unknown {
  const [kind, result] = exchange(connection, ident, methodname, args, kwds);
  if (kind === RETURN) return result;
  throw convert_to_error(kind, result);
}

/** Sends a message to a server and gives its answer. */
export function exchange(
  connection: Connection,
  ident: string | null,
  methodname: string,
  args: Iterable<unknown>,
  kwds: Keywords | null,
): Answer {
  connection.send(tuple.of(ident, methodname, new tuple(args), kwds ?? new dict<string, unknown>()));
  return connection.recv() as Answer;
}

/** Mirrors managers.convert_to_error. */
export function convert_to_error(kind: string, result: unknown): BaseException {
  if (kind === ERROR) {
    return result instanceof BaseException
      ? result
      : new TypeError(`Result ${repr(result)} (kind '${kind}') type is ${typeName(result)}`);
  }
  if (kind === TRACEBACK) return new RemoteError(result);
  if (kind === UNSERIALIZABLE) return new RemoteError(`Unserializable message: ${text(result)}\n`);
  return new ValueError(`Unrecognized message type ${repr(kind)}`);
}

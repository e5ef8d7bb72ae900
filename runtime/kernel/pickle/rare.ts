import { dict } from "../../builtins/dict.js";
import { EOFError, ValueError } from "../../builtins/exceptions.js";
import { shrink, tagged } from "../../builtins/numbers.js";
import { tuple } from "../../builtins/tuple.js";
import { allocate, callReduced } from "./build.js";
import { UnpicklingError } from "./errors.js";
import * as op from "./opcodes.js";
import type { Unpickler } from "./reader.js";

/** Modules that Python 2 named differently, for pickles of the protocols 0 to 2 (CPython's _compat_pickle). */
const RENAMED_MODULES: ReadonlyMap<string, string> = new Map([
  ["__builtin__", "builtins"],
  ["copy_reg", "copyreg"],
  ["exceptions", "builtins"],
  ["Queue", "queue"],
]);

/** The same for names. */
const RENAMED_NAMES: ReadonlyMap<string, string> = new Map([
  ["__builtin__.xrange", "range"],
  ["__builtin__.unicode", "str"],
  ["__builtin__.long", "int"],
  ["__builtin__.unichr", "chr"],
]);

/** Reads an opcode that only old protocols or unusual objects need. */
export function readRare(reader: Unpickler, code: number | undefined): void {
  const { stack } = reader;
  switch (code) {
    case undefined:
      throw new EOFError("Ran out of input");
    case op.NEWOBJ_EX: {
      const kwargs = reader.pop() as dict<string, unknown>;
      const args = reader.pop() as readonly unknown[];
      stack.push(allocate(reader.pop(), args, Object.fromEntries(kwargs.entries())));
      return;
    }
    case op.DUP:
      stack.push(reader.top());
      return;
    case op.LIST:
      stack.push(reader.popItems());
      return;
    case op.DICT: {
      const items = reader.popItems();
      const made = new dict<unknown, unknown>();
      for (let i = 0; i < items.length; i += 2) made.__setitem__(items[i], items[i + 1]);
      stack.push(made);
      return;
    }
    case op.GLOBAL:
      stack.push(readGlobal(reader));
      return;
    case op.INST: {
      const cls = readGlobal(reader);
      stack.push(instantiate(cls, reader.popItems()));
      return;
    }
    case op.OBJ: {
      const [cls, ...args] = reader.popItems();
      stack.push(instantiate(cls, args));
      return;
    }
    case op.GET:
      stack.push(reader.remembered(Number(reader.line())));
      return;
    case op.PUT:
      reader.memo[Number(reader.line())] = reader.top();
      return;
    case op.BINPUT:
      reader.memo[reader.view.getUint8(reader.at++)] = reader.top();
      return;
    case op.LONG_BINPUT:
      reader.memo[reader.length4()] = reader.top();
      return;
    default:
      stack.push(readScalar(reader, code));
  }
}

/** Reads a module and a name, each on a line. */
function readGlobal(reader: Unpickler): unknown {
  const module = reader.line();
  const name = reader.line();
  return reader.findClass(RENAMED_MODULES.get(module) ?? module, RENAMED_NAMES.get(`${module}.${name}`) ?? name);
}

/** Reads a number or string in the text form of protocol 0, or a Python 2 string. */
function readScalar(reader: Unpickler, code: number): unknown {
  switch (code) {
    case op.INT: {
      const text = reader.line();
      return text === "01" ? true : text === "00" ? false : shrink(BigInt(text));
    }
    case op.LONG:
      return shrink(BigInt(reader.line().replace(/L$/, "")));
    case op.FLOAT:
      return parseFloatText(reader.line());
    case op.UNICODE:
      return reader
        .line("latin1")
        .replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, short: string, long: string) =>
          String.fromCodePoint(parseInt(short ?? long, 16)),
        );
    case op.STRING:
      return unquote(reader.line());
    case op.BINSTRING:
      return Buffer.from(reader.take(reader.length4())).toString("latin1");
    case op.SHORT_BINSTRING:
      return Buffer.from(reader.take(reader.view.getUint8(reader.at++))).toString("latin1");
    case op.PERSID:
    case op.BINPERSID:
      throw new UnpicklingError(
        "A load persistent id instruction was encountered, but no persistent_load function was specified.",
      );
    case op.NEXT_BUFFER:
    case op.READONLY_BUFFER:
      throw new UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given");
    case op.EXT1:
    case op.EXT2:
    case op.EXT4:
      throw new ValueError("unregistered extension code");
    default:
      throw new UnpicklingError(`invalid load key, '${printable(code)}'.`);
  }
}

/** Protocol 0 and 1 make instances of old-style classes: without arguments nothing is called. */
function instantiate(cls: unknown, args: readonly unknown[]): unknown {
  return args.length === 0 ? allocate(cls, []) : callReduced(cls, new tuple(args));
}

function parseFloatText(text: string): number {
  const value = /^[+-]?inf/.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
  return tagged(value);
}

/** The contents of a Python 2 string literal. */
function unquote(text: string): string {
  const quote = text[0];
  if (text.length < 2 || (quote !== "'" && quote !== '"') || !text.endsWith(quote)) {
    throw new UnpicklingError("the STRING opcode argument must be quoted");
  }
  return text.slice(1, -1).replace(/\\(x[0-9a-f]{2}|[0-7]{1,3}|.)/gi, (_, escape: string) => {
    if (/^x/i.test(escape)) return String.fromCharCode(parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    return { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", a: "\x07" }[escape] ?? escape;
  });
}

function printable(code: number): string {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : `\\x${code.toString(16).padStart(2, "0")}`;
}

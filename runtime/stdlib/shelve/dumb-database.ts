/**
 * Files of strings of bytes by keys, as `dbm.dumb` has them: NAME.dat holds the values, each from a multiple of the block
 * size on, NAME.dir a line `'key', (position, size)` for each, with the keys' bytes as Latin-1.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { Buffer } from "node:buffer";
import { osCall } from "../../builtins/io/os-call.js";
import { readDescriptor, writeDescriptor } from "../../builtins/io/descriptor.js";
import { bytes } from "../../builtins/bytes.js";
import { requireBuffer } from "../../builtins/bytes/buffer.js";
import { Exception, KeyError, OSError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { literal_eval } from "../ast.js";

const BLOCK = 512;
const FLAGS = ["r", "w", "c", "n"];

/** Mirrors `dbm.error`: there is no such database. */
export class error extends Exception {}

interface Place {
  position: number;
  size: number;
}

const latin = (key: unknown): string =>
  typeof key === "string"
    ? Buffer.from(key, "utf8").toString("latin1")
    : Buffer.from(requireBuffer(key)).toString("latin1");
const keyOf = (name: string): bytes => bytes.wrap(Buffer.from(name, "latin1"));

/** A database of `dbm.dumb`. New keys are in its index at once; what else changes is written by `sync`. */
export class DumbDatabase extends object {
  declare private readonly path: string;
  declare private readonly isReadOnly: boolean;
  declare private index: Map<string, Place> | null;
  declare private data: number;
  declare private isModified: boolean;

  override __init__(path: string, flag: string): void {
    const settings = { path, isReadOnly: flag === "r", index: new Map<string, Place>(), isModified: false, data: -1 };
    for (const [name, value] of Object.entries(settings)) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    }
    if (flag === "n") for (const ending of [".dat", ".bak", ".dir"]) rmSync(path + ending, { force: true });
    if (!existsSync(`${path}.dat`)) {
      writeFileSync(`${path}.dat`, "");
      this.isModified = true;
    } else this.index = readIndex(`${path}.dir`);
    this.data = osCall(() => openSync(`${path}.dat`, this.isReadOnly ? "r" : "r+"), `${path}.dat`);
  }

  private get places(): Map<string, Place> {
    if (this.index === null) throw new OSError("DBM object has already been closed");
    return this.index;
  }

  __len__(): number {
    return this.places.size;
  }

  __contains__(key: unknown): boolean {
    return this.places.has(latin(key));
  }

  keys(): bytes[] {
    return [...this.places.keys()].map(keyOf);
  }

  override [Symbol.iterator] = function (this: DumbDatabase): IterableIterator<bytes> {
    return this.keys()[Symbol.iterator]();
  };

  /** @throws KeyError */
  __getitem__(key: unknown): bytes {
    const place = this.places.get(latin(key));
    if (place === undefined) throw new KeyError(typeof key === "string" ? keyOf(latin(key)) : key);
    const value = new Uint8Array(place.size);
    readDescriptor(this.data, value, place.position);
    return bytes.wrap(value);
  }

  /** A value takes the blocks of the one before if it fits, else new ones at the end. */
  __setitem__(key: unknown, given: unknown): void {
    this.#checkWritable();
    const name = latin(key);
    const value = requireBuffer(given);
    const old = this.places.get(name);
    const fits = old !== undefined && blocks(value.length) <= blocks(old.size);
    const position = fits ? old.position : blocks(fstatSync(this.data).size) * BLOCK;
    writeDescriptor(this.data, value, position);
    const place = { position, size: value.length };
    this.places.set(name, place);
    if (old === undefined) appendFileSync(`${this.path}.dir`, indexLine(name, place), "latin1");
    else this.isModified = true;
  }

  /** @throws KeyError */
  __delitem__(key: unknown): void {
    this.#checkWritable();
    if (!this.places.delete(latin(key))) throw new KeyError(key);
    this.isModified = true;
    this.sync();
  }

  #checkWritable(): void {
    if (this.isReadOnly) throw new OSError("The database is opened for reading only");
  }

  /** Writes the index; the one before stays as NAME.bak. */
  sync(): void {
    if (this.index === null || !this.isModified) return;
    const file = `${this.path}.dir`;
    if (existsSync(file)) renameSync(file, `${this.path}.bak`);
    writeFileSync(file, Array.from(this.index, ([name, place]) => indexLine(name, place)).join(""), "latin1");
    this.isModified = false;
  }

  close(): void {
    if (this.index === null) return;
    this.sync();
    this.index = null;
    closeSync(this.data);
  }
}

const indexLine = (name: string, { position, size }: Place): string => `${repr(name)}, (${position}, ${size})\n`;
const blocks = (size: number): number => Math.ceil(size / BLOCK);

function readIndex(file: string): Map<string, Place> {
  const lines = osCall(() => readFileSync(file, "latin1"), file).split("\n");
  const entries = lines.filter(Boolean).map((line): [string, Place] => {
    const [name, place] = [...iterate<unknown>(literal_eval(line))] as [string, Iterable<number>];
    const [position, size] = [...iterate<number>(place)] as [number, number];
    return [name, { position, size }];
  });
  return new Map(entries);
}

/** Opens a database. @throws error when there is none and none may be made, or another kind of one */
export function openDatabase(path: string, flag: string): DumbDatabase {
  const isThere = existsSync(`${path}.dir`);
  const mayMake = flag.includes("c") || flag.includes("n");
  if (!isThere && !flag.includes("n") && (existsSync(path) || existsSync(`${path}.db`))) {
    throw new error("db type could not be determined");
  }
  if (!isThere && !mayMake) throw new error("db file doesn't exist; use 'c' or 'n' flag to create a new db");
  if (!FLAGS.includes(flag)) throw new ValueError("Flag must be one of 'r', 'w', 'c', or 'n'");
  return new DumbDatabase(path, flag);
}

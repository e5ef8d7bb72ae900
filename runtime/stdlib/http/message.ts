/** The headers of a message. Mirrors `http.client.HTTPMessage` as far as scripts read headers. */
import { object } from "../../builtins/object.js";
import { tuple } from "../../builtins/tuple.js";
import { bytes } from "../../builtins/bytes.js";
import { toLatin1 } from "../../builtins/bytes/buffer.js";

/** Mirrors `HTTPMessage`: names are found whatever their case. */
export class HTTPMessage extends object {
  readonly #headers: [name: string, value: string][] = [];

  override __init__(): void {}

  add_header(name: string, value: string): void {
    this.#headers.push([name, value]);
  }

  #find(name: string): string | undefined {
    return (this.get_all(name) as string[] | null)?.[0];
  }

  get(name: string, failobj: unknown = null): unknown {
    return this.#find(name) ?? failobj;
  }

  get_all(name: string, failobj: unknown = null): unknown {
    const wanted = name.toLowerCase();
    const found = this.#headers.filter(([given]) => given.toLowerCase() === wanted).map(([, value]) => value);
    return found.length > 0 ? found : failobj;
  }

  __getitem__(name: string): string | null {
    return this.#find(name) ?? null;
  }

  __setitem__(name: string, value: string): void {
    this.add_header(name, value);
  }

  __contains__(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  __len__(): number {
    return this.#headers.length;
  }

  declare [Symbol.iterator]: () => IterableIterator<string>;

  *__iter__(): Generator<string> {
    for (const [name] of this.#headers) yield name;
  }

  keys(): string[] {
    return this.#headers.map(([name]) => name);
  }

  values(): string[] {
    return this.#headers.map(([, value]) => value);
  }

  items(): tuple<[string, string]>[] {
    return this.#headers.map(([name, value]) => tuple.of(name, value));
  }

  get_content_type(): string {
    const type = this.#find("content-type")?.split(";")[0]?.trim().toLowerCase();
    return type !== undefined && type.split("/").length === 2 ? type : "text/plain";
  }

  get_content_charset(failobj: unknown = null): unknown {
    const found = /;\s*charset=("?)([^";\s]+)\1/i.exec(this.#find("content-type") ?? "");
    return found === null ? failobj : found[2]!.toLowerCase();
  }

  override __str__(): string {
    return `${this.#headers.map(([name, value]) => `${name}: ${value}\n`).join("")}\n`;
  }
}

/** Reads header lines up to the empty one. */
export function readHeaders(file: { readline(): bytes }): HTTPMessage {
  const message = new HTTPMessage();
  for (;;) {
    const line = toLatin1(file.readline().data).replace(/\r?\n$/, "");
    if (line === "") return message;
    const colon = line.indexOf(":");
    if (colon > 0) message.add_header(line.slice(0, colon), line.slice(colon + 1).trim());
  }
}

/** `os.popen`: a shell's command as a file. */
import { ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { requireLibrary } from "../../kernel/library.js";
import type * as subprocess from "../subprocess.js";

/** The text file at one end of a running command. */
interface Stream {
  read(size?: number): string;
  readline(): string;
  readlines(): string[];
  write(text: string): number;
  close(): unknown;
}

/** Mirrors `os._wrap_close`: its `close` waits for the command's end. */
export class CommandFile extends object {
  readonly #command: subprocess.Popen;
  readonly #stream: Stream;

  constructor(command: subprocess.Popen, stream: Stream) {
    super();
    this.#command = command;
    this.#stream = stream;
  }

  override __init__(): void {}

  read(size = -1): string {
    return this.#stream.read(size);
  }

  readline(): string {
    return this.#stream.readline();
  }

  readlines(): string[] {
    return this.#stream.readlines();
  }

  write(text: string): number {
    return this.#stream.write(text);
  }

  /** The command's status as wait() has it; None for success. */
  close(): number | null {
    this.#stream.close();
    const status = Number(this.#command.wait());
    if (status === 0) return null;
    return status < 0 ? status : status << 8;
  }

  *__iter__(): Generator<string> {
    yield* iterate<string>(this.#stream as unknown as Iterable<string>);
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    this.close();
    return null;
  }
}

/** Mirrors `os.popen(cmd, mode="r")`. @throws ValueError for other modes than "r" and "w" */
export function popen(cmd: string, mode = "r"): CommandFile {
  if (mode !== "r" && mode !== "w") throw new ValueError(`invalid mode '${mode}'`);
  const { PIPE, Popen } = requireLibrary("subprocess") as typeof subprocess;
  const streams = mode === "r" ? { stdout: PIPE } : { stdin: PIPE };
  const command = new Popen(cmd, { shell: true, text: true, ...streams });
  return new CommandFile(command, (mode === "r" ? command.stdout : command.stdin) as Stream);
}

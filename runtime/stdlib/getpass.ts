/** Mirrors the module `getpass`. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { userInfo } from "node:os";
import { EOFError } from "../builtins/exceptions.js";
import { libraryModule } from "./module.js";
import * as self from "./getpass.js";

const VARIABLES = ["LOGNAME", "USER", "LNAME", "USERNAME"];

/** Mirrors `getpass.getuser()`: the login name. */
export function getuser(): string {
  const named = VARIABLES.map((name) => process.env[name]).find((value) => value !== undefined && value !== "");
  return named ?? userInfo().username;
}

/** Mirrors `getpass.getpass(prompt)`: reads a line from the terminal without showing it. @throws EOFError */
export function getpass(prompt: string = "Password: "): string {
  const terminal = openSync("/dev/tty", "r+");
  try {
    writeSync(terminal, prompt);
    setEcho(terminal, false);
    const line = readLine(terminal);
    writeSync(terminal, "\n");
    return line;
  } finally {
    setEcho(terminal, true);
    closeSync(terminal);
  }
}

function setEcho(terminal: number, shown: boolean): void {
  spawnSync("stty", [shown ? "echo" : "-echo"], { stdio: [terminal, "ignore", "ignore"] });
}

function readLine(terminal: number): string {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(256);
    const count = readSync(terminal, part);
    if (count === 0 && parts.length === 0) throw new EOFError();
    parts.push(part.subarray(0, count));
    const text = Buffer.concat(parts).toString();
    if (count === 0 || text.includes("\n")) return text.split("\n")[0]!;
  }
}

libraryModule("getpass", () => self);

/** Mirrors the module `platform`; the Python that it tells of is the one whose behaviour the runtime has. */
import { arch, hostname, release as osRelease, type as osType, version as osVersion } from "node:os";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./platform.js";

/** As `uname -m` names Node's architectures. */
const MACHINES: Record<string, string> = { x64: "x86_64", arm64: "aarch64", ia32: "i686", arm: "armv7l" };

/** Mirrors the named tuple that `platform.uname()` gives. */
export class uname_result extends StructSequence {
  declare readonly system: string;
  declare readonly node: string;
  declare readonly release: string;
  declare readonly version: string;
  declare readonly machine: string;
  static override readonly title = "uname_result";
  static override readonly fields = ["system", "node", "release", "version", "machine"];
  static override readonly visible = 5;
}

export function uname(): uname_result {
  return new uname_result([system(), node(), release(), version(), machine()]);
}

export function system(): string {
  return osType() === "Windows_NT" ? "Windows" : osType();
}

export function node(): string {
  return hostname();
}

export function release(): string {
  return osRelease();
}

export function version(): string {
  return osVersion();
}

export function machine(): string {
  return MACHINES[arch()] ?? arch();
}

/** CPython finds no name on most systems. */
export function processor(): string {
  return "";
}

export function platform(): string {
  return `${system()}-${release()}-${machine()}`;
}

export function python_version(): string {
  return "3.11.7";
}

export function python_version_tuple(): tuple<[string, string, string]> {
  return tuple.of("3", "11", "7");
}

export function python_implementation(): string {
  return "CPython";
}

export function architecture(): tuple<[string, string]> {
  return tuple.of("64bit", system() === "Linux" ? "ELF" : "");
}

libraryModule("platform", () => self, { uname_result });

/**
 * Managers and connections between programs: a converted script and CPython talk to each other, in both directions, and
 * print what two CPythons print.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convertTogether, runConverted } from "../support/converted.js";
import { findCPython, runCPython } from "../support/cpython.js";
import type { ProgramOptions, ProgramRun } from "../../transform/validate/program.js";

const LIMIT_SECONDS = 60;
const programs = join(dirname(fileURLToPath(import.meta.url)), "outside");
const folder = mkdtempSync(join(tmpdir(), "py2mp-outside-"));
const python = findCPython();

type Side = "py2mp" | "CPython";
const PAIRS: readonly (readonly [Side, Side])[] = [
  ["CPython", "py2mp"],
  ["py2mp", "CPython"],
  ["py2mp", "py2mp"],
];

const path = (script: string): string => join(folder, script);

beforeAll(async () => {
  const scripts = ["echo_listener.py", "echo_client.py", "queue_server.py", "queue_client.py"];
  for (const script of scripts) copyFileSync(join(programs, script), path(script));
  await convertTogether(scripts.map(path));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(python === null).each([
  ["messages of every kind", "echo_listener.py", "echo_client.py", false],
  ["a manager of queues, containers and objects", "queue_server.py", "queue_client.py", true],
])("%s", (_, server, client, isEndless) => {
  test.each(PAIRS)("served by %s to %s", async (serverSide, clientSide) => {
    expect(await converse([serverSide, server], [clientSide, client], isEndless)).toEqual(
      await converse(["CPython", server], ["CPython", client], isEndless),
    );
  });
});

/** Runs a server, and its client once it serves. When the client has ended, an endless server is interrupted. */
async function converse(
  server: [Side, string],
  client: [Side, string],
  isEndless: boolean,
): Promise<{ server: string; client: string }> {
  const address = path(`${Math.random()}.socket`);
  const { promise: serving, resolve: started } = withResolver();
  const { promise: served, resolve: finished } = withResolver();
  const sayWhen = (stdout: string): false => {
    if (stdout.includes("serving")) started();
    return false;
  };
  const serverEnd = run(server, address, { interruptWhen: sayWhen, interruptOn: served });
  await Promise.race([serving, serverEnd]);
  const clientRun = await run(client, address);
  if (isEndless) finished();
  return { server: summary(await serverEnd), client: summary(clientRun) };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

function run([side, script]: [Side, string], address: string, more: Partial<ProgramOptions> = {}): Promise<ProgramRun> {
  const options = { cwd: folder, limitSeconds: LIMIT_SECONDS, ...more };
  return side === "CPython"
    ? runCPython(python!, path(script), [address], options)
    : runConverted(path(script), [address], options);
}

function summary({ stdout, stderr, exitCode, timedOut }: ProgramRun): string {
  return `${stdout}\nstderr: ${stderr}\nexit code ${exitCode}${timedOut ? ", timed out" : ""}`;
}

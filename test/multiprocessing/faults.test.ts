/**
 * What goes wrong in programs: none of them hangs, each says what happened. CPython hangs on 34 of these 51; where
 * it does not, it prints the same.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { convertTogether, runConverted } from "../support/converted.js";

const LIMIT_SECONDS = 60;
const workspace = mkdtempSync(join(tmpdir(), "py2mp-faults-"));
const script = join(workspace, "faults.py");

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000, maxConcurrency: 4 });

beforeAll(async () => {
  copyFileSync(join(import.meta.dirname, "faults.py"), script);
  await convertTogether([script]);
});
afterAll(() => rmSync(workspace, { recursive: true }));

const LOST = "WorkerLostError";
const REST = "4\n5\n25\n";

describe.concurrent("faults that the program is told of", () => {
  test.for([
    ["pool_worker_killed", `0\n1\n2\n${LOST}\n${REST}`],
    ["pool_worker_leaves", `0\n1\n2\n${LOST}\n${REST}`],
    ["pool_worker_exits", `0\n1\n2\nSystemExit\n${REST}`],
    ["pool_worker_interrupted", `0\n1\n2\n${LOST}\n${REST}`],
    ["pool_map_with_a_killed_worker", `${LOST} [4]\n`],
    ["pool_imap_with_a_killed_worker", `['0', '1', '2', '${LOST}', '4', '5', 'StopIteration']\n`],
    ["all_pool_workers_killed", "[0, 1, 4, 9]\n"],
    ["exception_that_cannot_be_rebuilt", "Unloadable 4\n"],
    ["argument_that_cannot_be_rebuilt", "RuntimeError: sprung 4\n"],
    ["result_that_cannot_be_rebuilt", "RuntimeError: sprung 4\n"],
    ["initializer_that_raises", "ValueError: not set up ValueError: not set up\n"],
    ["initializer_that_leaves", `${LOST}\n`],
    ["callback_that_raises", "4\n9 [9]\n"],
    ["error_callback_that_raises", "ValueError: not set up 4\n"],
    ["result_after_terminate", "RuntimeError\n"],
    ["result_after_the_with_block", "RuntimeError\n"],
    ["pool_that_nobody_closes", "[0, 1, 4]\n"],
    ["join_before_the_queue_is_read", "1000000\n"],
    ["items_that_nobody_reads", "main ends\n"],
    ["owner_of_a_lock_killed", "RuntimeError True\n"],
    ["owner_of_an_rlock_killed", "RuntimeError True\n"],
    ["owner_of_a_condition_killed", "RuntimeError True\n"],
    ["owner_of_a_value_killed", "RuntimeError 0\n"],
    ["reader_of_a_queue_killed", "mine\n"],
    ["writer_of_a_queue_killed", "still works -15\n"],
    ["unpicklable_item", "None\nnext\n"],
    ["message_from_a_dead_peer", "EOFError: \n"],
    ["manager_that_was_shut_down", "FileNotFoundError\n"],
    ["manager_that_was_killed", "ConnectionRefusedError ConnectionRefusedError\n"],
    ["manager_that_dies_in_a_call", "EOFError\n"],
    ["executor_worker_killed", "BrokenProcessPool\nBrokenProcessPool\n"],
    ["executor_initializer_that_raises", "BrokenProcessPool\n"],
    ["executor_with_replaced_workers", "[0, 1, 4, 9]\n"],
    ["executor_argument_that_cannot_be_pickled", "AttributeError 4\n"],
    ["endless_input_of_imap", "[0, 1, 4]\n"],
    ["pool_in_a_worker_of_a_pool", "AssertionError: daemonic processes are not allowed to have children\n"],
    ["pool_in_a_process", "[1, 4]\n"],
    ["daemon_that_never_ends", "main ends\n"],
    ["failing_child", "1\n"],
  ])("%s", async ([fault, expected]) => {
    const { stdout, stderr, exitCode, timedOut } = await run(fault!);
    expect({ stdout, exitCode, timedOut }, stderr).toEqual({ stdout: expected, exitCode: 0, timedOut: false });
  });
});

describe.concurrent("deadlocks are reported", () => {
  test.for([
    ["locks_in_opposite_order", /Process-1 .*waits for a lock that Process-2/],
    ["own_lock_twice", /MainProcess .*waits for a lock that MainProcess/],
    ["queue_without_a_producer", /waits for an item of a queue/],
    ["pipe_without_a_sender", /waits for a message from a pipe/],
    ["queue_of_a_manager_without_a_producer", /MainProcess .*waits for an item of a queue/],
    ["lock_of_a_manager_twice", /MainProcess .*waits for a lock/],
    ["event_that_nobody_sets", /waits for an event/],
    ["barrier_with_a_dead_party", /waits for a barrier/],
    ["task_done_that_never_comes", /waits for tasks to be done/],
    ["semaphore_that_nobody_releases", /waits for a semaphore/],
    ["owner_of_a_semaphore_killed", /waits for a semaphore/],
    ["child_that_waits_for_its_parent", /MainProcess .*waits for the end of a process/],
  ] as const)("%s", async ([fault, report]) => {
    const { stderr, timedOut } = await run(fault);
    expect(stderr).toMatch(/^Deadlock: every process waits/m);
    expect(stderr).toMatch(report);
    expect(timedOut).toBe(false);
  });
});

function run(fault: string): ReturnType<typeof runConverted> {
  return runConverted(script, [fault], { cwd: workspace, limitSeconds: LIMIT_SECONDS }, "fork");
}

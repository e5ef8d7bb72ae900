/** Process objects. Mirrors Lib/multiprocessing/process.py. */
import type { Dynamic } from "../builtins/dynamic.js";
import { AssertionError, RuntimeError, TypeError, ValueError } from "../builtins/exceptions.js";
import { absentAttribute } from "../builtins/attributes.js";
import { bytes } from "../builtins/bytes.js";
import { callWith } from "../builtins/call.js";
import { dict } from "../builtins/dict.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { truth } from "../builtins/truth.js";
import { className } from "../builtins/type-name.js";
import { markRepeatable } from "../kernel/attempt.js";
import { programSecret } from "../kernel/authkey.js";
import { currentPid, isMainProcess, setProcessName } from "../kernel/processes.js";
import { registerInheritor } from "../kernel/pickle/inheritors.js";
import { registerModule } from "../kernel/registry.js";
import { negatedSignalName } from "../kernel/signals.js";
import { deadlineOf } from "../kernel/wait.js";
import { ParentWatch, Popen } from "./popen.js";
import { isSpawning } from "./spawning.js";

type Timeout = number | bigint | null | undefined;

/** The arguments of Process(): all of them are given by name. */
export interface ProcessOptions {
  group?: null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function, class or callable object
  target?: ((...args: any[]) => unknown) | object | null;
  name?: string | null;
  args?: Iterable<unknown>;
  kwargs?: dict<string, unknown> | Record<string, unknown>;
  daemon?: boolean | null;
}

function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

const OPTIONS = new Set(["group", "target", "name", "args", "kwargs", "daemon"]);

function checkOptions(options: ProcessOptions): void {
  const unknown = Object.keys(options).find((key) => !OPTIONS.has(key));
  if (unknown === undefined) return;
  throw new TypeError(`BaseProcess.__init__() got an unexpected keyword argument '${unknown}'`);
}

/**
 * What runs, or will run, in a process of its own. The attributes with an underscore are CPython's: they travel to the
 * child with those of a subclass.
 */
export class BaseProcess extends object {
  declare _identity: tuple<number[]>;
  declare _config: dict<string, unknown>;
  declare _parent_pid: number | null;
  declare _parent_name: string;
  declare _popen: Popen | null;
  declare _closed: boolean;
  declare _name: string;
  declare _target?: ProcessOptions["target"];
  declare _args?: tuple<unknown[]>;
  declare _kwargs?: dict<string, unknown>;

  /** Name of the start method; null for the default context's. */
  static readonly _start_method: string | null = null;

  constructor(options?: ProcessOptions);
  /** A subclass that keeps its `__init__` passes its arguments. */
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  /** That of a subclass may take whatever it likes. */
  override __init__(...args: Dynamic[]): void;
  override __init__(options: ProcessOptions = {}): void {
    const { group = null, target = null, name = null, args = [], kwargs = {}, daemon = null } = options;
    checkOptions(options);
    assert(group === null, "group argument must be None for now");
    this._identity = tuple.of(...current._identity, ++lastChild) as tuple<number[]>;
    this._config = current._config.copy();
    this._parent_pid = currentPid();
    this._parent_name = current.name;
    this._popen = null;
    this._closed = false;
    this._target = target;
    this._args = new tuple(args);
    this._kwargs = new dict<string, unknown>(kwargs);
    this._name = truth(name) ? name! : `${className(this.constructor)}-${this._identity.join(":")}`;
    if (daemon !== null) this.daemon = daemon;
  }

  /** What the process does: calls `target` unless a subclass says otherwise. */
  run(): unknown {
    if (truth(this._target)) callWith(this._target, [...this._args!], Object.fromEntries(this._kwargs!.items()));
    return null;
  }

  start(): null {
    this.checkOpen();
    assert(this._popen === null, "cannot start a process twice");
    assert(this._parent_pid === currentPid(), "can only start a process object created by current process");
    assert(!truth(current._config.get("daemon")), "daemonic processes are not allowed to have children");
    forgetEnded();
    this._popen = Popen.start(this);
    delete this._target;
    delete this._args;
    delete this._kwargs;
    children.add(this);
    return null;
  }

  /** Sends SIGTERM. */
  terminate(): null {
    this.checkOpen();
    this._popen!.terminate();
    return null;
  }

  /** Sends SIGKILL. */
  kill(): null {
    this.checkOpen();
    this._popen!.kill();
    return null;
  }

  join(timeout: Timeout = null): null {
    this.checkOpen();
    assert(this._parent_pid === currentPid(), "can only join a child process");
    assert(this._popen !== null, "can only join a started process");
    if (this._popen.wait(deadlineOf(timeout)) !== null) children.delete(this);
    return null;
  }

  is_alive(): boolean {
    this.checkOpen();
    if (this === current) return true;
    assert(this._parent_pid === currentPid(), "can only test a child process");
    if (this._popen === null) return false;
    if (this._popen.poll() === null) return true;
    children.delete(this);
    return false;
  }

  close(): null {
    if (this._popen !== null) {
      if (this._popen.poll() === null) {
        throw new ValueError(
          "Cannot close a process while it is still running. You should first call join() or terminate().",
        );
      }
      this._popen = null;
      children.delete(this);
    }
    this._closed = true;
    return null;
  }

  get name(): string {
    return this._name;
  }

  set name(name: string) {
    assert(typeof name === "string", "name must be a string");
    this._name = name;
    if (this === current) setProcessName(name);
  }

  get daemon(): boolean {
    return this._config.get("daemon", false) as boolean;
  }

  set daemon(daemonic: boolean) {
    assert(this._popen === null, "process has already started");
    this._config.__setitem__("daemon", daemonic);
  }

  get authkey(): AuthenticationString {
    return (this._config.get("authkey") as AuthenticationString | null) ?? new AuthenticationString(programSecret());
  }

  set authkey(key: bytes) {
    this._config.__setitem__("authkey", new AuthenticationString(key));
  }

  get exitcode(): number | null {
    this.checkOpen();
    return this._popen === null ? null : this._popen.poll();
  }

  get ident(): number | null {
    this.checkOpen();
    if (this === current) return currentPid();
    return this._popen === null ? null : this._popen.pid;
  }

  get pid(): number | null {
    return this.ident;
  }

  /** A number for connection.wait(), that is ready when the process has ended. */
  get sentinel(): number {
    this.checkOpen();
    if (this._popen === null) throw new ValueError("process not started");
    return this._popen.sentinel;
  }

  override __repr__(): string {
    const exitcode = this._popen === null || this._closed ? null : this.ownExitCode();
    const info = [className(this.constructor), `name=${repr(this._name)}`];
    if (this._popen !== null) info.push(`pid=${this._popen.pid}`);
    info.push(`parent=${this._parent_pid ?? "None"}`, this.status(exitcode));
    if (exitcode !== null) info.push(`exitcode=${negatedSignalName(-exitcode) ?? exitcode}`);
    if (truth(this.daemon)) info.push("daemon");
    return `<${info.join(" ")}>`;
  }

  private ownExitCode(): number | null {
    return this !== current && this._parent_pid === currentPid() ? this._popen!.poll() : null;
  }

  private status(exitcode: number | null): string {
    if (this === current) return "started";
    if (this._closed) return "closed";
    if (this._parent_pid !== currentPid()) return "unknown";
    if (this._popen === null) return "initial";
    return exitcode === null ? "started" : "stopped";
  }

  private checkOpen(): void {
    // a subclass that did not call `super().__init__()`
    if (this._closed === undefined) throw absentAttribute(this, "_closed");
    if (this._closed) throw new ValueError("process object is closed");
  }
}

/** Bytes that can't be pickled by accident. Mirrors multiprocessing.process.AuthenticationString. */
export class AuthenticationString extends bytes {
  __reduce__(): tuple {
    if (!isSpawning()) {
      throw new TypeError("Pickling an AuthenticationString object is disallowed for security reasons");
    }
    return tuple.of(AuthenticationString, tuple.of(new bytes(this)));
  }
}

/** Sets what every process object has that nobody constructs: the main process's, and that of a parent. */
function setUp(process: BaseProcess, name: string, parentPid: number | null): void {
  process._identity = new tuple() as tuple<number[]>;
  process._name = name;
  process._parent_pid = parentPid;
  process._popen = null;
  process._closed = false;
  process._config = new dict<string, unknown>();
}

class MainProcess extends BaseProcess {
  override __init__(): void {
    setUp(this, "MainProcess", null);
  }

  override close(): null {
    return null;
  }
}
Object.defineProperty(MainProcess, "name", { value: "_MainProcess" });
registerInheritor(
  MainProcess.prototype,
  (main) => [main._name],
  "main process",
  (name: string) => Object.assign(new MainProcess(), { name }),
);

/** The parent, as a child sees it. Mirrors _ParentProcess. */
class ParentProcess extends BaseProcess {
  declare private watch: ParentWatch;

  override __init__({ name }: ProcessOptions): void {
    setUp(this, name!, null);
  }

  static of(name: string, pid: number): ParentProcess {
    const parent = new ParentProcess({ name });
    Object.defineProperty(parent, "watch", { value: new ParentWatch(pid) });
    return parent;
  }

  override is_alive(): boolean {
    return this.watch.isAlive();
  }

  override get ident(): number {
    return this.watch.pid;
  }

  override get sentinel(): number {
    return this.watch.pid;
  }

  override join(timeout: Timeout = null): null {
    this.watch.wait(deadlineOf(timeout));
    return null;
  }
}
Object.defineProperty(ParentProcess, "name", { value: "_ParentProcess" });

let current: BaseProcess = new MainProcess();
if (isMainProcess()) setProcessName(current._name);
let parent: BaseProcess | null = null;
let lastChild = 0;
let children = new Set<BaseProcess>();

/** Mirrors multiprocessing.current_process(). */
export function current_process(): BaseProcess {
  return current;
}

/** Mirrors multiprocessing.parent_process(): None in the main process. */
export function parent_process(): BaseProcess | null {
  return parent;
}

/** The children that have not ended. Mirrors multiprocessing.active_children(). */
export function active_children(): BaseProcess[] {
  forgetEnded();
  return [...children];
}

function forgetEnded(): void {
  for (const child of children) {
    if (child._popen?.poll() !== null) children.delete(child);
  }
}

/** Makes an unpickled process object the one that runs here. For the start of a child. */
export function becomeProcess(process: BaseProcess): void {
  if (isMainProcess()) throw new RuntimeError("the main process can't become another");
  current = process;
  parent = ParentProcess.of(process._parent_name, process._parent_pid!);
  lastChild = 0;
  children = new Set();
  setProcessName(process.name);
}

markRepeatable(BaseProcess.prototype.join);
registerModule("multiprocessing.process", {
  BaseProcess,
  AuthenticationString,
  current_process,
  parent_process,
  active_children,
});

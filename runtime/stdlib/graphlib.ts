/** Mirrors the module `graphlib`. */
import { dict } from "../builtins/dict.js";
import { ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import * as self from "./graphlib.js";

/** Mirrors `graphlib.CycleError`. */
export class CycleError extends ValueError {}

type State = "waiting" | "out" | "done";

interface Node {
  value: unknown;
  /** How many predecessors are not done. */
  open: number;
  successors: Node[];
  state: State;
}

/** Mirrors `graphlib.TopologicalSorter`: nodes after all their predecessors. */
export class TopologicalSorter {
  readonly #nodes = new dict<unknown, Node>();
  #ready: Node[] | null = null;
  #out = 0;
  #done = 0;

  constructor(graph: dict<unknown, Iterable<unknown>> | null = null) {
    if (graph === null) return;
    for (const [node, predecessors] of graph.entries()) this.add(node, ...iterate<unknown>(predecessors));
  }

  #node(value: unknown): Node {
    const found = this.#nodes.get(value);
    if (found !== null) return found;
    const made: Node = { value, open: 0, successors: [], state: "waiting" };
    this.#nodes.__setitem__(value, made);
    return made;
  }

  /** @throws ValueError after `prepare` */
  add(node: unknown, ...predecessors: unknown[]): void {
    if (this.#ready !== null) throw new ValueError("Nodes cannot be added after a call to prepare()");
    const own = this.#node(node);
    own.open += predecessors.length;
    for (const predecessor of predecessors) this.#node(predecessor).successors.push(own);
  }

  /** @throws CycleError, ValueError when called twice */
  prepare(): void {
    if (this.#ready !== null) throw new ValueError("cannot prepare() more than once");
    this.#ready = [...this.#nodes.values()].filter(({ open }) => open === 0);
    const cycle = this.#cycle();
    if (cycle !== null) throw new CycleError("nodes are in a cycle", cycle);
  }

  #cycle(): unknown[] | null {
    const seen = new Set<Node>();
    for (const start of this.#nodes.values()) {
      if (seen.has(start)) continue;
      const path: { node: Node; next: number }[] = [{ node: start, next: 0 }];
      const onPath = new Set([start]);
      seen.add(start);
      while (path.length > 0) {
        const top = path[path.length - 1]!;
        const child = top.node.successors[top.next++];
        if (child === undefined) {
          onPath.delete(path.pop()!.node);
        } else if (onPath.has(child)) {
          const from = path.findIndex(({ node }) => node === child);
          return [...path.slice(from).map(({ node }) => node.value), child.value];
        } else if (!seen.has(child)) {
          seen.add(child);
          onPath.add(child);
          path.push({ node: child, next: 0 });
        }
      }
    }
    return null;
  }

  #prepared(): Node[] {
    if (this.#ready === null) throw new ValueError("prepare() must be called first");
    return this.#ready;
  }

  get_ready(): tuple {
    const ready = this.#prepared();
    for (const node of ready) node.state = "out";
    this.#out += ready.length;
    this.#ready = [];
    return new tuple(ready.map(({ value }) => value));
  }

  is_active(): boolean {
    return this.#prepared().length > 0 || this.#done < this.#out;
  }

  __bool__(): boolean {
    return this.is_active();
  }

  /** @throws ValueError for a node that hasn't been given out */
  done(...nodes: unknown[]): void {
    const ready = this.#prepared();
    for (const value of nodes) {
      const node = this.#nodes.get(value);
      if (node === null) throw new ValueError(`node ${repr(value)} was not added using add()`);
      if (node.state === "waiting") {
        throw new ValueError(`node ${repr(value)} was not passed out (still not ready)`);
      }
      if (node.state === "done") throw new ValueError(`node ${repr(value)} was already marked done`);
      node.state = "done";
      this.#done += 1;
      for (const successor of node.successors) {
        successor.open -= 1;
        if (successor.open === 0) ready.push(successor);
      }
    }
  }

  *static_order(): IterableIterator<unknown> {
    this.prepare();
    while (this.is_active()) {
      const group = this.get_ready();
      yield* group;
      this.done(...group);
    }
  }
}

libraryModule("graphlib", () => self, { CycleError, TopologicalSorter });

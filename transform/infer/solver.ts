/**
 * The constraint solver: sets of atoms that flow along subset edges to a fixpoint.
 *
 * Atoms are only ever added, and there are finitely many of them (each is made for a place in the source), so solving ends.
 */
import { keyOf, type Atom, type GenericAtom } from "./atoms.js";

export type Listener = (atom: Atom) => void;

/** A set of atoms: the type of an expression, a variable, an attribute, the elements of a container. */
export interface TypeNode {
  readonly atoms: Map<unknown, Atom>;
  readonly targets: Set<TypeNode>;
  readonly listeners: Listener[];
  /** Set when the node has been merged into another. */
  mergedInto: TypeNode | null;
}

/** A tuple literal in a table of hundreds would flow hundreds of times; beyond this number of one length they are merged. */
const MOST_TUPLES = 12;

export class Solver {
  private steps = 0;
  private readonly pending: { node: TypeNode; atom: Atom; listener: Listener | null }[] = [];

  node(...atoms: Atom[]): TypeNode {
    const node: TypeNode = { atoms: new Map(), targets: new Set(), listeners: [], mergedInto: null };
    for (const atom of atoms) this.add(node, atom);
    return node;
  }

  /** Adds a value to a set. */
  add(to: TypeNode, atom: Atom): void {
    const node = find(to);
    const key = keyOf(atom);
    const present = node.atoms.get(key);
    if (present === atom) return;
    if (present !== undefined) {
      if (atom.kind === "generic") return this.unify(present as GenericAtom, atom);
      if (atom.kind !== "int" || present.kind !== "int") return;
      const bits = Math.max(present.bits, atom.bits);
      const least = Math.min(present.least, atom.least);
      const minusZero = present.minusZero || atom.minusZero;
      if (bits === present.bits && least === present.least && minusZero === present.minusZero) return;
      atom = { kind: "int", bits, least, minusZero };
    }
    if (atom.kind === "tuple" && this.mergesTuple(node, atom)) return;
    node.atoms.set(key, atom);
    if (node.targets.size > 0 || node.listeners.length > 0) this.pending.push({ node, atom, listener: null });
  }

  /** Everything in `from` is in `to` as well. */
  edge(from: TypeNode, to: TypeNode): void {
    const source = find(from);
    const target = find(to);
    if (source === target || source.targets.has(target)) return;
    source.targets.add(target);
    for (const atom of source.atoms.values()) this.add(target, atom);
  }

  /** Calls `listener` once for each value that is or comes into the set (again for an int whose range grows). */
  on(node: TypeNode, listener: Listener): void {
    const target = find(node);
    target.listeners.push(listener);
    for (const atom of target.atoms.values()) this.pending.push({ node: target, atom, listener });
  }

  /** Makes two sets one. */
  merge(a: TypeNode, b: TypeNode): void {
    const into = find(a);
    const from = find(b);
    if (into === from) return;
    from.mergedInto = into;
    const missing = [...from.atoms.values()].filter((atom) => into.atoms.get(keyOf(atom)) !== atom);
    for (const atom of into.atoms.values()) {
      if (from.atoms.get(keyOf(atom)) === atom) continue;
      for (const listener of from.listeners) this.pending.push({ node: into, atom, listener });
      for (const target of from.targets) this.add(target, atom);
    }
    for (const target of from.targets) if (find(target) !== into) into.targets.add(target);
    into.listeners.push(...from.listeners);
    for (const atom of missing) this.add(into, atom);
  }

  /**
   * Runs until nothing changes.
   *
   * @param limit after so many steps it gives up; true when it has come to an end before
   */
  solve(limit: number): boolean {
    for (let event = this.pending.pop(); event !== undefined; event = this.pending.pop()) {
      if (this.steps++ >= limit) return false;
      const { atom, listener } = event;
      if (listener !== null) {
        listener(atom);
        continue;
      }
      const node = find(event.node);
      for (const target of node.targets) this.add(target, atom);
      for (const listener of [...node.listeners]) listener(atom);
    }
    return true;
  }

  private unify(a: GenericAtom, b: GenericAtom): void {
    a.parameters.forEach((parameter, index) => this.merge(parameter, b.parameters[index]!));
  }

  private mergesTuple(node: TypeNode, atom: Extract<Atom, { kind: "tuple" }>): boolean {
    let first: Extract<Atom, { kind: "tuple" }> | null = null;
    let count = 0;
    for (const other of node.atoms.values()) {
      if (other.kind !== "tuple" || other.elements.length !== atom.elements.length) continue;
      first ??= other;
      count++;
    }
    if (first === null || count < MOST_TUPLES) return false;
    first.elements.forEach((element, index) => this.edge(atom.elements[index]!, element));
    return true;
  }
}

/** The node that a merged node has become. */
export function find(node: TypeNode): TypeNode {
  let root = node;
  while (root.mergedInto !== null) root = root.mergedInto;
  if (node.mergedInto !== null && node !== root) node.mergedInto = root;
  return root;
}

/** The values in a set. */
export function atomsOf(node: TypeNode): Atom[] {
  return [...find(node).atoms.values()];
}

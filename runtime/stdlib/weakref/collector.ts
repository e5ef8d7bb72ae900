/**
 * Finds out which of the objects that are weakly referenced are gone. A program runs in one go, in which JavaScript keeps
 * whatever a WeakRef has given out, and collects when it likes: so what was given out is released by a round of
 * microtasks in a context of its own, and the collector asked for.
 */
import { setFlagsFromString } from "node:v8";
import { createContext, runInNewContext, Script } from "node:vm";
import { onReleased } from "../../builtins/released.js";

/** How often collecting is always granted; beyond that, it may take half of the program's time. */
const GRANTED = 500;
/** How often objects that nothing was done to are looked for by those who read references. */
const LOOKS = 50;

interface Watch {
  /** Called when the object is gone, unless the watch's owner was gone before. */
  readonly run: () => void;
  readonly owner: WeakRef<object> | null;
}

/** What is known of an object with weak references. */
class Referent {
  readonly object: WeakRef<object>;
  /** The last one first. */
  watches: Watch[] = [];

  constructor(object: object) {
    this.object = new WeakRef(object);
  }
}

const referents = new Set<Referent>();
const known = new WeakMap<object, Referent>();

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;
const apart = createContext({}, { microtaskMode: "afterEvaluate" });
const nothing = new Script("0");

let collections = 0;
/** Milliseconds that all collections took together. */
let spent = 0;
let looks = 0;

function referentOf(object: object): Referent {
  let referent = known.get(object);
  if (referent === undefined) {
    referent = new Referent(object);
    known.set(object, referent);
    referents.add(referent);
    looks = LOOKS;
  }
  return referent;
}

/**
 * Has a function run when an object is gone.
 *
 * @param owner with whom the watch ends
 * @returns what takes the watch back
 */
export function watch(object: object, run: () => void, owner: object | null = null): () => void {
  return add(referentOf(object), { run, owner: owner === null ? null : new WeakRef(owner) });
}

function add(referent: Referent, made: Watch): () => void {
  referent.watches.unshift(made);
  return () => {
    referent.watches = referent.watches.filter((other) => other !== made);
  };
}

/** The object behind a reference, if it is still there. */
export function look(reference: WeakRef<object>): object | undefined {
  refresh();
  return reference.deref();
}

/** Stands ahead of whatever reads references. What is read without an end is not looked after without an end. */
export function refresh(): void {
  if (looks === 0) return;
  looks--;
  collect();
}

/** A reference to an object that is looked after. */
export function weak(object: object): WeakRef<object> {
  return referentOf(object).object;
}

/** Collects what nobody references any more, and calls those who watch it. */
export function collect(): void {
  if (referents.size === 0) return;
  const start = performance.now();
  if (++collections > GRANTED && spent > start / 2) return;
  nothing.runInContext(apart);
  gc();
  spent += performance.now() - start;
  for (const watched of takeDead()) if (watched.owner?.deref() !== undefined || watched.owner === null) watched.run();
}

function takeDead(): Watch[] {
  const dead = [...referents].filter(({ object }) => object.deref() === undefined);
  for (const referent of dead) referents.delete(referent);
  return dead.flatMap(({ watches }) => watches);
}

onReleased(collect);

/**
 * The file descriptors of a process that are not the system's: the ends of its pipes. Their numbers are the lowest that
 * Node uses itself, which no file that the program opens can get. Forked children have them too, each its own.
 */
import { createBytePipe } from "./byte-pipe.js";
import { hold, letGo, noteShipped } from "./holds.js";
import { inheritState } from "./inheritance.js";
import { registerInheritor } from "./pickle/inheritors.js";

/** The lowest descriptor that is not a standard stream. */
const FIRST = 3;
/** So many are surely Node's own. */
const MOST = 12;

/** Holds an end of a pipe, whose block lies at `end`. */
export class PipeDescriptor {
  readonly end: number;
  /** False when a call that would wait fails instead. */
  blocks = true;

  constructor(end: number) {
    this.end = end;
    hold(this, end);
  }

  static inherited(end: number, blocks: boolean): PipeDescriptor {
    const descriptor = new PipeDescriptor(end);
    descriptor.blocks = blocks;
    return descriptor;
  }
}

const table = new Map<number, PipeDescriptor>();

/** The end of a pipe that has a number; undefined where the number is the system's or nobody's. */
export function pipeDescriptor(fd: number): PipeDescriptor | undefined {
  return table.get(fd);
}

/** True for a number that the program has not, though the system knows it. */
export function isNodesOwn(fd: number): boolean {
  return fd >= FIRST && fd < FIRST + MOST && !table.has(fd);
}

/** Makes a pipe; null when no numbers are left. */
export function openPipe(): [reading: number, writing: number] | null {
  if (table.size + 2 > MOST) return null;
  const [reading, writing] = createBytePipe();
  return [enter(new PipeDescriptor(reading)), enter(new PipeDescriptor(writing))];
}

/** Another number for the same end; null when none is left. */
export function duplicate({ end, blocks }: PipeDescriptor): number | null {
  return table.size === MOST ? null : enter(PipeDescriptor.inherited(end, blocks));
}

function enter(descriptor: PipeDescriptor): number {
  let fd = FIRST;
  while (table.has(fd)) fd++;
  table.set(fd, descriptor);
  return fd;
}

/** Closes the end of a pipe; false where the number is none's. */
export function closePipe(fd: number): boolean {
  const descriptor = table.get(fd);
  if (descriptor === undefined) return false;
  table.delete(fd);
  letGo(descriptor);
  return true;
}

registerInheritor(
  PipeDescriptor.prototype,
  ({ end, blocks }): [number, boolean] => {
    noteShipped(end);
    return [end, blocks];
  },
  "pipe_descriptor",
  PipeDescriptor.inherited,
);

inheritState(
  "descriptors",
  () => (table.size === 0 ? undefined : [...table]),
  (entries: [number, PipeDescriptor][]) => entries.forEach(([fd, descriptor]) => table.set(fd, descriptor)),
);

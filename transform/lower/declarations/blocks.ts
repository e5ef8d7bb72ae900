/** The tree of a function's blocks, and places in it. */
import type * as ast from "../../../parser/ast.js";

/** A statement list and the place where it hangs. */
export interface Block {
  statements: readonly ast.Statement[];
  parent: Block | null;
  /** Index in the parent of the statement that holds this block. */
  index: number;
  /** True when the block is the body of a loop. */
  loops: boolean;
}

/** A place in the block tree; `index` -1 is the head of a block (a loop's target). */
export interface Position {
  block: Block;
  index: number;
}

/** True when the position lies behind the place in its block, or in a block that hangs there. */
export function contains(region: Position, position: Position): boolean {
  let { block, index } = position;
  const inner = block !== region.block;
  while (block !== region.block) {
    if (!block.parent) return false;
    index = block.index;
    block = block.parent;
  }
  return index > region.index || (inner && index === region.index);
}

export function blockHolds(outer: Block, block: Block): boolean {
  for (let current: Block | null = block; current; current = current.parent) if (current === outer) return true;
  return false;
}

export function insideLoop(block: Block): boolean {
  for (let current: Block | null = block; current; current = current.parent) if (current.loops) return true;
  return false;
}

/** The innermost place that holds both. */
export function join(a: Position, b: Position): Position {
  const path = new Map<Block, number>();
  for (let at: Position | null = a; at; at = up(at)) path.set(at.block, at.index);
  for (let at: Position | null = b; at; at = up(at)) {
    const index = path.get(at.block);
    if (index !== undefined) return { block: at.block, index: Math.min(index, at.index) };
  }
  return a;
}

function up(position: Position): Position | null {
  return position.block.parent ? { block: position.block.parent, index: position.block.index } : null;
}

export function outsideLoops(position: Position): Position {
  let result = position;
  for (let at: Position | null = position; at; at = up(at)) {
    if (at.block.loops) result = up(at)!;
  }
  return result;
}

import { AttributeError } from "./detailed.js";

/** Mirrors `dataclasses.FrozenInstanceError`: what changing a frozen (in JavaScript's sense too) instance raises. */
export class FrozenInstanceError extends AttributeError {
  static override readonly __module__ = "dataclasses";
}

/** Mirrors `enum.auto`: stands for a value that the enumeration chooses. */
export class auto {
  /** The value that was chosen, which another name for the same `auto()` shares. */
  value: unknown = null;

  __repr__(): string {
    return "auto(None)";
  }
}

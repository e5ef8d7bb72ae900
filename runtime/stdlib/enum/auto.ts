/** Mirrors `enum.auto`: stands for a value that the enumeration chooses. */
export class auto {
  __repr__(): string {
    return "auto(None)";
  }
}

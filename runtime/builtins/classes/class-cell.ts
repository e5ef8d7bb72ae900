/** What the methods of a class that is being built know it by: `__class__()` in them is the class, once it stands. */
import type { Class } from "../mro.js";
import { NameError } from "../exceptions.js";

export class ClassCell {
  #cls: Class | null = null;

  set(cls: Class): void {
    this.#cls = cls;
  }

  /** @throws NameError while the class does not stand yet */
  get(): Class {
    if (this.#cls !== null) return this.#cls;
    throw new NameError("free variable '__class__' referenced before assignment in enclosing scope");
  }
}

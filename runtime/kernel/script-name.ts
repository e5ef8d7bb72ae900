/** Python's `__name__` in the script. */
import { assignment } from "./self.js";

/** It tells the program's own run from an import by a child. */
export let __name__: "__main__" | "__mp_main__" | "" =
  assignment === null ? "" : assignment.role === "main" ? "__main__" : "__mp_main__";

/** For a forked child, which goes on as what its parent is: from now on the script is `__main__` here as well. */
export function becomeMain(): void {
  __name__ = "__main__";
}

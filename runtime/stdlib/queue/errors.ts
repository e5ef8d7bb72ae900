/** Mirrors the exceptions of Lib/queue.py. */
import { registerModule } from "../../kernel/registry.js";
import { Exception } from "../../builtins/exceptions.js";

/** Raised by `get` when nothing came (in time). */
export class Empty extends Exception {}

/** Raised by `put` when there was no room (in time). */
export class Full extends Exception {}

registerModule("_queue", { Empty });
registerModule("queue", { Full });

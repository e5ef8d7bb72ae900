/** Mirrors the exceptions of Lib/queue.py. */
import { defineModule } from "../builtins/names.js";
import { Exception } from "../builtins/exceptions.js";

/** Raised by `get` when nothing came (in time). */
export class Empty extends Exception {}

/** Raised by `put` when there was no room (in time). */
export class Full extends Exception {}

defineModule({ Empty }, "_queue");
defineModule({ Full }, "queue");

/** Mirrors the module `contextlib` without its asynchronous half. */
import { ExitStack } from "./contextlib/exit-stack.js";
import { GeneratorContextManager } from "./contextlib/generator-manager.js";
import * as managers from "./contextlib/managers.js";
import { libraryModule } from "./module.js";
import * as self from "./contextlib.js";

export { ExitStack };
export { contextmanager } from "./contextlib/generator-manager.js";
export { asynccontextmanager } from "./contextlib/async-manager.js";
export {
  AbstractContextManager,
  chdir,
  closing,
  ContextDecorator,
  nullcontext,
  redirect_stderr,
  redirect_stdout,
  suppress,
} from "./contextlib/managers.js";

libraryModule("contextlib", () => self, { ...managers, ExitStack, GeneratorContextManager });

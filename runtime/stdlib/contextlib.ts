/** Mirrors the module `contextlib`. */
import * as asyncManagers from "./contextlib/async-managers.js";
import { AsyncExitStack, ExitStack } from "./contextlib/exit-stack.js";
import { GeneratorContextManager } from "./contextlib/generator-manager.js";
import * as managers from "./contextlib/managers.js";
import { libraryModule } from "./module.js";
import * as self from "./contextlib.js";

export { AsyncExitStack, ExitStack };
export { contextmanager } from "./contextlib/generator-manager.js";
export { AbstractAsyncContextManager, aclosing } from "./contextlib/async-managers.js";
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

libraryModule("contextlib", () => self, {
  ...managers,
  ...asyncManagers,
  AsyncExitStack,
  ExitStack,
  GeneratorContextManager,
});

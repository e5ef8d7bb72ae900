/** What converted code imports from "py2mp/main": Python's builtins, and the operators where JavaScript's differ. */
import "./kernel/boot.js";
import * as builtins from "./builtins/index.js";
import { NoneType } from "./builtins/none-type.js";
import { NotImplementedType, ellipsis } from "./builtins/protocol.js";
import { registerModule } from "./kernel/registry.js";

export { __file__ } from "./kernel/script-file.js";
export { __name__ } from "./kernel/script-name.js";
export { forked, inherit } from "./kernel/inheritance.js";
export {
  import_name,
  importables,
  module_body,
  module_file,
  module_name,
  no_module,
  no_name,
  no_package,
  setters,
} from "./kernel/modules.js";
export { define } from "./kernel/registry.js";
export * from "./builtins/index.js";
export * from "./builtins/operators.js";
export { closure, closure as __closure__, inheritable } from "./kernel/closures.js";
export { bind_arguments, call } from "./builtins/call.js";
export { build_class } from "./builtins/classes/build-class.js";
export { bound, callmethod } from "./builtins/call-method.js";
export { eq, ge, gt, le, lt, ne } from "./builtins/compare.js";
export { decorate_class, decorate_method } from "./builtins/decorate.js";
export { attribute } from "./builtins/inherited-attribute.js";
export { introspect } from "./builtins/introspection.js";
export type { dict_items, dict_keys, dict_values } from "./builtins/dict-views.js";
export type { BinaryIO } from "./builtins/io/binary.js";
export type { TextIO } from "./builtins/io/text.js";
export { ExceptStar } from "./builtins/except-star.js";
export { named } from "./builtins/named.js";
export { __recursive_repr__ } from "./builtins/repr.js";
export { delegated } from "./builtins/iterate.js";
export { resumable } from "./builtins/resumable.js";
export { check_depth } from "./builtins/recursion.js";
export { match_class, match_mapping, match_sequence } from "./builtins/match.js";
export { bases } from "./builtins/mro.js";
export {
  aside,
  aside_from,
  defined,
  exception,
  handle,
  handled,
  is_caught,
  name_error,
  raise,
  raised_by_generator,
  reraise,
  Unwinding,
} from "./builtins/raise.js";
export { sum_floats } from "./builtins/functions/aggregates.js";
export { StringBuilder } from "./builtins/string-builder.js";
export { released } from "./builtins/released.js";
export { super_ } from "./builtins/super.js";
export { traced, untraced } from "./builtins/untraced.js";
export {
  blocking,
  calling,
  blocking_iteration,
  calling_iteration,
  callingmethod,
  drive,
  due,
  filtered,
  flat_mapped,
  mapped,
  pause,
  stepping_iteration,
  steps,
  threaded,
  threaded_generator,
  type ThreadedGenerator,
  type Threaded,
} from "./builtins/threaded.js";
export { __eval__, __eval_in__, __name_in__, __namespace__, __raise__ } from "./builtins/text-code.js";
export { not_, truth } from "./builtins/truth.js";
export { options, unless_inherited } from "./builtins/options.js";
export { keywords, mapping, star, unpack } from "./builtins/unpack.js";
export {
  async_enter,
  async_generator,
  async_iteration,
  async_list,
  type AsyncGenerator,
  awaiting,
  type Coroutine,
  coroutine,
  unawaited,
} from "./builtins/coroutine.js";
export { emitted } from "./builtins/emitted.js";
export { catches_exit } from "./builtins/generator.js";
export { enter, entering } from "./builtins/with.js";

registerModule("builtins", builtins);
registerModule("builtins", { NoneType, NotImplementedType, ellipsis });

/** Mirrors the module `itertools`. Differs: the iterators are functions' results, `chain` aside, not classes. */
import { chain } from "./itertools/streams.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./itertools.js";

export { combinations, combinations_with_replacement, permutations, product } from "./itertools/combinatoric.js";
export {
  accumulate,
  compress,
  count,
  cycle,
  dropwhile,
  filterfalse,
  groupby,
  islice,
  pairwise,
  repeat,
  starmap,
  takewhile,
  tee,
  zip_longest,
} from "./itertools/streams.js";
export { chain };

nativeClasses("itertools", { chain });
libraryModule("itertools", () => self, { chain });

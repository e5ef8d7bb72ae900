/**
 * The methods of `str` as functions of the string: `str.upper(s)`, `str.split(s, ",")`.
 *
 * Mirrors CPython's str, counted in code points. Lower and upper case, and the classes of characters, follow the
 * Unicode version of the JavaScript engine, which may be newer than CPython's.
 */
import { bytes } from "../bytes.js";
import { encodeText } from "../codecs/codecs.js";
import { getitem } from "../operators.js";
import { fillTemplate, namedArguments } from "../format/template.js";
import { isOptions } from "../protocol.js";
import { requireStr } from "./arguments.js";

export * from "./case.js";
export * from "./classify.js";
export * from "./layout.js";
export {
  count,
  endswith,
  find,
  index,
  removeprefix,
  removesuffix,
  replace,
  rfind,
  rindex,
  startswith,
} from "./search.js";
export { join, lstrip, partition, rpartition, rsplit, rstrip, split, splitlines, strip } from "./split.js";
export { maketrans, translate } from "./translate.js";

/** The string's bytes in an encoding. */
export function encode(s: string, encoding = "utf-8", errors = "strict"): bytes {
  encoding = requireStr(encoding, "encode() argument 'encoding' must be str");
  errors = requireStr(errors, "encode() argument 'errors' must be str");
  return bytes.wrap(encodeText(s, encoding, errors));
}

/** The replacement fields filled in: positional arguments, then keyword arguments as a plain object. */
export function format(s: string, ...args: unknown[]): string {
  const last = args.at(-1);
  return isOptions(last)
    ? fillTemplate(s, { positional: args.slice(0, -1), named: namedArguments(last) })
    : fillTemplate(s, { positional: args, named: namedArguments({}) });
}

/** As format, the names being looked up in a mapping. */
export function format_map(s: string, mapping: unknown): string {
  return fillTemplate(s, { positional: null, named: (name) => getitem(mapping, name) });
}

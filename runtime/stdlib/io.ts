/** Mirrors the module `io`: files in memory, and `open`. */
import { UnsupportedOperation } from "../builtins/io/base.js";
import { BytesIO } from "./io/bytes-io.js";
import { StringIO } from "./io/string-io.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./io.js";

export { open } from "../builtins/io/open.js";
export { BytesIO, StringIO, UnsupportedOperation };

export const SEEK_SET = 0;
export const SEEK_CUR = 1;
export const SEEK_END = 2;
export const DEFAULT_BUFFER_SIZE = 8192;

libraryModule("io", () => self, { UnsupportedOperation });
nativeClasses("_io", { BytesIO, StringIO });
libraryModule("_io", () => ({ BytesIO, StringIO }), { BytesIO, StringIO });

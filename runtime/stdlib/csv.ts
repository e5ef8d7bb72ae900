/** Mirrors the module `csv`. */
import { Dialect, Error, excel, excel_tab, unix_dialect } from "./csv/dialect.js";
import { DictReader, DictWriter } from "./csv/dict-rows.js";
import { Sniffer } from "./csv/sniffer.js";
import { libraryModule } from "./module.js";
import * as self from "./csv.js";

export {
  get_dialect,
  list_dialects,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  register_dialect,
  unregister_dialect,
} from "./csv/dialect.js";
export { field_size_limit, type Reader as _reader, reader } from "./csv/reader.js";
export { type Writer as _writer, writer } from "./csv/writer.js";
export { Dialect, DictReader, DictWriter, Error, excel, excel_tab, Sniffer, unix_dialect };

libraryModule("_csv", () => ({ Error }), { Error });
libraryModule("csv", () => self, { Dialect, DictReader, DictWriter, excel, excel_tab, Sniffer, unix_dialect });

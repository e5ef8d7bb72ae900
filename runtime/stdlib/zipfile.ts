/** Mirrors the module `zipfile`. Differs: no passwords, no bzip2 and lzma, no `Path`. */
import { requireBuffer } from "../builtins/bytes/buffer.js";
import { callmethod } from "../builtins/call-method.js";
import { Exception, OSError } from "../builtins/exceptions.js";
import { open } from "../builtins/io/open.js";
import { special } from "../builtins/protocol.js";
import { libraryModule } from "./module.js";
import { BadZipFile, ZipFile } from "./zipfile/zip-file.js";
import { readDirectory, ZipInfo } from "./zipfile/zip-info.js";
import * as self from "./zipfile.js";

export { BadZipFile, ZipFile, ZipInfo };
export { ZIP_DEFLATED, ZIP_STORED } from "./zipfile/zip-info.js";
export const BadZipfile = BadZipFile;
export const error = BadZipFile;

/** Mirrors `zipfile.LargeZipFile`. */
export class LargeZipFile extends Exception {}

/** True for a path, or a file, that is an archive. */
export function is_zipfile(filename: unknown): boolean {
  try {
    const isFile = special(filename, "read") !== undefined;
    const file: unknown = isFile ? filename : open(filename, "rb");
    const data = requireBuffer(callmethod(file, "read"));
    if (!isFile) callmethod(file, "close");
    return readDirectory(data) !== null;
  } catch (thrown) {
    if (thrown instanceof OSError) return false;
    throw thrown;
  }
}

libraryModule("zipfile", () => self, { BadZipFile, LargeZipFile, ZipFile, ZipInfo });

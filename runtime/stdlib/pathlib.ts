/** Mirrors the module `pathlib` of a POSIX system. */
import { libraryModule } from "./module.js";
import { Path } from "./pathlib/path.js";
import { PurePath } from "./pathlib/pure-path.js";
import * as self from "./pathlib.js";

export { Path, Path as PosixPath, PurePath, PurePath as PurePosixPath };

Object.defineProperty(Path, "name", { value: "PosixPath" });
Object.defineProperty(PurePath, "name", { value: "PurePosixPath" });

libraryModule("pathlib", () => self, { Path, PurePath });

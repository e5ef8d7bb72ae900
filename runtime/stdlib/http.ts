/** Mirrors the package `http`, of which `http.client` and `http.server` are there. */
import { getattr, setattr } from "../builtins/attributes.js";
import type { Class } from "../builtins/mro.js";
import { tuple } from "../builtins/tuple.js";
import { IntEnum } from "./enum.js";
import { makeByCall } from "./enum/functional.js";
import { STATUSES } from "./http/statuses.js";
import { libraryModule } from "./module.js";
import * as self from "./http.js";

export const __name__ = "http";

/** Mirrors `http.HTTPStatus`: an IntEnum whose members have a phrase and a description. */
export const HTTPStatus = makeByCall(
  IntEnum as unknown as Class,
  "HTTPStatus",
  STATUSES.map(([code, name]) => tuple.of(name, code)),
  { module: "http" },
);
for (const [, name, phrase, description] of STATUSES) {
  const member: unknown = getattr(HTTPStatus, name);
  setattr(member, "phrase", phrase);
  setattr(member, "description", description);
}

libraryModule("http", () => self);

/** Mirrors the module `configparser` of CPython 3.11. Differs: no converters of the program's own, no `dict_type`. */
import { libraryModule } from "./module.js";
import * as errors from "./configparser/errors.js";
import { BasicInterpolation, ExtendedInterpolation, Interpolation } from "./configparser/interpolation.js";
import { ConfigParser, RawConfigParser } from "./configparser/parser.js";
import { SectionProxy } from "./configparser/section-proxy.js";
import * as self from "./configparser.js";

export * from "./configparser/errors.js";
export { MAX_INTERPOLATION_DEPTH } from "./configparser/interpolation.js";
export { DEFAULTSECT } from "./configparser/parser.js";
export { BasicInterpolation, ConfigParser, ExtendedInterpolation, Interpolation, RawConfigParser, SectionProxy };

libraryModule("configparser", () => self, {
  ...errors,
  BasicInterpolation,
  ConfigParser,
  ExtendedInterpolation,
  Interpolation,
  RawConfigParser,
  SectionProxy,
});

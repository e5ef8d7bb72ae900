/** Mirrors the module `optparse` of CPython 3.11. Messages are in English; `gettext` isn't asked. */
import { libraryModule } from "./module.js";
import { OptionContainer, OptionGroup } from "./optparse/container.js";
import {
  AmbiguousOptionError,
  BadOptionError,
  OptionConflictError,
  OptionError,
  OptionValueError,
  OptParseError,
} from "./optparse/errors.js";
import { HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter } from "./optparse/help-formatter.js";
import { Option } from "./optparse/option.js";
import { OptionParser } from "./optparse/parser.js";
import { Values } from "./optparse/values.js";
import * as self from "./optparse.js";

export { NO_DEFAULT, SUPPRESS_HELP, SUPPRESS_USAGE } from "./optparse/errors.js";
export { check_choice } from "./optparse/value-types.js";
export { Option as make_option };

const classes = {
  AmbiguousOptionError,
  BadOptionError,
  HelpFormatter,
  IndentedHelpFormatter,
  Option,
  OptionConflictError,
  OptionContainer,
  OptionError,
  OptionGroup,
  OptionParser,
  OptionValueError,
  OptParseError,
  TitledHelpFormatter,
  Values,
};
export {
  AmbiguousOptionError,
  BadOptionError,
  HelpFormatter,
  IndentedHelpFormatter,
  Option,
  OptionConflictError,
  OptionContainer,
  OptionError,
  OptionGroup,
  OptionParser,
  OptionValueError,
  OptParseError,
  TitledHelpFormatter,
  Values,
};

libraryModule("optparse", () => self, classes);

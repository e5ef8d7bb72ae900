/** Mirrors the module `argparse` of CPython 3.11. Messages are in English; `gettext` isn't asked. */
import { Action, BooleanOptionalAction } from "./argparse/action.js";
import { ActionsContainer, ArgumentGroup, MutuallyExclusiveGroup } from "./argparse/container.js";
import { ArgumentError, ArgumentTypeError } from "./argparse/errors.js";
import { FileType } from "./argparse/file-type.js";
import {
  ArgumentDefaultsHelpFormatter,
  HelpFormatter,
  MetavarTypeHelpFormatter,
  RawDescriptionHelpFormatter,
  RawTextHelpFormatter,
} from "./argparse/help-formatter.js";
import { Namespace } from "./argparse/namespace.js";
import { ArgumentParser } from "./argparse/parser.js";
import { _SubParsersAction } from "./argparse/subparsers.js";
import { libraryModule } from "./module.js";
import * as self from "./argparse.js";

export { ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE } from "./argparse/errors.js";
export {
  ActionsContainer as _ActionsContainer,
  ArgumentGroup as _ArgumentGroup,
  MutuallyExclusiveGroup as _MutuallyExclusiveGroup,
  _SubParsersAction,
};

const classes = {
  Action,
  ArgumentDefaultsHelpFormatter,
  ArgumentError,
  ArgumentParser,
  ArgumentTypeError,
  BooleanOptionalAction,
  FileType,
  HelpFormatter,
  MetavarTypeHelpFormatter,
  Namespace,
  RawDescriptionHelpFormatter,
  RawTextHelpFormatter,
};
export {
  Action,
  ArgumentDefaultsHelpFormatter,
  ArgumentError,
  ArgumentParser,
  ArgumentTypeError,
  BooleanOptionalAction,
  FileType,
  HelpFormatter,
  MetavarTypeHelpFormatter,
  Namespace,
  RawDescriptionHelpFormatter,
  RawTextHelpFormatter,
};

libraryModule("argparse", () => self, classes);

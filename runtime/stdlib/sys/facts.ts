/** What `sys` says about the interpreter and the machine. The version is that of the CPython that this runtime mirrors. */
import { relative, isAbsolute } from "node:path";
import { tagged } from "../../builtins/numbers.js";
import { StructSequence } from "../struct-sequence.js";
import { __file__ } from "../../kernel/script-file.js";

/** Mirrors `sys.version_info`. */
export class version_info extends StructSequence {
  static override readonly title = "sys.version_info";
  static override readonly visible = 5;
  static override readonly fields = ["major", "minor", "micro", "releaselevel", "serial"];
  declare readonly major: number;
  declare readonly minor: number;
  declare readonly micro: number;
  declare readonly releaselevel: string;
  declare readonly serial: number;
}

/** Mirrors `sys.float_info`. */
export class float_info extends StructSequence {
  static override readonly title = "sys.float_info";
  static override readonly visible = 11;
  static override readonly fields = [
    "max",
    "max_exp",
    "max_10_exp",
    "min",
    "min_exp",
    "min_10_exp",
    "dig",
    "mant_dig",
    "epsilon",
    "radix",
    "rounds",
  ];
  declare readonly max: number;
  declare readonly max_exp: number;
  declare readonly max_10_exp: number;
  declare readonly min: number;
  declare readonly min_exp: number;
  declare readonly min_10_exp: number;
  declare readonly dig: number;
  declare readonly mant_dig: number;
  declare readonly epsilon: number;
  declare readonly radix: number;
  declare readonly rounds: number;
}

/** Mirrors `sys.int_info`. */
export class int_info extends StructSequence {
  static override readonly title = "sys.int_info";
  static override readonly visible = 4;
  static override readonly fields = [
    "bits_per_digit",
    "sizeof_digit",
    "default_max_str_digits",
    "str_digits_check_threshold",
  ];
  declare readonly bits_per_digit: number;
  declare readonly sizeof_digit: number;
  declare readonly default_max_str_digits: number;
  declare readonly str_digits_check_threshold: number;
}

export const versionInfo = new version_info([3, 11, 7, "final", 0]);
export const floatInfo = new float_info([
  tagged(Number.MAX_VALUE),
  1024,
  308,
  2.2250738585072014e-308,
  -1021,
  -307,
  15,
  53,
  Number.EPSILON,
  2,
  1,
]);
export const intInfo = new int_info([30, 4, 4300, 640]);

/** The script and its arguments, the script under the name of the Python file it was made from. */
export function scriptArguments(): string[] {
  const [, script = "", ...rest] = process.argv;
  const python = __file__ === "" ? script.replace(/\.m[jt]s$/, ".py") : __file__;
  const near = relative(process.cwd(), python);
  return [near.startsWith("..") || isAbsolute(near) ? python : near, ...rest];
}

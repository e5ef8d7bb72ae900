/** The flags of regular expressions, as numbers. */
export const ASCII = 256;
export const IGNORECASE = 2;
export const LOCALE = 4;
export const UNICODE = 32;
export const MULTILINE = 8;
export const DOTALL = 16;
export const VERBOSE = 64;
export const DEBUG = 128;

export const LETTERS: Readonly<Record<string, number>> = {
  a: ASCII,
  i: IGNORECASE,
  L: LOCALE,
  u: UNICODE,
  m: MULTILINE,
  s: DOTALL,
  x: VERBOSE,
};

const NAMES: [number, string][] = [
  [ASCII, "re.ASCII"],
  [IGNORECASE, "re.IGNORECASE"],
  [LOCALE, "re.LOCALE"],
  [MULTILINE, "re.MULTILINE"],
  [DOTALL, "re.DOTALL"],
  [VERBOSE, "re.VERBOSE"],
];

/** `re.IGNORECASE|re.MULTILINE` */
export function flagText(flags: number): string {
  return NAMES.filter(([flag]) => (flags & flag) !== 0)
    .map(([, name]) => name)
    .join("|");
}

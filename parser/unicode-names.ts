/** Unicode's character names, for `\N{...}`. */
export function codePointOfName(_name: string): number | undefined {
  return undefined;
}

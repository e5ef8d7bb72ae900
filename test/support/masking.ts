/**
 * Hides what may differ between two right runs: addresses, and what a case's own regular expressions match.
 *
 * @param patterns regular expressions from `case.json`; `^` and `$` mean the ends of a line.
 */
export function maskOutput(text: string, patterns: readonly string[] = []): string {
  const masked = text.replaceAll("\r\n", "\n").replaceAll(/(?<= at )0x[0-9a-f]+/gi, "0x#");
  return patterns.reduce((result, pattern) => result.replaceAll(new RegExp(pattern, "gmu"), "#"), masked);
}

/**
 * Leaves of a traceback what the script's author can see in the script: frames of the script's own files by file name,
 * line and function, the source lines and the exception. Frames inside the standard library go, since another version of
 * CPython has others, and the carets under a source line, which 3.11 to 3.13 draw differently.
 */
export function maskTraceback(text: string): string {
  const kept: string[] = [];
  let skippingFrame = false;
  for (const line of text.split("\n")) {
    const frame = /^([\s|]*)File "(.*?)([^/\\"]+)", line (\d+)(.*)$/.exec(line);
    if (frame !== null) {
      skippingFrame = isLibrary(frame[2] + frame[3]);
      if (!skippingFrame) kept.push(`${frame[1]}File "${frame[3]}", line ${frame[4]}${frame[5]}`);
    } else if (!skippingFrame || !line.startsWith("    ")) {
      skippingFrame = false;
      if (!/^[\s|]+[~^]+\s*$/.test(line)) kept.push(line);
    }
  }
  return kept.join("\n");
}

function isLibrary(path: string): boolean {
  return /[/\\]lib[/\\]python3|^<frozen |<string>/.test(path);
}

/** Data on standard output. */

/** Writes to standard output; a reader that has seen enough (`| head`) is no error. */
export function printData(text: string): void {
  process.stdout.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.stdout.write(text);
}

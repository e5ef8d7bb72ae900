/** Letter case of bytes, seen as Latin-1 text: only ASCII letters have one. */

export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

export function upper(text: string): string {
  return text.replace(/[a-z]+/g, (run) => run.toUpperCase());
}

export function swapcase(text: string): string {
  return text.replace(/[A-Z]+|[a-z]+/g, (run) => (run < "a" ? run.toLowerCase() : run.toUpperCase()));
}

export function title(text: string): string {
  return text.replace(/[A-Za-z]+/g, (word) => word[0].toUpperCase() + word.slice(1).toLowerCase());
}

export function capitalize(text: string): string {
  return upper(text.slice(0, 1)) + lower(text.slice(1));
}

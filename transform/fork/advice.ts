/** What makes a program depend on fork, which Windows, macOS and Python 3.14 don't have by default, and how to mend it. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { SourceModule } from "../program/source-module.js";

/** A place that depends on fork. */
export interface ForkDependence {
  module: SourceModule;
  of: "variable" | "statement";
  start: number;
  end: number;
  message: string;
  hint: string;
}

/** Where children are started otherwise. */
export const ELSEWHERE = "by spawn, as on Windows, on macOS and in Python 3.14";

/** A variable that children have from their parent. */
export function ofVariable({ name, definitions }: Binding, module: SourceModule): ForkDependence[] {
  const [place] = definitions.flatMap((definition) => ("name" in definition ? [definition.name] : []));
  if (place === undefined) return [];
  const message = `a child reads '${name}' as its parent has set it; started ${ELSEWHERE}, it does not have that value`;
  const hint = "pass it to the child: in `args`, or by the `initializer` of a Pool";
  return [{ module, of: "variable", start: place.start, end: place.end, message, hint }];
}

/** Code of the top level that each child would run. */
export function ofStatement({ start, end }: ast.Statement, module: SourceModule): ForkDependence {
  const line = module.source.text.indexOf("\n", start);
  const message = `a child runs this again where it is started ${ELSEWHERE}`;
  const hint = 'put what the program does under `if __name__ == "__main__":`';
  return { module, of: "statement", start, end: line < 0 ? end : Math.min(end, line), message, hint };
}

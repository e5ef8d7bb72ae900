/** JavaScript of a lowered script without its layout, comments and source map: the same code, sooner. */
import { ts } from "ts-morph";
import { placeComments } from "../../dist/transform/emit/comments.js";
import { eraseTypes } from "../../dist/transform/emit/erase.js";
import { makeHead } from "../../dist/transform/emit/head.js";
import { mark } from "../../dist/transform/emit/markers.js";

const printer = ts.createPrinter({ removeComments: true });

export function plainCode({ statements, context }, specifier) {
  const erased = eraseTypes(mark(statements));
  const placement = placeComments(context.module, context.source);
  const head = makeHead(context, placement, "javascript", specifier).map(headText).join("\n");
  const end = ts.factory.createToken(ts.SyntaxKind.EndOfFileToken);
  return `${head}\n${printer.printFile(ts.factory.createSourceFile(erased, end, ts.NodeFlags.None))}`;
}

/** An import declaration as text; comments come as text. */
function headText(part) {
  if (typeof part === "string") return part;
  const names = (part.namedImports ?? []).map(({ name, alias }) => (alias ? `${name} as ${alias}` : name));
  const what = part.namespaceImport ? `* as ${part.namespaceImport}` : `{ ${names.join(", ")} }`;
  return `import ${what} from ${JSON.stringify(part.moduleSpecifier)};`;
}

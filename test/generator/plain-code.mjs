/** JavaScript of a lowered script without its layout, comments and source map: the same code, sooner. */
import { ts } from "ts-morph";
import { placeComments } from "../../dist/transform/emit/comments.js";
import { eraseTypes } from "../../dist/transform/emit/erase.js";
import { makeHead } from "../../dist/transform/emit/head.js";
import { mark } from "../../dist/transform/emit/markers.js";
import { Project } from "ts-morph";

export function plainCode({ statements, context }, specifier) {
  const erased = eraseTypes(mark(statements));
  const placement = placeComments(context.module, context.source);
  const head = makeHead(context, placement, "javascript", specifier);
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const headText = project.createSourceFile("head.mts", { statements: head }).getFullText();
  const file = ts.factory.createSourceFile(
    erased,
    ts.factory.createToken(ts.SyntaxKind.EndOfFileToken),
    ts.NodeFlags.None,
  );
  return `${headText}\n${ts.createPrinter({ removeComments: true }).printFile(file)}`;
}

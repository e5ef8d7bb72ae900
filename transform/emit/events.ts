/** The marked text as a sequence of tokens, comments and white space between the points where origins begin and end. */
import { ts } from "ts-morph";
import { readMarker, type Marker } from "./markers.js";
import { isComment, isTrivia, tokenize } from "./tokens.js";

export type TextEvent =
  | { type: "token"; text: string; kind: ts.SyntaxKind }
  | { type: "comment"; text: string }
  | { type: "space"; lines: number }
  | { type: "marker"; marker: Marker };

export function readEvents(markedText: string): TextEvent[] {
  const events: TextEvent[] = [];
  for (const { kind, text } of tokenize(markedText)) {
    if (isComment(kind)) {
      const marker = readMarker(text);
      events.push(marker ? { type: "marker", marker } : { type: "comment", text });
    } else if (isTrivia(kind)) {
      const lines = kind === ts.SyntaxKind.NewLineTrivia ? 1 : 0;
      const last = events.at(-1);
      if (last?.type === "space") last.lines += lines;
      else events.push({ type: "space", lines });
    } else {
      events.push({ type: "token", text, kind });
    }
  }
  return events;
}

/** The token nearest to `index` in the given direction, `index` itself excluded. */
export function neighbour(events: readonly TextEvent[], index: number, step: 1 | -1): string | null {
  for (let at = index + step; at >= 0 && at < events.length; at += step) {
    const event = events[at]!;
    if (event.type === "token") return event.text;
  }
  return null;
}

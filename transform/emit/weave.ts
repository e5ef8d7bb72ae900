/** Puts the script's comments and blank lines into the printed text, and notes where each token comes from. */
import type { Layout, Note } from "./layout.js";
import type { TextEvent } from "./events.js";
import type { PythonRange } from "./origin.js";

export interface WovenToken {
  text: string;
  /** The piece of the Python source that it stands for; null where the code has no counterpart there. */
  origin: PythonRange | null;
}

export interface Woven {
  text: string;
  tokens: WovenToken[];
}

export function weave(events: readonly TextEvent[], layout: Layout): Woven {
  const writer = new Writer();
  const open: PythonRange[] = [];
  const tokens: WovenToken[] = [];
  events.forEach((event, index) => {
    writer.notes(layout.before.get(index));
    if (layout.blankBefore.has(index)) writer.lines(2);
    if (event.type === "token") {
      writer.write(event.text);
      tokens.push({ text: event.text, origin: open.at(-1) ?? null });
    } else if (event.type === "comment") {
      writer.comment(event.text);
    } else if (event.type === "space") {
      writer.lines(event.lines);
    } else if (event.marker.opens) {
      open.push(event.marker.range);
    } else {
      close(open, event.marker.range);
    }
    writer.notes(layout.after.get(index));
  });
  writer.notes(layout.before.get(events.length));
  return { text: writer.finish(), tokens };
}

/** Ends a range; one that the printer left open inside it ends with it. */
function close(open: PythonRange[], { start, end }: PythonRange): void {
  const index = open.findLastIndex((range) => range.start === start && range.end === end);
  if (index !== -1) open.length = index;
}

/** Collects text; indentation is the formatter's business. */
class Writer {
  private text = "";
  /** Line ends due before the next piece: 2 make a blank line. */
  private due = 0;
  private space = false;
  /** True when the last piece was a `//` comment, which only a line end ends. */
  private endsInComment = false;

  write(piece: string): void {
    if (this.text !== "") this.text += this.due > 0 ? "\n".repeat(this.due) : this.space ? " " : "";
    this.text += piece;
    this.due = 0;
    this.space = false;
    this.endsInComment = false;
  }

  /** White space with so many line ends. */
  lines(count: number): void {
    this.due = Math.max(this.due, Math.min(count, 2));
    this.space = true;
  }

  comment(text: string): void {
    this.space = true;
    this.write(text);
    this.endsInComment = text.startsWith("//");
    if (this.endsInComment) this.lines(1);
  }

  notes(notes: readonly Note[] = []): void {
    for (const note of notes) {
      if (note.sameLine) this.due = this.endsInComment ? 1 : 0;
      else this.lines(note.blankBefore ? 2 : 1);
      this.comment(note.text);
    }
  }

  finish(): string {
    return `${this.text}\n`;
  }
}

/** Decides where in the printed text the script's comments and blank lines go. */
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import { blankLineBefore, type PlacedStatement, type Placement, type Suite } from "./comments.js";
import { neighbour, type TextEvent } from "./events.js";
import { isAddition } from "./markers.js";

/** One comment to write. */
export interface Note {
  text: string;
  /** Behind the code on the same line; otherwise on a line of its own. */
  sameLine: boolean;
  blankBefore: boolean;
}

/** What to write around the events of the printed text, by index of the event. */
export interface Layout {
  before: Map<number, Note[]>;
  after: Map<number, Note[]>;
  /** Events in front of which a blank line stands. */
  blankBefore: Set<number>;
}

/** Where the code of one Python statement begins and ends in the printed text. */
interface Anchor {
  first: number;
  last: number;
}

export function layOut(placement: Placement, events: readonly TextEvent[], source: SourceText): Layout {
  return new LayoutPlan(placement, events, source).make();
}

/** `# text` as TypeScript spells it. */
export function commentText(comment: ast.Comment): string {
  // Unicode's line separators end a line in JavaScript, not in Python.
  const text = comment.text
    .slice(1)
    .trimEnd()
    .replace(/[\u2028\u2029]/g, " ");
  return text === "" || /^\s/.test(text) ? `//${text}` : `// ${text}`;
}

class LayoutPlan {
  private readonly placement: Placement;
  private readonly events: readonly TextEvent[];
  private readonly source: SourceText;
  private readonly anchors: Map<PlacedStatement, Anchor>;
  private readonly layout: Layout = { before: new Map(), after: new Map(), blankBefore: new Set() };

  constructor(placement: Placement, events: readonly TextEvent[], source: SourceText) {
    this.placement = placement;
    this.events = events;
    this.source = source;
    this.anchors = findAnchors(placement.statements, events);
  }

  make(): Layout {
    const { statements } = this.placement;
    statements.forEach((statement, index) => {
      if (this.isElif(statement)) moveComments(statement, statements[index + 1]!);
    });
    const suites = new Set(statements.map((statement) => statement.suite));
    // Inner suites first: comments that find no place in one go to the statement around it.
    for (const suite of [...suites].reverse()) this.layOutSuite(suite);
    this.setAdditionsApart();
    return this.layout;
  }

  private layOutSuite(suite: Suite): void {
    let homeless: ast.Comment[] = [];
    let blank = false;
    let lastAnchor: Anchor | null = null;
    for (const statement of suite.statements) {
      const anchor = this.anchors.get(statement);
      if (anchor) {
        this.lead(statement, anchor, homeless, blank);
        this.add("after", anchor.last, statement.trailing, true);
        this.add("after", anchor.last, statement.after, false);
        [homeless, blank, lastAnchor] = [[], false, anchor];
      } else {
        homeless.push(...statement.before, ...statement.inside, ...statement.trailing, ...statement.after);
        blank ||= blankLineBefore(statement.start, this.source);
      }
    }
    if (homeless.length > 0) this.endSuite(suite, lastAnchor, homeless);
  }

  /** What stands above a statement's code. `homeless` and `blank` come from statements above it that left no code. */
  private lead(statement: PlacedStatement, anchor: Anchor, homeless: ast.Comment[], blank: boolean): void {
    const above = this.notes([...homeless, ...statement.before], false);
    const inner = this.notes(this.outOfExpression(statement, anchor), false);
    const ownBlank = blankLineBefore(statement.start, this.source) && !this.isElif(statement);
    if (inner.length > 0) inner[0]!.blankBefore = ownBlank;
    const notes = [...above, ...inner];
    if (notes.length > 0) notes[0]!.blankBefore ||= blank;
    this.write("before", anchor.first, notes);
    const isBlankAbove = inner.length === 0 && (ownBlank || (blank && notes.length === 0));
    if (isBlankAbove) this.layout.blankBefore.add(anchor.first);
  }

  /** Comments of statements that left no code, with no code below them in their suite. */
  private endSuite(suite: Suite, lastAnchor: Anchor | null, comments: ast.Comment[]): void {
    const opening = lastAnchor ? null : this.openingOf(suite);
    if (lastAnchor) this.add("after", lastAnchor.last, comments, false);
    else if (opening !== null) this.add("after", opening, comments, false);
    else if (suite.owner) suite.owner.before.push(...comments);
    else this.add("before", this.events.length, comments, false);
  }

  /** The event behind which the code of a suite's block begins. */
  private openingOf(suite: Suite): number | null {
    const { start } = suite.statements[0]!.node;
    const marker = this.events.findIndex(
      (event) => event.type === "marker" && event.marker.kind === "block" && event.marker.range.start === start,
    );
    if (marker === -1) return null;
    const token = this.events.findIndex((event, index) => index > marker && event.type === "token");
    const brace = this.events[token];
    return brace?.type === "token" && brace.text === "{" ? token : marker;
  }

  /** Blank lines between a definition and what the lowering added above or below it: a class's fields, say. */
  private setAdditionsApart(): void {
    const definitions = this.placement.statements.filter(({ node }) => "name" in node && "body" in node);
    const starts = new Set(definitions.map(({ node }) => node.start));
    let afterAddition = false;
    this.events.forEach((event, index) => {
      if (event.type !== "marker" || event.marker.kind !== "statement") return;
      const isAdded = isAddition(event.marker);
      const before = event.marker.opens ? neighbour(this.events, index, -1) : null;
      const isApart = isAdded ? before === "}" : before === ";" && afterAddition;
      if (isApart && starts.has(event.marker.range.start)) this.layout.blankBefore.add(index);
      afterAddition = isAdded;
    });
  }

  /** Puts a statement's inner comments between the items of the display or call they stand in; returns the others. */
  private outOfExpression(statement: PlacedStatement, anchor: Anchor): ast.Comment[] {
    const isInItems = (comment: ast.Comment) =>
      comment.start > statement.node.start && this.putBetweenItems(comment, anchor);
    return statement.inside.filter((comment) => !isInItems(comment));
  }

  /** True when the code on both sides of the comment's place in the script leaves room for it. */
  private putBetweenItems(comment: ast.Comment, anchor: Anchor): boolean {
    let ended: number | null = null;
    for (let index = anchor.first; index <= anchor.last; index++) {
      const event = this.events[index]!;
      if (event.type !== "marker" || event.marker.kind !== "part") continue;
      const { opens, range } = event.marker;
      if (!opens && range.end <= comment.start) ended = index;
      if (!opens || range.start < comment.end) continue;
      if (!isOneOf(",[({", neighbour(this.events, index, -1))) break;
      this.add("before", index, [comment], !comment.ownLine);
      return true;
    }
    if (ended === null || !isOneOf(",])}", neighbour(this.events, ended, 1))) return false;
    this.add("after", ended, [comment], !comment.ownLine);
    return true;
  }

  private add(side: "before" | "after", index: number, comments: ast.Comment[], sameLine: boolean): void {
    this.write(side, index, this.notes(comments, sameLine));
  }

  private write(side: "before" | "after", index: number, notes: Note[]): void {
    if (notes.length > 0) this.layout[side].set(index, [...(this.layout[side].get(index) ?? []), ...notes]);
  }

  private notes(comments: ast.Comment[], sameLine: boolean): Note[] {
    return comments.map((comment) => ({
      text: commentText(comment),
      sameLine,
      blankBefore: !sameLine && comment.ownLine && blankLineBefore(comment.start, this.source),
    }));
  }

  private isElif({ node }: PlacedStatement): boolean {
    return node.kind === "If" && this.source.text.startsWith("elif", node.start);
  }
}

/** A comment above `elif` opens its body: between `else` and `if` it would read badly. */
function moveComments(elif: PlacedStatement, firstOfBody: PlacedStatement): void {
  firstOfBody.before.unshift(...elif.before, ...elif.inside);
  elif.before = [];
  elif.inside = [];
}

function isOneOf(characters: string, token: string | null): boolean {
  return token !== null && token.length === 1 && characters.includes(token);
}

function findAnchors(statements: PlacedStatement[], events: readonly TextEvent[]): Map<PlacedStatement, Anchor> {
  const byStart = new Map(statements.map((statement) => [statement.node.start, statement]));
  const anchors = new Map<PlacedStatement, Anchor>();
  events.forEach((event, index) => {
    if (event.type !== "marker" || event.marker.kind !== "statement" || isAddition(event.marker)) return;
    const { start } = event.marker.range;
    const statement = byStart.get(start) ?? innermostAt(statements, start);
    if (!statement) return;
    const known = anchors.get(statement);
    anchors.set(statement, { first: known?.first ?? index, last: index });
  });
  return anchors;
}

function innermostAt(statements: PlacedStatement[], offset: number): PlacedStatement | undefined {
  return statements.findLast((statement) => statement.start <= offset && offset < statement.end);
}

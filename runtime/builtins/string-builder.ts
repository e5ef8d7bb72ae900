/** What fits into the buffer, and the longest piece that goes through it. */
const [SIZE, LONGEST] = [4096, 32];

/**
 * A text that grows by pieces. `text += piece` makes an object of each sum, which is kept until somebody looks into the
 * text; this gathers short pieces in a buffer, as far as they are of Latin characters.
 */
export class StringBuilder {
  #text: string;
  #buffer: Buffer | null = null;
  #size = 0;

  constructor(text = "") {
    this.#text = text;
  }

  append(piece: string): void {
    const { length } = piece;
    if (length > LONGEST) return this.#appendApart(piece);
    if (this.#size + length > SIZE) this.#flush();
    const buffer = (this.#buffer ??= Buffer.allocUnsafe(SIZE));
    const at = this.#size;
    for (let nth = 0; nth < length; nth++) {
      const code = piece.charCodeAt(nth);
      if (code > 0xff) return this.#appendApart(piece);
      buffer[at + nth] = code;
    }
    this.#size = at + length;
  }

  toString(): string {
    this.#flush();
    return this.#text;
  }

  #appendApart(piece: string): void {
    this.#flush();
    this.#text += piece;
  }

  #flush(): void {
    if (this.#size > 0) this.#text += this.#buffer!.toString("latin1", 0, this.#size);
    this.#size = 0;
  }
}

/** What a generator that waits gives, among what it waits for. */
export class Emitted {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export const emitted = (value: unknown): unknown => new Emitted(value);

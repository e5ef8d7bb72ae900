/** Mirrors `enum.nonmember`: an attribute of an enumeration that is no member. */
export class nonmember {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

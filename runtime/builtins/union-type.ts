import { equal } from "./compare.js";
import { repr } from "./repr.js";
import { className, isType } from "./type-name.js";
import { defineModule, moduleOf } from "./names.js";

/** Mirrors `types.UnionType`, what `int | str` gives. */
export class UnionType {
  static readonly __tp_name__ = "types.UnionType";
  readonly members: readonly unknown[];

  constructor(members: readonly unknown[]) {
    const flat = members.flatMap((member) => (member instanceof UnionType ? member.members : [member]));
    this.members = [...new Set(flat)];
  }

  __or__(other: unknown): UnionType {
    return new UnionType([this, other]);
  }

  __ror__(other: unknown): UnionType {
    return new UnionType([other, this]);
  }

  __eq__(other: unknown): boolean {
    if (!(other instanceof UnionType) || other.members.length !== this.members.length) return false;
    return this.members.every((member) => other.members.some((another) => equal(member, another)));
  }

  __repr__(): string {
    return this.members
      .map((member) => (isType(member) ? shown(member as unknown as CallableFunction) : repr(member)))
      .join(" | ");
  }
}

defineModule({ UnionType }, "types");

function shown(member: CallableFunction): string {
  const module = moduleOf(member);
  return module === "builtins" ? className(member) : `${module}.${className(member)}`;
}

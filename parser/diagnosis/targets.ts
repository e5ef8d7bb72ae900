/** Targets of assignments, loops and `del`. */
import * as t from "../tokens.js";
import { ParameterDiagnosis } from "./parameters.js";
import { shape, type Shape } from "./shapes.js";

export abstract class TargetDiagnosis extends ParameterDiagnosis {
  // star_targets: star_target !',' | star_target (',' star_target)* [',']
  protected override starTargets(): Shape | null {
    return this.attempt(() => {
      const start = this.peek().startOffset;
      const first = this.starTarget();
      if (first === null || !this.nextIs(t.COMMA)) return first;
      this.many(() => this.attempt(() => this.expect(t.COMMA) && this.starTarget()));
      this.expect(t.COMMA);
      return shape("Tuple", start, this.lastTaken().end);
    });
  }

  // star_target: '*' (!'*' star_target) | target_with_star_atom
  protected starTarget(): Shape | null {
    return this.memo("star_target", () => {
      const star = this.expect(t.STAR);
      if (star === null) return this.targetWithStarAtom();
      if (this.nextIs(t.STAR)) return null;
      const target = this.starTarget();
      return target && shape("Starred", star.startOffset, target.end, [target]);
    });
  }

  // target_with_star_atom: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
  private targetWithStarAtom(): Shape | null {
    return this.memo("target_with_star_atom", () => this.memberTarget() ?? this.starAtom());
  }

  /** An attribute or subscript that nothing is taken of. */
  private memberTarget(): Shape | null {
    return this.memo("member_target", () => {
      const start = this.peek().startOffset;
      if (this.atom() === null) return null;
      let last: Shape | null = null;
      for (;;) {
        const trailer = this.trailer(start);
        if (trailer === null) break;
        last = trailer;
      }
      return last !== null && last.kind !== "Call" ? last : null;
    });
  }

  // star_atom: NAME | '(' target_with_star_atom ')' | '(' [star_targets] ')' | '[' [star_targets] ']'
  private starAtom(): Shape | null {
    const name = this.expect(t.NAME);
    if (name !== null) return shape("Name", name.startOffset, name.end);
    const start = this.peek().startOffset;
    const group = this.attempt(() => {
      const inner = this.expect(t.LPAR) && this.targetWithStarAtom();
      return inner && this.expect(t.RPAR) && inner;
    });
    if (group !== null) return group;
    const tuple = this.attempt(() => {
      if (this.expect(t.LPAR) === null) return null;
      this.attempt(() => this.starTarget() && (this.nextIs(t.COMMA) ? this.restOfTargets() : null));
      return this.expect(t.RPAR) && shape("Tuple", start, this.lastTaken().end);
    });
    if (tuple !== null) return tuple;
    return this.attempt(() => {
      if (this.expect(t.LSQB) === null) return null;
      if (this.starTarget() !== null) this.restOfTargets();
      return this.expect(t.RSQB) && shape("List", start, this.lastTaken().end);
    });
  }

  private restOfTargets(): true {
    this.many(() => this.attempt(() => this.expect(t.COMMA) && this.starTarget()));
    this.expect(t.COMMA);
    return true;
  }

  // single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
  protected singleTarget(): Shape | null {
    const member = this.memberTarget();
    if (member !== null) return member;
    const name = this.expect(t.NAME);
    if (name !== null) return shape("Name", name.startOffset, name.end);
    return this.attempt(() => {
      const inner = this.expect(t.LPAR) && this.singleTarget();
      return inner && this.expect(t.RPAR) && inner;
    });
  }

  // ('(' single_target ')' | single_subscript_attribute_target)
  protected parenthesizedOrMemberTarget(): Shape | null {
    const group = this.attempt(() => {
      const inner = this.expect(t.LPAR) && this.singleTarget();
      return inner && this.expect(t.RPAR) && inner;
    });
    return group ?? this.memberTarget();
  }

  // del_targets: del_target (',' del_target)* [',']
  protected deleteTargets(): true | null {
    if (this.separated(() => this.deleteTarget()) === null) return null;
    this.expect(t.COMMA);
    return true;
  }

  // del_target: t_primary '.' NAME | t_primary '[' slices ']' | NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' ... ']'
  private deleteTarget(): true | null {
    return this.memo("del_target", () => {
      if (this.memberTarget() ?? this.expect(t.NAME)) return true;
      const group = this.attempt(() => this.expect(t.LPAR) && this.deleteTarget() && this.expect(t.RPAR));
      if (group) return true;
      return this.attempt(() => {
        const open = this.expectOneOf(t.LPAR, t.LSQB);
        if (open === null) return null;
        this.deleteTargets();
        return this.expect(open.tokenType === t.LPAR ? t.RPAR : t.RSQB) && (true as const);
      });
    });
  }
}

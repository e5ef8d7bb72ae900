/** Simple statements, with the mistakes that CPython knows in them. */
import { AUGMENTED } from "../rules/operators.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { PatternDiagnosis } from "./patterns.js";
import { describe, type Shape } from "./shapes.js";

export abstract class SimpleStatementDiagnosis extends PatternDiagnosis {
  // simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE
  protected simpleStatements(): true | null {
    return this.attempt(() => {
      if (this.separated(() => this.simpleStatement(), t.SEMI) === null) return null;
      this.expect(t.SEMI);
      return this.expect(t.NEWLINE) && (true as const);
    });
  }

  private simpleStatement(): true | null {
    return this.memo("simple_stmt", () => {
      if (this.assignmentStatement() ?? this.typeAlias() ?? this.starExpressions()) return true;
      const token = this.peek();
      switch (token.tokenType) {
        case t.RETURN:
          return this.keywordThen(() => this.starExpressions() ?? true);
        case t.IMPORT:
        case t.FROM:
          return this.importStatement();
        case t.RAISE:
          return this.keywordThen(() => this.raiseOperands());
        case t.PASS:
        case t.BREAK:
        case t.CONTINUE:
          return this.expect(token.tokenType) && true;
        case t.DEL:
          return this.deleteStatement();
        case t.YIELD:
          return this.yieldExpression() && true;
        case t.ASSERT:
          return this.keywordThen(() => this.assertOperands());
        case t.GLOBAL:
        case t.NONLOCAL:
          return this.keywordThen(() => this.separated(() => this.expect(t.NAME)));
        default:
          return null;
      }
    });
  }

  private keywordThen(rest: () => unknown): true | null {
    this.mark++;
    return rest() ? true : null;
  }

  private raiseOperands(): true {
    const cause = this.attempt(() => this.expression() && this.expect(t.FROM) && this.expression());
    if (cause === null) this.expression();
    return true;
  }

  private assertOperands(): true | null {
    if (this.expression() === null) return null;
    this.attempt(() => this.expect(t.COMMA) && this.expression());
    return true;
  }

  // ----------------------------------------------------------------------------------- assignments

  private assignmentStatement(): true | null {
    const found =
      this.annotated(() => this.expect(t.NAME)) ??
      this.annotated(() => this.parenthesizedOrMemberTarget()) ??
      this.plainAssignment();
    if (found) return true;
    const mark = this.mark;
    if (this.singleTarget() !== null && this.augmentedOperator() !== null) {
      // Behind the operator there is no way back.
      if (this.annotatedRightSide() !== null) return true;
      this.mark = mark;
      return null;
    }
    this.mark = mark;
    this.invalid(() => this.invalidAssignment());
    return null;
  }

  private annotated(target: () => unknown): true | null {
    return this.attempt(() => {
      if (!target() || this.expect(t.COLON) === null || this.expression() === null) return null;
      this.attempt(() => this.expect(t.EQUAL) && this.annotatedRightSide());
      return true as const;
    });
  }

  // (star_targets '=')+ annotated_rhs !'='
  private plainAssignment(): true | null {
    return this.attempt(() => {
      if (this.some(() => this.targetBeforeEqual()) === null || this.annotatedRightSide() === null) return null;
      return this.nextIs(t.EQUAL) ? null : (true as const);
    });
  }

  private targetBeforeEqual(): true | null {
    return this.attempt(() => this.starTargets() && this.expect(t.EQUAL) && (true as const));
  }

  private augmentedOperator(): Token | null {
    const token = this.peek();
    if (AUGMENTED[token.tokenTypeIdx] === undefined) return null;
    this.mark++;
    return token;
  }

  private invalidAssignment(): void {
    this.attempt(() => {
      const target = this.invalidAnnotationTarget();
      if (target === null || this.expect(t.COLON) === null || this.expression() === null) return null;
      this.raiseAt(target, `only single target (not ${describe(target)}) can be annotated`);
    });
    this.attempt(() => {
      const first = this.starNamedExpression();
      if (first === null || this.expect(t.COMMA) === null) return null;
      this.many(() => this.starNamedExpressions());
      if (this.expect(t.COLON) === null || this.expression() === null) return null;
      this.raiseAt(first, "only single target (not tuple) can be annotated");
    });
    this.attempt(() => {
      const target = this.expression();
      if (target === null || this.expect(t.COLON) === null || this.expression() === null) return null;
      this.raiseAt(target, "illegal target for annotation");
    });
    this.attempt(() => {
      this.many(() => this.targetBeforeEqual());
      const target = this.starExpressions();
      if (target !== null && this.expect(t.EQUAL)) this.raiseInvalidTarget("assign", target);
      return null;
    });
    this.attempt(() => {
      this.many(() => this.targetBeforeEqual());
      const target = this.yieldExpression();
      if (target !== null && this.expect(t.EQUAL)) {
        this.raiseAt(target, "assignment to yield expression not possible");
      }
      return null;
    });
    this.attempt(() => {
      const target = this.starExpressions();
      if (target === null || this.augmentedOperator() === null || this.annotatedRightSide() === null) return null;
      this.raiseAt(target, `'${describe(target)}' is an illegal expression for augmented assignment`);
    });
  }

  // list | tuple | '(' invalid_ann_assign_target ')'
  private invalidAnnotationTarget(): Shape | null {
    return (
      this.list() ??
      this.tuple() ??
      this.attempt(() => {
        const inner = this.expect(t.LPAR) && this.invalidAnnotationTarget();
        return inner && this.expect(t.RPAR) && inner;
      })
    );
  }

  // type_alias: "type" NAME [type_params] '=' expression
  private typeAlias(): true | null {
    return this.attempt(() => {
      if (this.expectWord("type") === null || this.expect(t.NAME) === null) return null;
      this.typeParameters();
      return this.expect(t.EQUAL) && this.expression() && (true as const);
    });
  }

  // del_stmt: 'del' del_targets &(';' | NEWLINE)
  private deleteStatement(): true | null {
    const found = this.attempt(() => {
      this.expect(t.DEL);
      return this.deleteTargets() && this.nextIsOneOf(t.SEMI, t.NEWLINE) ? (true as const) : null;
    });
    if (found === null) {
      this.invalid(() => {
        this.expect(t.DEL);
        const targets = this.starExpressions();
        if (targets !== null) this.raiseInvalidTarget("delete", targets);
      });
    }
    return found;
  }

  // --------------------------------------------------------------------------------------- imports

  private importStatement(): true | null {
    return this.memo("import_stmt", () => {
      this.invalid(() => this.invalidImport());
      const name = this.attempt(() => this.expect(t.IMPORT) && this.separated(() => this.dottedAsName()));
      return name ? true : this.importFrom();
    });
  }

  private dottedName(): true | null {
    return this.separated(() => this.expect(t.NAME), t.DOT) && true;
  }

  private dottedAsName(): true | null {
    if (this.dottedName() === null) return null;
    this.attempt(() => this.expect(t.AS) && this.expect(t.NAME));
    return true;
  }

  // import_from: 'from' ('.' | '...')* dotted_name 'import' targets | 'from' ('.' | '...')+ 'import' targets
  private importFrom(): true | null {
    return this.attempt(() => {
      if (this.expect(t.FROM) === null) return null;
      const dots = this.many(() => this.expectOneOf(t.DOT, t.ELLIPSIS));
      if (this.dottedName() === null && dots.length === 0) return null;
      return this.expect(t.IMPORT) && this.importedNames();
    });
  }

  // '(' names [','] ')' | names !',' | '*'
  private importedNames(): true | null {
    const parenthesized = this.attempt(() => {
      if (this.expect(t.LPAR) === null || this.asNames() === null) return null;
      this.expect(t.COMMA);
      return this.expect(t.RPAR);
    });
    if (parenthesized) return true;
    if (this.attempt(() => this.asNames() && (this.nextIs(t.COMMA) ? null : true))) return true;
    if (this.expect(t.STAR)) return true;
    this.invalid(() => {
      this.attempt(() => {
        if (this.asNames() === null || this.expect(t.COMMA) === null || this.expect(t.NEWLINE) === null) return null;
        this.raise("trailing comma not allowed without surrounding parentheses");
      });
      const newline = this.expect(t.NEWLINE);
      if (newline !== null) this.raiseFrom(newline, "Expected one or more names after 'import'");
    });
    return null;
  }

  private asNames(): true | null {
    const names = this.separated(() => {
      const name = this.expect(t.NAME);
      if (name !== null) this.attempt(() => this.expect(t.AS) && this.expect(t.NAME));
      return name;
    });
    return names && true;
  }

  private invalidImport(): void {
    this.attempt(() => {
      const word = this.expect(t.IMPORT);
      if (word === null || this.separated(() => this.dottedName()) === null) return null;
      if (this.expect(t.FROM) === null || this.dottedName() === null) return null;
      this.raiseFrom(word, "Did you mean to use 'from ... import ...' instead?");
    });
    const newline = this.expect(t.IMPORT) && this.expect(t.NEWLINE);
    if (newline) this.raiseFrom(newline, "Expected one or more names after 'import'");
  }
}

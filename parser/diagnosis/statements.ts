/** Compound statements and the file, with the mistakes that CPython knows in them: colons and blocks that are missing. */
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { startOf } from "./recognizer.js";
import { SimpleStatementDiagnosis } from "./simple-statements.js";

export abstract class StatementDiagnosis extends SimpleStatementDiagnosis {
  protected abstract lineOf(offset: number): number;

  // file: [statements] ENDMARKER
  file(): boolean {
    this.statements();
    return this.expect(t.ENDMARKER) !== null;
  }

  private statements(): true | null {
    return this.some(() => this.statement()) && true;
  }

  // statement: compound_stmt | simple_stmts
  private statement(): true | null {
    if (this.skipFinished()) return true;
    return this.compoundStatement() ?? this.simpleStatements();
  }

  private compoundStatement(): true | null {
    switch (this.peek().tokenType) {
      case t.DEF:
        return this.functionDef();
      case t.AT:
        return this.functionDef() ?? this.classDef();
      case t.ASYNC:
        return this.functionDef() ?? this.withStatement() ?? this.forStatement();
      case t.IF:
        return this.ifStatement(t.IF, "if");
      case t.CLASS:
        return this.classDef();
      case t.WITH:
        return this.withStatement();
      case t.FOR:
        return this.forStatement();
      case t.TRY:
        return this.tryStatement();
      case t.WHILE:
        return this.whileStatement();
      default:
        return this.matchStatement();
    }
  }

  // block: NEWLINE INDENT statements DEDENT | simple_stmts
  private block(): true | null {
    return this.memo("block", () => {
      const indented = this.attempt(
        () => this.expect(t.NEWLINE) && this.expect(t.INDENT) && this.statements() && this.expect(t.DEDENT),
      );
      if (indented) return true;
      if (this.simpleStatements()) return true;
      this.invalid(() => {
        if (this.expect(t.NEWLINE) && !this.nextIs(t.INDENT)) this.raiseIndentation("expected an indented block");
      });
      return null;
    });
  }

  /** A rule of its own for a statement whose colon or block is missing: the head, then the line end where a colon belongs. */
  private missing(head: () => Token | null, what: string, colonMayMiss = true): void {
    this.invalid(() => {
      const word = head();
      if (word === null) return;
      if (colonMayMiss && this.expect(t.NEWLINE)) this.raise("expected ':'");
      this.missingBlock(word, what);
    });
  }

  // ':' NEWLINE !INDENT
  private missingBlock(word: Token, what: string): void {
    if (this.expect(t.COLON) === null || this.expect(t.NEWLINE) === null || this.nextIs(t.INDENT)) return;
    this.raiseIndentation(`expected an indented block after ${what} on line ${this.lineOf(startOf(word))}`);
  }

  // decorators: ('@' named_expression NEWLINE)+
  private decorators(): void {
    this.many(() => this.attempt(() => this.expect(t.AT) && this.namedExpression() && this.expect(t.NEWLINE)));
  }

  // ------------------------------------------------------------------------------------ definitions

  private functionDef(): true | null {
    return this.attempt(() => {
      this.decorators();
      this.invalid(() => {
        this.expect(t.ASYNC);
        const word = this.expect(t.DEF);
        if (word === null || this.expect(t.NAME) === null) return;
        this.typeParameters();
        if (this.expect(t.LPAR) === null) return;
        this.parameters();
        if (this.expect(t.RPAR) === null) return;
        this.attempt(() => this.expect(t.RARROW) && this.expression());
        this.missingBlock(word, "function definition");
      });
      this.expect(t.ASYNC);
      if (this.expect(t.DEF) === null || this.expect(t.NAME) === null) return null;
      this.typeParameters();
      this.expectForced(t.LPAR, "(");
      this.parameters();
      if (this.expect(t.RPAR) === null) return null;
      this.attempt(() => this.expect(t.RARROW) && this.expression());
      this.expectForced(t.COLON, ":");
      return this.block();
    });
  }

  private classDef(): true | null {
    return this.attempt(() => {
      this.decorators();
      const head = (): Token | null => {
        const word = this.expect(t.CLASS);
        if (word === null || this.expect(t.NAME) === null) return null;
        this.typeParameters();
        this.attempt(() => {
          if (this.expect(t.LPAR) === null) return null;
          this.callArguments();
          return this.expect(t.RPAR);
        });
        return word;
      };
      this.missing(head, "class definition");
      return head() && this.expect(t.COLON) && this.block();
    });
  }

  // ------------------------------------------------------------------------------------ conditions, loops

  private ifStatement(kind: typeof t.IF, word: string): true | null {
    const head = (): Token | null => {
      const found = this.expect(kind);
      return found && this.namedExpression() && found;
    };
    this.missing(head, `'${word}' statement`);
    return this.attempt(() => {
      if (head() === null || this.expect(t.COLON) === null || this.block() === null) return null;
      if (!this.nextIs(t.ELIF) || this.ifStatement(t.ELIF, "elif") === null) this.elseBlock();
      return true as const;
    });
  }

  // else_block: 'else' ':' block
  private elseBlock(): true | null {
    this.missing(() => this.expect(t.ELSE), "'else' statement", false);
    return this.attempt(() => {
      if (this.expect(t.ELSE) === null) return null;
      this.expectForced(t.COLON, ":");
      return this.block();
    });
  }

  private whileStatement(): true | null {
    const head = (): Token | null => {
      const found = this.expect(t.WHILE);
      return found && this.namedExpression() && found;
    };
    this.missing(head, "'while' statement");
    return this.attempt(() => {
      if (head() === null || this.expect(t.COLON) === null || this.block() === null) return null;
      this.elseBlock();
      return true as const;
    });
  }

  private forStatement(): true | null {
    const head = (): Token | null => {
      this.expect(t.ASYNC);
      const word = this.expect(t.FOR);
      return word && this.starTargets() && this.expect(t.IN) && this.starExpressions() && word;
    };
    this.missing(head, "'for' statement");
    const mark = this.mark;
    const found = this.attempt(() => {
      if (head() === null || this.expect(t.COLON) === null || this.block() === null) return null;
      this.elseBlock();
      return true as const;
    });
    if (found) return true;
    // Behind `in` there is no way back to the rule for wrong targets.
    const isCommitted = this.ahead(() => {
      this.expect(t.ASYNC);
      return this.expect(t.FOR) && this.starTargets() && this.expect(t.IN);
    });
    this.mark = mark;
    if (!isCommitted) this.invalid(() => this.invalidForTarget());
    return null;
  }

  // ------------------------------------------------------------------------------------------- with

  private withStatement(): true | null {
    this.invalid(() => this.invalidWith(false));
    const parenthesized = this.attempt(() => {
      this.expect(t.ASYNC);
      if (this.expect(t.WITH) === null || this.expect(t.LPAR) === null) return null;
      if (this.separated(() => this.withItem()) === null) return null;
      this.expect(t.COMMA);
      return this.expect(t.RPAR) && this.expect(t.COLON) && this.block();
    });
    if (parenthesized) return true;
    const plain = this.attempt(() => {
      this.expect(t.ASYNC);
      if (this.expect(t.WITH) === null || this.separated(() => this.withItem()) === null) return null;
      return this.expect(t.COLON) && this.block();
    });
    if (plain) return true;
    this.invalid(() => this.invalidWith(true));
    return null;
  }

  // with_item: expression 'as' star_target &(',' | ')' | ':') | expression
  private withItem(): true | null {
    const named = this.attempt(
      () =>
        (this.expression() && this.expect(t.AS) && this.starTarget() && this.nextIsOneOf(t.COMMA, t.RPAR, t.COLON)) ||
        null,
    );
    if (named) return true;
    this.invalid(() => {
      if (this.expression() === null || this.expect(t.AS) === null) return;
      const target = this.expression();
      if (target !== null && this.nextIsOneOf(t.COMMA, t.RPAR, t.COLON)) this.raiseInvalidTarget("assign", target);
    });
    return this.expression() && true;
  }

  /** Both forms of the statement, with the colon missing or with the block missing. */
  private invalidWith(colonMisses: boolean): void {
    const rest = (word: Token): null => {
      if (!colonMisses) this.missingBlock(word, "'with' statement");
      else if (this.expect(t.NEWLINE)) this.raise("expected ':'");
      return null;
    };
    this.attempt(() => {
      this.expect(t.ASYNC);
      const word = this.expect(t.WITH);
      return word && this.separated(() => this.itemLike(() => this.expression())) && rest(word);
    });
    this.attempt(() => {
      this.expect(t.ASYNC);
      const word = this.expect(t.WITH);
      if (word === null || this.expect(t.LPAR) === null) return null;
      if (this.separated(() => this.itemLike(() => this.expressions())) === null) return null;
      this.expect(t.COMMA);
      return this.expect(t.RPAR) && rest(word);
    });
  }

  private itemLike(value: () => unknown): true | null {
    if (!value()) return null;
    this.attempt(() => this.expect(t.AS) && this.starTarget());
    return true;
  }

  // -------------------------------------------------------------------------------------------- try

  private tryStatement(): true | null {
    this.invalid(() => this.invalidTry());
    return this.attempt(() => {
      this.expect(t.TRY);
      this.expectForced(t.COLON, ":");
      if (this.block() === null) return null;
      if (this.finallyBlock()) return true;
      const handlers = this.some(() => this.exceptBlock(false)) ?? this.some(() => this.exceptBlock(true));
      if (handlers === null) return null;
      this.elseBlock();
      this.finallyBlock();
      return true as const;
    });
  }

  private invalidTry(): void {
    this.attempt(() => {
      const word = this.expect(t.TRY)!;
      this.missingBlock(word, "'try' statement");
      return null;
    });
    const head = (): boolean => this.expect(t.TRY) !== null && this.expect(t.COLON) !== null;
    this.attempt(() => {
      if (head() && this.block() && !this.nextIsOneOf(t.EXCEPT, t.FINALLY)) {
        this.raise("expected 'except' or 'finally' block");
      }
      return null;
    });
    const message = "cannot have both 'except' and 'except*' on the same 'try'";
    this.attempt(() => {
      if (!head()) return null;
      this.many(() => this.block());
      if (this.some(() => this.exceptBlock(false)) === null) return null;
      const word = this.expect(t.EXCEPT);
      const star = word && this.expect(t.STAR);
      if (!star || this.exceptionName() === null || this.expect(t.COLON) === null) return null;
      this.raiseRange(word, star, message);
    });
    this.attempt(() => {
      if (!head()) return null;
      this.many(() => this.block());
      if (this.some(() => this.exceptBlock(true)) === null) return null;
      const word = this.expect(t.EXCEPT);
      if (word === null) return null;
      this.exceptionName();
      if (this.expect(t.COLON)) this.raiseAt(word, message);
      return null;
    });
  }

  // expression ['as' NAME]
  private exceptionName(): true | null {
    if (this.expression() === null) return null;
    this.attempt(() => this.expect(t.AS) && this.expect(t.NAME));
    return true;
  }

  // except_block: 'except' expression ['as' NAME] ':' block | 'except' expressions ':' block | 'except' ':' block
  // except_star_block: 'except' '*' expression ['as' NAME] ':' block | 'except' '*' expressions ':' block
  private exceptBlock(isStar: boolean): true | null {
    const head = (): Token | null => {
      const word = this.expect(t.EXCEPT);
      return word && (!isStar || this.expect(t.STAR)) ? word : null;
    };
    const what = isStar ? "'except*' statement" : "'except' statement";
    this.invalid(() => {
      const word = head();
      if (word !== null && (this.exceptionName() || !isStar)) this.missingBlock(word, what);
    });
    const found =
      this.attempt(() => head() && this.exceptionName() && this.expect(t.COLON) && this.block()) ??
      this.attempt(() => head() && this.expressions() && this.expect(t.COLON) && this.block()) ??
      (isStar ? null : this.attempt(() => head() && this.expect(t.COLON) && this.block()));
    if (found === null) this.invalid(() => this.invalidExcept());
    return found;
  }

  private invalidExcept(): void {
    this.attempt(() => {
      if (this.expect(t.EXCEPT) === null) return null;
      this.expect(t.STAR);
      const first = this.expression();
      if (first === null || this.expect(t.COMMA) === null || this.expressions() === null) return null;
      this.attempt(() => this.expect(t.AS) && this.expect(t.NAME));
      if (this.expect(t.COLON) === null) return null;
      this.raiseFrom(first, "multiple exception types must be parenthesized");
    });
    this.attempt(() => {
      if (this.expect(t.EXCEPT) === null) return null;
      this.expect(t.STAR);
      if (this.exceptionName() && this.expect(t.NEWLINE)) this.raise("expected ':'");
      return null;
    });
    if (this.expect(t.EXCEPT) === null) return;
    if (this.expect(t.NEWLINE)) this.raise("expected ':'");
    if (this.expect(t.STAR) && this.expectOneOf(t.NEWLINE, t.COLON)) {
      this.raise("expected one or more exception types");
    }
  }

  // finally_block: 'finally' ':' block
  private finallyBlock(): true | null {
    this.missing(() => this.expect(t.FINALLY), "'finally' statement", false);
    return this.attempt(() => {
      if (this.expect(t.FINALLY) === null) return null;
      this.expectForced(t.COLON, ":");
      return this.block();
    });
  }

  // ------------------------------------------------------------------------------------------ match

  private matchStatement(): true | null {
    const head = (): Token | null => {
      const word = this.expectWord("match");
      return word && this.subject() && word;
    };
    const found = this.attempt(() => {
      if (head() === null || this.expect(t.COLON) === null || this.expect(t.NEWLINE) === null) return null;
      return this.expect(t.INDENT) && this.some(() => this.caseBlock()) && this.expect(t.DEDENT) && (true as const);
    });
    if (found === null) this.missing(head, "'match' statement");
    return found;
  }

  // subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
  private subject(): true | null {
    const tuple = this.attempt(() => {
      if (this.starNamedExpression() === null || this.expect(t.COMMA) === null) return null;
      this.starNamedExpressions();
      return true as const;
    });
    return tuple ?? (this.namedExpression() && true);
  }

  // case_block: "case" patterns ['if' named_expression] ':' block
  private caseBlock(): true | null {
    const head = (): Token | null => {
      const word = this.expectWord("case");
      if (word === null || this.patterns() === null) return null;
      this.attempt(() => this.expect(t.IF) && this.namedExpression());
      return word;
    };
    this.missing(head, "'case' statement");
    return this.attempt(() => head() && this.expect(t.COLON) && this.block());
  }
}

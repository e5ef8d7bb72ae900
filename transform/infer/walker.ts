/** The state of a walk through one function's code (or the module's) that writes down its constraints. */
import type * as ast from "../../parser/ast.js";
import { mayBeUnset } from "../bind/order.js";
import type { Binding, Scope } from "../bind/scopes.js";
import { BOOL, NOT_IMPLEMENTED, UNKNOWN } from "./atoms.js";
import { withVersion, type Flow } from "./flow.js";
import { builtinValue } from "./modules.js";
import type { ClassInfo, FunctionInfo, Program } from "./program.js";
import type { TypeNode } from "./solver.js";

interface Loop {
  breaks: Flow[];
  continues: Flow[];
}

/** What is assigned in a part of the code that may be left at any point. */
export type Region = Map<Binding, TypeNode>;

export class Walker {
  readonly program: Program;
  readonly scope: Scope;
  readonly function: FunctionInfo | null;
  /** The class whose methods or body are being walked. */
  owner: ClassInfo | null;
  flow: Flow = new Map();
  readonly loops: Loop[] = [];
  /** Parts around the current place that an exception may leave. */
  readonly regions: Region[] = [];
  /** Function bodies, to be walked after this one. */
  readonly pending: (() => void)[];
  /** Scopes whose variables are followed: this function's, and those of comprehensions and class bodies inside it. */
  scopes: ReadonlySet<Scope>;
  /** Counts assignments, to see whether an expression made one. */
  assignments = 0;

  constructor(
    program: Program,
    scope: Scope,
    of: { function: FunctionInfo | null; owner: ClassInfo | null; pending: (() => void)[] },
  ) {
    this.program = program;
    this.scope = scope;
    this.function = of.function;
    this.owner = of.owner;
    this.pending = of.pending;
    this.scopes = new Set([scope]);
  }

  /** The variable of a name when its values are followed from place to place, else null. */
  readonly tracked = (name: ast.Name): Binding | null => {
    const binding = this.program.bindings.resolve(name);
    return binding !== null && this.follows(binding) ? binding : null;
  };

  follows(binding: Binding): boolean {
    return !binding.writtenInside && this.scopes.has(binding.scope);
  }

  /** What a name gives where the walk is now. */
  read(name: ast.Name): TypeNode {
    const binding = this.program.bindings.resolve(name);
    if (binding === null) return this.readBuiltin(name.id);
    const version = this.follows(binding) ? this.flow?.get(binding) : undefined;
    return version ?? this.total(binding);
  }

  /** All that a variable ever holds; for a name of the module's that is a builtin's too, the builtin besides. */
  private total(binding: Binding): TypeNode {
    const { program } = this;
    const builtin = mayBeUnset(binding) ? builtinValue(program, binding.name) : null;
    if (builtin === null) return program.total(binding);
    const either = program.node();
    program.solver.edge(builtin, either);
    program.solver.edge(program.total(binding), either);
    return either;
  }

  private readBuiltin(name: string): TypeNode {
    if (name === "__debug__") return this.program.node(BOOL);
    if (name === "NotImplemented") return this.program.node(NOT_IMPLEMENTED);
    return builtinValue(this.program, name) ?? this.program.unknown();
  }

  assign(binding: Binding, value: TypeNode): void {
    const { program } = this;
    this.assignments++;
    program.solver.edge(value, program.total(binding));
    this.keepForClass(binding, value);
    if (!this.follows(binding)) return;
    for (const region of this.regions) {
      let seen = region.get(binding);
      if (seen === undefined) region.set(binding, (seen = program.node()));
      program.solver.edge(value, seen);
    }
    this.flow = withVersion(this.flow, binding, value);
  }

  /** A variable of a class body is an attribute of the class. */
  private keepForClass(binding: Binding, value: TypeNode): void {
    if (this.owner === null || binding.scope.node !== this.owner.node) return;
    const values = this.owner.classValues.get(binding.name);
    if (values !== undefined) this.program.solver.edge(value, values);
  }

  /** Records the type of an expression. */
  record(expression: ast.Expression, node: TypeNode): TypeNode {
    this.program.expressions.set(expression, node);
    return node;
  }

  unknown(): TypeNode {
    return this.program.node(UNKNOWN);
  }

  /** Walks a part with other scopes followed, a comprehension's or a class body's. */
  within<T>(scopes: ReadonlySet<Scope>, walk: () => T): T {
    const outer = this.scopes;
    this.scopes = scopes;
    const result = walk();
    this.scopes = outer;
    return result;
  }
}

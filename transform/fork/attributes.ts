/** Attributes of classes and functions that have another value in the parent than where a child defines them anew. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import type { SourceModule } from "../program/source-module.js";
import { isImmutable, type Uses } from "./changes.js";
import type { Definitions } from "./definitions.js";

/** Who may run a node. */
interface Runs {
  runsInParent(node: ast.Node): boolean;
  runsInChild(node: ast.Node): boolean;
}

/** Finds them in one module, by the names of attributes. */
export class InheritedAttributes {
  readonly found = new Map<Binding, string[]>();
  private readonly module: SourceModule;
  private readonly runs: Runs;
  private readonly uses: Uses;
  private readonly definitions: Definitions;
  /** Every `x.name` of the module. */
  private readonly byName = new Map<string, ast.Attribute[]>();

  constructor(module: SourceModule, runs: Runs, uses: Uses, definitions: Definitions) {
    this.module = module;
    this.runs = runs;
    this.uses = uses;
    this.definitions = definitions;
    walk(module.module, {
      enter: (node) => {
        if (node.kind === "Attribute") this.byName.set(node.attr, [...this.named(node.attr), node]);
      },
    });
    for (const statement of module.module.body) {
      if (statement.kind === "ClassDef" || statement.kind === "FunctionDef") this.look(statement);
    }
  }

  private named(name: string): readonly ast.Attribute[] {
    return this.byName.get(name) ?? [];
  }

  private look(owner: ast.ClassDef | ast.FunctionDef): void {
    const binding = this.module.bindings.bindingOf(owner);
    const isClass = owner.kind === "ClassDef" || owner.buildsClass === true;
    const values = isClass ? valuesOf(owner) : new Map<string, ast.Assign>();
    const names = new Set([...values.keys(), ...this.storedIn(binding)]);
    const inherited = [...names].filter(
      (name) => this.isReadInChild(name) && this.isChanged(name, binding, values.get(name)),
    );
    if (inherited.length > 0) this.found.set(binding, inherited);
  }

  /** Attributes that are stored in it by its name. */
  private storedIn(binding: Binding): string[] {
    return [...this.byName]
      .filter(([, nodes]) => nodes.some((node) => node.ctx !== "Load" && this.isOf(node, binding)))
      .map(([name]) => name);
  }

  private isOf({ value }: ast.Attribute, binding: Binding): boolean {
    return value.kind === "Name" && this.module.bindings.resolve(value) === binding;
  }

  private isReadInChild(name: string): boolean {
    return this.named(name).some((node) => this.runs.runsInChild(node));
  }

  private isChanged(name: string, binding: Binding, first: ast.Assign | undefined): boolean {
    const isFixed = first === undefined || isImmutable(first.value);
    if (!isFixed && !this.definitions.isDefinition(first)) return true;
    return this.named(name).some((node) => {
      if (!this.runs.runsInParent(node)) return false;
      if (node.ctx !== "Load") return this.isOf(node, binding) || isOfOwnClass(node.value);
      return !isFixed && this.uses.mayChange(node);
    });
  }
}

/** What the class's body gives its attributes. */
function valuesOf({ body }: Pick<ast.ClassDef, "body">): Map<string, ast.Assign> {
  const values = new Map<string, ast.Assign>();
  for (const statement of body) {
    if (statement.kind !== "Assign") continue;
    for (const target of statement.targets) if (target.kind === "Name") values.set(target.id, statement);
  }
  return values;
}

/** `cls`, `self.__class__`, `type(self)` */
function isOfOwnClass(node: ast.Expression): boolean {
  if (node.kind === "Attribute") return node.attr === "__class__";
  if (node.kind === "Call") return node.func.kind === "Name" && node.func.id === "type";
  return node.kind === "Name" && node.id === "cls";
}

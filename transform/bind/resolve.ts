/** Second pass: which variable each occurrence of a name means, by the rules of CPython's symtable. */
import type * as ast from "../../parser/ast.js";
import type { Collected, DefiningNode, Occurrence, ScopeRecord } from "./collect.js";
import { standsBefore } from "./order.js";
import type { Binding, Definition } from "./scopes.js";

export interface Resolved {
  /** The variable of each Name and of each other node that defines one. */
  bindings: Map<ast.Name | DefiningNode, Binding>;
  /** Every name that is bound in any scope. */
  names: Set<string>;
}

/** What `from module import *` brings in. */
export interface StarExports {
  names: readonly string[];
  /** True when all of them become variables, since other modules may ask this one for them. */
  all: boolean;
}

/**
 * Fills the scopes' bindings.
 *
 * @param exportsOf what `from module import *` brings in; null when it is not known
 */
export function resolve(collected: Collected, exportsOf: (module: string) => StarExports | null): Resolved {
  return new Resolver(collected, exportsOf).run();
}

class Resolver {
  private readonly collected: Collected;
  private readonly exportsOf: (module: string) => StarExports | null;
  private readonly builtins: ReadonlySet<string>;
  private readonly result: Resolved = { bindings: new Map(), names: new Set() };

  constructor(collected: Collected, exportsOf: (module: string) => StarExports | null) {
    this.collected = collected;
    this.exportsOf = exportsOf;
    this.builtins = new Set(exportsOf("builtins")?.names);
  }

  run(): Resolved {
    const bySource = [...this.collected.occurrences].sort((a, b) => a.node.start - b.node.start);
    for (const { scope, name } of bySource) if (scope.bound.has(name)) this.declare(scope, name);
    for (const scope of this.collected.scopes.values()) this.declareTypeParameters(scope);
    for (const occurrence of bySource) if (occurrence.definition !== null) this.enter(occurrence);
    this.bindStarImports(bySource);
    for (const occurrence of bySource) if (occurrence.definition === null) this.read(occurrence);
    return this.result;
  }

  /** Makes the variable of a name that a scope binds; that of a `global` statement in the module. */
  private declare(scope: ScopeRecord, name: string): void {
    if (scope.globals.has(name)) this.bindingIn(this.collected.module, name);
    else if (!scope.nonlocals.has(name)) this.bindingIn(scope, name);
  }

  private declareTypeParameters(scope: ScopeRecord): void {
    for (const parameter of scope.typeParameters.values()) {
      this.result.names.add(parameter.name);
      const [definition] = parameter.definitions;
      if (definition?.kind === "type-parameter") this.result.bindings.set(definition.parameter, parameter);
    }
  }

  private enter(occurrence: Occurrence): void {
    const { scope, name, definition, node } = occurrence;
    const binding = this.lookup(scope, name) ?? this.bindingIn(this.collected.module, name);
    binding.definitions.push(definition!);
    this.result.bindings.set(node, binding);
    if (binding.scope !== scope) {
      binding.captured = true;
      binding.writtenInside = true;
      if (binding.scope === this.collected.module) this.renameGlobal(definition!);
    }
  }

  private read(occurrence: Occurrence): void {
    const { scope, name, node } = occurrence;
    const known = this.result.bindings.get(node);
    if (known !== undefined) {
      // A walrus in a comprehension writes the variable of the scope around it.
      known.captured = true;
      known.writtenInside = true;
      return;
    }
    const found = this.lookup(scope, name);
    const binding = found !== null && this.isStillGlobal(found, occurrence) ? this.global(name) : found;
    if (binding === null || this.isStillBuiltin(binding, occurrence)) return;
    this.result.bindings.set(node, binding);
    if (node.kind !== "Name" || node.ctx !== "Load") return;
    binding.reads.push(node);
    if (binding.scope !== scope) binding.captured = true;
  }

  /** `limit = limit` in a class's body: until the body gives the name a value of its own, it means the module's. */
  private isStillGlobal({ scope: owner, definitions }: Binding, { scope, node }: Occurrence): boolean {
    const isWritten = node.end > node.start; // not by an expansion, which places all its nodes where one stands
    if (scope.kind !== "class" || owner !== scope || !isWritten) return false;
    return standsBefore(node, definitions, scope.node as ast.FunctionDef | ast.ClassDef);
  }

  /** `max = max(numbers)`: until the module gives the name a value of its own, it means the builtin. */
  private isStillBuiltin(binding: Binding, { scope, node }: Occurrence): boolean {
    const { module } = this.collected;
    if (binding.scope !== module || binding.writtenInside || !runsInModule(scope)) return false;
    return this.builtins.has(binding.name) && standsBefore(node, binding.definitions, module.node as ast.Module);
  }

  private lookup(scope: ScopeRecord, name: string): Binding | null {
    if (scope.globals.has(name)) return this.global(name);
    const own = scope.typeParameters.get(name) ?? scope.bindings.get(name);
    if (own !== undefined) return own;
    const wantsFunction = scope.nonlocals.has(name);
    for (let around = scope.parent; around !== null; around = around.parent) {
      const parameter = around.typeParameters.get(name);
      if (parameter !== undefined) return parameter;
      if (around.globals.has(name)) return this.global(name);
      // A class body's own names are invisible to the functions inside it, but for the cell that holds the class.
      if (around.kind === "class" && name !== "__class__") continue;
      if (around.kind === "module" && wantsFunction) continue;
      const found = around.bindings.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  private global(name: string): Binding | null {
    return this.collected.module.bindings.get(name) ?? null;
  }

  private bindingIn(scope: ScopeRecord, name: string): Binding {
    let binding = scope.bindings.get(name);
    if (binding === undefined) {
      binding = {
        name,
        scope,
        definitions: [],
        reads: [],
        captured: false,
        writtenInside: false,
        writtenOutside: false,
      };
      scope.bindings.set(name, binding);
      this.result.names.add(name);
    }
    return binding;
  }

  /** `from m import *` defines the module's names that the script binds itself or reads without defining them. */
  private bindStarImports(occurrences: readonly Occurrence[]): void {
    for (const { scope, alias, statement } of this.collected.starImports) {
      const exported = this.exportsOf(".".repeat(statement.level) + (statement.module ?? ""));
      if (exported === null || scope !== this.collected.module) continue;
      const names = new Set(exported.names);
      const definition: Definition = { kind: "import", alias, statement };
      for (const [name, binding] of scope.bindings) if (names.has(name)) addInOrder(binding.definitions, definition);
      for (const { scope: reader, name, definition: own } of occurrences) {
        if (own !== null || !names.has(name) || this.lookup(reader, name) !== null) continue;
        this.bindingIn(scope, name).definitions.push(definition);
      }
      if (exported.all) this.bindAll(scope, names, definition);
    }
  }

  private bindAll(scope: ScopeRecord, names: ReadonlySet<string>, definition: Definition): void {
    for (const name of names) if (!scope.bindings.has(name)) this.bindingIn(scope, name).definitions.push(definition);
  }

  /** A def or class that is declared global has no enclosing function in its `__qualname__`. */
  private renameGlobal(definition: Definition): void {
    if (definition.kind !== "function" && definition.kind !== "class") return;
    const scope = this.collected.scopes.get(definition.definition)!;
    const old = scope.qualname;
    const plain = definition.definition.name;
    for (const inner of this.collected.scopes.values()) {
      if (inner === scope) inner.qualname = plain;
      else if (inner.qualname.startsWith(`${old}.`) && isInside(inner, scope)) {
        inner.qualname = plain + inner.qualname.slice(old.length);
      }
    }
  }
}

/** True for the module's own code and the comprehensions that stand in it. */
function runsInModule(scope: ScopeRecord): boolean {
  if (scope.kind === "module") return true;
  return scope.kind === "comprehension" && scope.node.kind !== "GeneratorExp" && runsInModule(scope.parent!);
}

function isInside(inner: ScopeRecord, outer: ScopeRecord): boolean {
  for (let scope: ScopeRecord | null = inner; scope !== null; scope = scope.parent) if (scope === outer) return true;
  return false;
}

function addInOrder(definitions: Definition[], added: Extract<Definition, { kind: "import" }>): void {
  const at = definitions.findIndex((definition) => positionOf(definition) > added.alias.start);
  definitions.splice(at === -1 ? definitions.length : at, 0, added);
}

/** Where in the source a definition stands. */
export function positionOf(definition: Definition): number {
  switch (definition.kind) {
    case "parameter":
    case "type-parameter":
      return definition.parameter.start;
    case "function":
    case "class":
      return definition.definition.start;
    case "import":
      return definition.alias.start;
    case "except":
      return definition.handler.start;
    case "pattern":
      return definition.pattern.start;
    default:
      return definition.name.start;
  }
}

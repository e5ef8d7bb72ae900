/** What the parts of the generator share: the text so far, the names in scope, the choice of expressions. */
import { producers, leaf } from "./expressions/index.mjs";
import { BOOL, INT, anyKind, same } from "./kinds.mjs";
import { someName } from "./literals.mjs";
import { P } from "./precedence.mjs";
import { Random } from "./random.mjs";

export class Generator {
  constructor(seed) {
    this.random = new Random(seed);
    this.lines = [];
    this.indentation = 0;
    /** Innermost last; each maps the names that the code at this point may read to their kinds. */
    this.scopes = [this.#scope("module")];
    this.functions = [];
    this.classes = [];
    this.loops = 0;
    this.fresh = 0;
    this.takenInModule = new Set([
      "abc",
      "show",
      "math",
      "itertools",
      "functools",
      "collections",
      "operator",
      "re",
      "json",
      "enum",
      "typing",
      "dataclasses",
      "decimal",
      "fractions",
      "contextlib",
      "traced",
      "managed",
    ]);
  }

  #scope(kind) {
    return { kind, variables: new Map(), result: null, fixed: new Set(), isGenerator: false };
  }

  get scope() {
    return this.scopes.at(-1);
  }

  /** The scope of the function around, or of the module. */
  get frame() {
    return this.scopes.findLast((scope) => scope.kind !== "block");
  }

  emit(line) {
    this.lines.push("    ".repeat(this.indentation) + line);
  }

  /** An indented block; what becomes known in it is forgotten after it. */
  block(write, kind = "block") {
    const scope = this.#scope(kind);
    this.scopes.push(scope);
    this.indentation++;
    const before = this.lines.length;
    write(scope);
    if (this.lines.length === before) this.emit("pass");
    this.indentation--;
    this.scopes.pop();
  }

  /** Does something while some names are known, those of a comprehension or a lambda. */
  within(variables, write) {
    const scope = this.#scope("block");
    for (const [name, kind] of variables) scope.variables.set(name, kind);
    this.scopes.push(scope);
    const result = write();
    this.scopes.pop();
    return result;
  }

  /** Names and kinds that can be read here. */
  visible() {
    const all = new Map();
    for (const scope of this.scopes) for (const [name, kind] of scope.variables) all.set(name, kind);
    return [...all];
  }

  /** A name that can be read here and has a kind, or null. */
  variable(kind) {
    const found = this.visible().filter(([, other]) => same(kind, other) || (kind === INT && other === BOOL));
    return found.length === 0 ? null : this.random.pick(found.slice(-6))[0];
  }

  /** Names that may be assigned here: those of the function, or of the module. */
  assignable(accepts) {
    const from = this.scopes.indexOf(this.frame);
    const all = new Map();
    for (const scope of this.scopes.slice(from)) for (const [name, kind] of scope.variables) all.set(name, kind);
    return [...all].filter(([, kind]) => accepts(kind));
  }

  /** A name that nothing visible has. */
  newName() {
    const taken = new Set(this.visible().map(([name]) => name));
    for (const each of this.functions) taken.add(each.name);
    for (const each of this.classes) taken.add(each.name);
    for (let tries = 0; tries < 20; tries++) {
      const name = someName(this.random);
      if (!taken.has(name) && !this.takenInModule.has(name)) return name;
    }
    return `v${++this.fresh}`;
  }

  uniqueName(prefix) {
    return `${prefix}${++this.fresh}`;
  }

  kind(depth = 2) {
    const objects = this.classes.filter((cls) => cls.constructible);
    if (objects.length > 0 && this.random.chance(0.12)) return { k: "object", cls: this.random.pick(objects) };
    return anyKind(this.random, depth);
  }

  /** Text of an expression of a kind; in parentheses where its precedence is lower than asked for. */
  expr(kind, depth = 2, minimum = P.lambda) {
    const made = this.#make(kind, depth);
    const [text, precedence] = typeof made === "string" ? [made, P.primary] : made;
    return precedence < minimum ? `(${text})` : text;
  }

  #make(kind, depth) {
    // Now and then something of another kind: what raises in CPython must raise alike.
    if (this.random.chance(0.006)) return this.expr(this.kind(1), 1, P.primary);
    if (depth <= 0) return leaf(this, kind);
    if (this.random.chance(0.25)) {
      const name = this.variable(kind);
      if (name !== null) return name;
    }
    for (let tries = 0; tries < 6; tries++) {
      const made = this.random.weighted(producers(kind))(this, depth - 1, kind);
      if (made !== null) return made;
    }
    return leaf(this, kind);
  }
}

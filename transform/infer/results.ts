/** Solved sets of atoms as types. */
import type { Atom, GenericAtom, IntAtom, TupleAtom } from "./atoms.js";
import type { Program } from "./program.js";
import { SMALL_BITS } from "./ranges.js";
import { show } from "./show.js";
import { atomsOf, find, type TypeNode } from "./solver.js";
import type { BoundMethod, Signature, Type, UserClass, UserFunction } from "./types.js";

const UNKNOWN: Type = { kind: "unknown" };

/** Turns nodes into types once everything is solved. */
export class Results {
  private readonly program: Program;
  private readonly known = new Map<TypeNode, Type>();
  private readonly open = new Set<TypeNode>();
  /** True while the type being made was cut short where it contains itself, so that its parts depend on where one began. */
  private metCycle = false;

  constructor(program: Program) {
    this.program = program;
  }

  typeOf(node: TypeNode): Type {
    const root = find(node);
    const known = this.known.get(root);
    if (known !== undefined) return known;
    // A container that contains itself.
    if (this.open.has(root)) {
      this.metCycle = true;
      return UNKNOWN;
    }
    this.open.add(root);
    const type = this.typeOfAtoms(atomsOf(root));
    this.open.delete(root);
    if (this.open.size === 0) this.metCycle = false;
    if (!this.metCycle) this.known.set(root, type);
    return type;
  }

  typeOfAtoms(atoms: Atom[]): Type {
    const anything = atoms.filter((atom) => atom.kind === "unknown");
    if (anything.some(({ reads }) => reads === undefined)) return UNKNOWN;
    const tuples = atoms.filter((atom) => isTuple(atom));
    const functions = atoms.filter((atom) => isFunction(atom));
    const others = atoms.filter((atom) => !isTuple(atom) && !isFunction(atom) && atom.kind !== "unknown");
    const members = this.withoutSubclasses(others).map((atom) => this.single(atom));
    if (tuples.length > 0) members.push(this.tuples(tuples));
    if (functions.length > 0) members.push(this.functions(functions));
    return union([...members, ...anything]);
  }

  private single(atom: Atom): Type {
    switch (atom.kind) {
      case "none":
      case "bool":
      case "float":
      case "complex":
      case "str":
      case "bytes":
        return { kind: atom.kind };
      case "int":
        return intType(atom);
      case "generic":
        return this.generic(atom);
      case "instance":
        return { kind: "instance", of: atom.of, arguments: [] };
      case "class":
        return { kind: "class", of: atom.of };
      case "module":
        return { kind: "module", name: atom.name };
      case "not-implemented":
        return this.notImplemented();
      default:
        return UNKNOWN;
    }
  }

  private notImplemented(): Type {
    const of = this.program.stubs.member("types", "NotImplementedType");
    return of !== null && "ownMember" in of ? { kind: "instance", of, arguments: [] } : UNKNOWN;
  }

  private generic({ of, parameters }: GenericAtom): Type {
    const [first, second] = parameters.map((parameter) => this.typeOf(parameter));
    switch (of) {
      case "list":
      case "set":
      case "frozenset":
      case "tuple-of":
      case "iterable":
      case "generator":
        return { kind: of, element: first! };
      case "dict":
        return { kind: "dict", key: first!, value: second! };
      case "range":
        return { kind: "range" };
      default:
        return { kind: "instance", of, arguments: parameters.map((parameter) => this.typeOf(parameter)) };
    }
  }

  /** Tuples of one length by position, of several lengths by their elements. */
  private tuples(atoms: Atom[]): Type {
    const fixed = atoms.filter((atom): atom is TupleAtom => atom.kind === "tuple");
    const length = fixed[0]?.elements.length;
    if (fixed.length === atoms.length && fixed.every(({ elements }) => elements.length === length)) {
      const elements = fixed[0]!.elements.map((_, index) =>
        union(fixed.map(({ elements: own }) => this.typeOf(own[index]!))),
      );
      return { kind: "tuple", elements };
    }
    const nodes = atoms.flatMap((atom) => (atom.kind === "tuple" ? atom.elements : (atom as GenericAtom).parameters));
    return { kind: "tuple-of", element: union(nodes.map((node) => this.typeOf(node))) };
  }

  private functions(atoms: Atom[]): Type {
    const [only] = atoms;
    if (atoms.length === 1 && only?.kind === "function") return { kind: "function", of: only.of };
    const bound = atoms.flatMap((atom) => (atom.kind === "bound" ? [atom] : []));
    const isOneMethod = bound.length === atoms.length && bound.every((atom) => atom.function === bound[0]!.function);
    if (isOneMethod) {
      const self = this.typeOfAtoms(bound.map((atom) => atom.self));
      return { kind: "function", of: { kind: "bound", function: bound[0]!.function, self } };
    }
    if (atoms.length === 1 && only?.kind === "callable") {
      const parameters = only.parameters?.map((parameter) => this.typeOf(parameter)) ?? null;
      return { kind: "callable", parameters, result: this.typeOf(only.result) };
    }
    const results = atoms.map((atom) => this.resultOf(atom));
    return {
      kind: "callable",
      parameters: this.commonParameters(atoms),
      result: union(results),
      nothing: results.some(({ kind }) => kind === "none"),
    };
  }

  /** What each of several functions takes: by position the types that all admit. */
  private commonParameters(atoms: Atom[]): Type[] | null {
    const signatures = atoms.map((atom) => {
      if (atom.kind === "function" && atom.of.kind === "user") return this.signature(atom.of);
      return atom.kind === "bound" ? this.signature({ ...atom, self: UNKNOWN } as BoundMethod) : null;
    });
    const lists = signatures.map((signature) => signature?.parameters ?? null);
    const [first] = lists;
    if (first == null || lists.some((list) => list?.length !== first.length)) return null;
    const common = first.map((type, index) => intersection(lists.map((list) => list![index] ?? type)));
    return common.some((type) => type.kind === "never") ? null : common;
  }

  signature(callee: UserFunction | BoundMethod): Signature | null {
    const of = callee.kind === "bound" ? callee.function : callee;
    if (of.kind === "stub") return null;
    const { args } = of.node;
    if (args.vararg !== null || args.kwarg !== null || args.kwonlyargs.length > 0) return null;
    const info = this.program.functionOf(of);
    const all = [...args.posonlyargs, ...args.args].slice(callee.kind === "bound" ? 1 : 0);
    const parameters = all.map((arg) => this.typeOf(this.program.total(this.program.bindings.bindingOf(arg))));
    return { parameters, result: this.typeOf(info.result) };
  }

  private resultOf(atom: Atom): Type {
    switch (atom.kind) {
      case "function":
      case "bound": {
        const callee = atom.kind === "function" ? atom.of : atom.function;
        return callee.kind === "user" ? this.typeOf(this.program.functionOf(callee).result) : UNKNOWN;
      }
      case "callable":
        return this.typeOf(atom.result);
      case "partial":
        return union(atomsOf(atom.function).map((inner) => this.resultOf(inner)));
      default:
        return UNKNOWN;
    }
  }

  /** An instance of a subclass is one of the base. */
  private withoutSubclasses(atoms: Atom[]): Atom[] {
    const classes = new Set(atoms.flatMap((atom) => (atom.kind === "instance" ? [atom.of] : [])));
    if (classes.size < 2) return atoms;
    const hasBase = (of: UserClass): boolean =>
      this.program.classOf(of).ancestors.some((base) => base.user !== of && classes.has(base.user));
    return atoms.filter((atom) => atom.kind !== "instance" || !hasBase(atom.of));
  }
}

function isTuple(atom: Atom): boolean {
  return atom.kind === "tuple" || (atom.kind === "generic" && atom.of === "tuple-of");
}

function isFunction(atom: Atom): boolean {
  return atom.kind === "function" || atom.kind === "bound" || atom.kind === "callable" || atom.kind === "partial";
}

type IntType = Extract<Type, { kind: "int" }>;

function intType({ bits, least, minusZero }: IntAtom): IntType {
  return { kind: "int", small: bits <= SMALL_BITS, bits, least, minusZero };
}

/** What both of two ranges of ints allow. */
function narrower(a: IntType, b: IntType): IntType {
  const fewer = (a.bits ?? 0) < (b.bits ?? 0) ? a : b;
  const minusZero = a.minusZero === true && b.minusZero === true;
  return { ...fewer, least: Math.max(a.least ?? -Infinity, b.least ?? -Infinity), minusZero };
}

/** What either of two ranges of ints allows. */
function wider(a: IntType, b: IntType): IntType {
  const more = (a.bits ?? 0) >= (b.bits ?? 0) ? a : b;
  const minusZero = a.minusZero === true || b.minusZero === true;
  return { ...more, least: Math.min(a.least ?? -Infinity, b.least ?? -Infinity), minusZero };
}

/** The types that are members of all; of ints the narrowest. */
function intersection(types: Type[]): Type {
  const [first, ...others] = types.map((type) => (type.kind === "union" ? type.members : [type]));
  let common = first!;
  for (const members of others) {
    common = common.flatMap((type) => {
      if (members.some((member) => member.kind === "unknown")) return [type];
      const same = members.find((member) => show(member) === show(type));
      if (same?.kind === "int" && type.kind === "int") return [narrower(same, type)];
      return same === undefined ? [] : [type];
    });
  }
  return union(common);
}

/** What is anything because a member is: it reads as the members do, where all have something to say. */
function unknownUnion(types: Type[]): Type {
  const isSilent = types.some((type) => type.kind === "unknown" && type.reads === undefined);
  if (isSilent) return UNKNOWN;
  return { kind: "unknown", reads: union(types.map((type) => (type.kind === "unknown" ? type.reads! : type))) };
}

/** The union of types: unknown if one is, without never and doubles; ints of several ranges are one. */
export function union(types: Type[]): Type {
  const members = new Map<string, Type>();
  for (const type of types.flatMap((member) => (member.kind === "union" ? member.members : [member]))) {
    if (type.kind === "unknown") return unknownUnion(types);
    if (type.kind === "never") continue;
    const key = type.kind === "int" ? "int" : show(type);
    const present = members.get(key);
    members.set(key, present?.kind === "int" && type.kind === "int" ? wider(present, type) : type);
  }
  if (members.size === 0) return { kind: "never" };
  const [only] = members.values();
  if (members.size === 1) return only!;
  const ordered = [...members.values()].sort((a, b) => rank(a) - rank(b) || (show(a) < show(b) ? -1 : 1));
  return { kind: "union", members: ordered };
}

const ORDER: Type["kind"][] = ["bool", "int", "float", "complex", "str", "bytes"];

/** Numbers and strings first, None last. */
function rank({ kind }: Type): number {
  if (kind === "none") return ORDER.length + 1;
  const index = ORDER.indexOf(kind);
  return index === -1 ? ORDER.length : index;
}

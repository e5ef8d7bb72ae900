/** What is known of the program while its types are being inferred: the state of one inference. */
import type * as ast from "../../parser/ast.js";
import type { Binding, Bindings } from "../bind/scopes.js";
import type { SourceProgram } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";
import { NONE, UNKNOWN, type Atom, type GenericAtom, type UnknownAtom } from "./atoms.js";
import { Solver, type TypeNode } from "./solver.js";
import type { DataField } from "./dataclass.js";
import { show } from "./show.js";
import type { StubEntry, Stubs } from "./stubs.js";
import type { StubClass, StubMember, Type, UserClass, UserFunction } from "./types.js";

export type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda;

export interface FunctionInfo {
  user: UserFunction;
  /** What each parameter holds; for `*args` and `**kw` the tuple and the dict. */
  parameters: Map<string, TypeNode>;
  /** Elements of `*args` and values of `**kw`. */
  rest: { vararg: TypeNode | null; kwarg: TypeNode | null };
  /** Nodes of the default values, by parameter. */
  defaults: Map<string, TypeNode>;
  /** What `return` gives. */
  returns: TypeNode;
  /** What a call gives: `returns`, or the generator. */
  result: TypeNode;
  yields: TypeNode;
  /** What `yield` gives inside: what callers send. */
  sent: TypeNode;
  /** Callers are not all known. */
  escapes: boolean;
  called: boolean;
  /** Its end or a `return` can be reached, so that an empty result is not that of a function which never returns. */
  mayReturn: boolean;
}

export interface ClassInfo {
  user: UserClass;
  node: ast.ClassDef;
  /** Bases that are classes of the script or of stubs; null for any other. */
  bases: (ClassInfo | StubClass | null)[];
  /** Classes of the script in the order in which attributes are looked up, this class first. */
  ancestors: ClassInfo[];
  /** Subclasses in the script, this class included. */
  descendants: ClassInfo[];
  stubBases: StubClass[];
  /** True when a base could not be resolved, or a metaclass or decorator may change anything. */
  isOpen: boolean;
  /** Names that its methods store through their first parameter, or that its body binds. */
  declared: Set<string>;
  attributes: Map<string, TypeNode>;
  /** Values that the class body binds, before they are bound to a receiver. */
  classValues: Map<string, TypeNode>;
  methods: Map<string, FunctionInfo>;
  properties: Map<string, PropertyInfo>;
  staticMethods: Set<string>;
  classMethods: Set<string>;
  /** True when an instance goes where its type is not followed. */
  escapes: boolean;
  /** A subclass of enum.Enum: its attributes are its instances. */
  isEnumeration: boolean;
  /** Anything may have been stored under any name. */
  allUnknown: boolean;
  /** Fields of a dataclass in order; null for other classes. */
  fields: DataField[] | null;
}

export interface PropertyInfo {
  getter: FunctionInfo | null;
  setter: FunctionInfo | null;
}

/** An argument of a call, with its expression where there is one. */
export interface Argument {
  node: TypeNode;
  expression: ast.Expression | null;
}

export interface CallArguments {
  positional: Argument[];
  /** Joined elements of everything from the first `*iterable` on; null when there is none. */
  starred: TypeNode | null;
  keywords: Map<string, Argument>;
  /** Joined values of `**mapping`s; null when there is none. */
  doubleStarred: TypeNode | null;
}

/** A method call or attribute access on a receiver of unknown type, to be applied to every class that escapes. */
export type UnknownUse =
  | { kind: "call"; name: string; arguments: CallArguments; result: TypeNode }
  | { kind: "read"; name: string; result: TypeNode }
  | { kind: "store"; name: string; value: TypeNode };

export class Program {
  readonly solver = new Solver();
  readonly source: SourceProgram;
  /** Of the nodes of all modules. */
  readonly bindings: Pick<Bindings, "resolve" | "bindingOf" | "scopeOf" | "enclosing">;
  readonly stubs: Stubs;
  readonly expressions = new Map<ast.Expression, TypeNode>();
  /** What the target of `x += 1` holds before it. */
  readonly augmented = new Map<ast.AugAssign, TypeNode>();
  readonly totals = new Map<Binding, TypeNode>();
  readonly functions = new Map<FunctionNode, FunctionInfo>();
  readonly classes = new Map<ast.ClassDef, ClassInfo>();
  readonly unknownUses: UnknownUse[] = [];
  /** Nodes whose contents have been handed to code that is not followed. */
  readonly escaped = new Set<TypeNode>();
  readonly leaked = new Set<TypeNode>();
  /** Type arguments of a receiver as its class's bases see them. */
  readonly environments = new WeakMap<object, Map<StubClass, Map<string, TypeNode>>>();

  /** Keys and items of values that are no dicts, as `dict(...)` takes them. */
  readonly mappingViews = new WeakMap<object, TypeNode[]>();
  /** What iterating over instances of a class gives. */
  readonly instanceElements = new Map<ClassInfo, TypeNode>();
  /** Values of stub entries. */
  readonly entryNodes = new Map<StubEntry, TypeNode>();
  /** What properties and variables of stub classes hold, by the environment of their receiver. */
  readonly memberValues = new WeakMap<object, Map<StubMember, TypeNode>>();

  /** The classes that calls of `namedtuple` make; null for other calls. */
  readonly namedTuples = new Map<ast.Call, StubClass | null>();
  private readonly readings = new Map<string, UnknownAtom>();
  private readonly shared = new Map<StubClass, TypeNode[]>();

  /** What the attributes of argparse's Namespaces hold; `isOpen` when any may hold anything. */
  readonly namespaces = { attributes: new Map<string, TypeNode>(), isOpen: false };

  /** Modules whose variables are met where they are not followed. */
  readonly openModules = new Set<SourceModule>();
  /** Variables that one module writes in another although no name tells that it is that one. */
  readonly foundStores: { module: SourceModule; name: string }[] = [];

  constructor(source: SourceProgram, stubs: Stubs) {
    const [first] = source.modules.values();
    this.source = source;
    this.bindings = first!.bindings;
    this.stubs = stubs;
  }

  node(...atoms: Atom[]): TypeNode {
    return this.solver.node(...atoms);
  }

  /** Anything, of which signatures say that it is of the type. */
  reading(type: Type): UnknownAtom {
    if (type.kind === "unknown") return type.reads === undefined ? UNKNOWN : this.reading(type.reads);
    const key = show(type);
    let atom = this.readings.get(key);
    if (atom === undefined) this.readings.set(key, (atom = { kind: "unknown", reads: type }));
    return atom;
  }

  unknown(): TypeNode {
    return this.solver.node(UNKNOWN);
  }

  none(): TypeNode {
    return this.solver.node(NONE);
  }

  /** Join of all that a variable ever holds. */
  total(binding: Binding): TypeNode {
    let node = this.totals.get(binding);
    if (node === undefined) this.totals.set(binding, (node = this.node()));
    return node;
  }

  generic(of: GenericAtom["of"], ...parameters: TypeNode[]): GenericAtom {
    return { kind: "generic", of, parameters };
  }

  /** The type parameters of a new instance: its own, but for named tuples, which have one type for all. */
  parametersOf(of: StubClass): TypeNode[] {
    let nodes = this.shared.get(of);
    if (nodes !== undefined) return nodes;
    nodes = of.typeParameters.map(() => this.node());
    if (of.fields !== null) this.shared.set(of, nodes);
    return nodes;
  }

  classOf(user: UserClass): ClassInfo {
    return this.classes.get(user.node)!;
  }

  functionOf(user: UserFunction): FunctionInfo {
    return this.functions.get(user.node)!;
  }

  /** A node for an atom alone, to hand it to something that takes nodes. */
  just(atom: Atom): TypeNode {
    return this.solver.node(atom);
  }
}

/** Arguments that are positional only. */
export function positionalArguments(...nodes: TypeNode[]): CallArguments {
  return {
    positional: nodes.map((node) => ({ node, expression: null })),
    starred: null,
    keywords: new Map(),
    doubleStarred: null,
  };
}

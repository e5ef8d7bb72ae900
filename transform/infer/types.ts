/** The lattice of inferred types. A type is a claim that holds at every run, or `unknown`. */
import type * as ast from "../../parser/ast.js";
import type { SourceModule } from "../program/source-module.js";
import type { StubModule } from "./stubs.js";
import type { Threads } from "./threads.js";

export type Type =
  | { kind: "never" } // no value ever arrives: dead code, or a function that only raises
  | { kind: "unknown"; reads?: Type } // anything; `reads`: what signatures say of it, which nothing proves
  | { kind: "none" }
  | { kind: "bool" }
  /**
   * `bits`: proven within ±2 ** bits (0, 8, 16, 26, 32, 52 or Infinity). `small`: bits <= 52, that is with room for one
   * addition or subtraction of small constants; an operation whose own type is small is plain arithmetic on numbers.
   * `least`: proven to be no less, one of 1, 0 and -Infinity. `minusZero`: a zero may be JavaScript's -0.
   */
  | { kind: "int"; small: boolean; bits?: number; least?: number; minusZero?: boolean }
  | { kind: "float" }
  | { kind: "complex" }
  | { kind: "str" }
  | { kind: "bytes" }
  | { kind: "list"; element: Type }
  | { kind: "set"; element: Type }
  | { kind: "frozenset"; element: Type }
  | { kind: "dict"; key: Type; value: Type }
  | { kind: "tuple"; elements: Type[] }
  | { kind: "tuple-of"; element: Type } // tuple[T, ...]
  | { kind: "range" }
  | { kind: "iterable"; element: Type } // Iterable or Iterator of a stub, zip, map, enumerate...
  | { kind: "generator"; element: Type }
  | { kind: "instance"; of: UserClass | StubClass; arguments: Type[] } // arguments: the stub class's type parameters
  | { kind: "class"; of: UserClass | StubClass } // the class itself as a value
  | { kind: "function"; of: Callee } // one known function
  /** A function of this shape; `nothing`: it may be one that gives nothing, where others give a value. */
  | { kind: "callable"; parameters: Type[] | null; result: Type; nothing?: boolean }
  | { kind: "module"; name: string } // dotted Python name
  | { kind: "union"; members: Type[] };

export type Callee = UserFunction | StubFunction | BoundMethod;

/** A def or lambda of the script. */
export interface UserFunction {
  kind: "user";
  node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda;
  /** The class it is a method of. */
  owner: UserClass | null;
}

/** A method taken from an instance. */
export interface BoundMethod {
  kind: "bound";
  function: UserFunction | StubFunction;
  self: Type;
}

/** A class of the script. */
export interface UserClass {
  kind: "user";
  node: ast.ClassDef;
  bases: (UserClass | StubClass | null)[]; // null: a base that could not be resolved
  /** Instance and class attributes with their types. */
  attributes: Map<string, Type>;
  methods: Map<string, UserFunction>;
}

/** A class that a runtime stub (.pyi) describes. */
export interface StubClass {
  kind: "stub";
  /** Dotted: `multiprocessing.process.Process`, `builtins.dict`. */
  name: string;
  /** The module and name by which emitted code imports it. */
  module: string;
  typeParameters: string[];
  bases: StubClass[];
  member(name: string): StubMember | null; // looks into bases too
  /** The stub that it comes from, in which its annotations are read. */
  stubModule: StubModule;
  /** `bases` with what they are given as type arguments. */
  genericBases: { class: StubClass; arguments: ast.Expression[] }[];
  ownMember(name: string): StubMember | null;
  /** Of a class that a call of `namedtuple` made: the names of its items, of which each has a type parameter. */
  fields: readonly string[] | null;
}

export type StubMember =
  | { kind: "function"; function: StubFunction; static: boolean }
  | { kind: "property"; type: ast.Expression; owner: StubClass }
  | { kind: "variable"; type: ast.Expression; owner: StubClass };

/** A function-valued parameter that the runtime calls with what other parameters hold: `Process(target=, args=)`. */
export interface Applies {
  target: string;
  /** Parameter with the positional arguments; `*name` when it is the varargs parameter itself; null for none. */
  args: string | null;
  /** Parameter with the keyword arguments; `**name` when it is the kwargs parameter itself; null for none. */
  kwargs: string | null;
  /** True when each element of `args` holds the arguments of one call (`starmap`). */
  each: boolean;
}

export interface StubParameter {
  name: string;
  /** As CPython's kinds. */
  kind: "positional-only" | "positional-or-keyword" | "varargs" | "keyword-only" | "kwargs";
  /** `null`: required. The stub's default expression; `...` when it isn't a literal. */
  default: ast.Expression | null;
  annotation: ast.Expression | null;
}

export interface StubFunction {
  kind: "stub";
  name: string;
  module: string;
  owner: StubClass | null;
  parameters: StubParameter[]; // without self/cls
  /** First parameter that travels in the trailing options object, from `@options("name")`. */
  optionsFrom: string | null;
  /** The methods that TypeScript calls instead, from `@calls("acquire")`. */
  calls: readonly string[];
  returns: ast.Expression | null;
  /** Further overloads, tried after this one. */
  overloads: StubFunction[];
  decorators: string[];
  /** The stub that it comes from, in which its annotations are read. */
  stubModule: StubModule;
  /** Its own type parameters, not those of its class. */
  ownTypeParameters: string[];
  /** `self: list[str]`: for which receivers the function is meant. */
  selfAnnotation: ast.Expression | null;
  applies: Applies[];
}

export interface Signature {
  parameters: Type[];
  result: Type;
}

/** What inference tells the lowering. */
export interface Types {
  /** The type of an expression at run time. */
  of(expression: ast.Expression): Type;
  /** The type of what an augmented assignment's target holds before it. */
  before(statement: ast.AugAssign): Type;
  /** Join of all values that a variable ever holds, by the node that binds it (Name, Arg, def, class, Alias). */
  ofBinding(binding: import("../bind/scopes.js").Binding): Type;
  /** What a function returns (for a generator: the Generator type; for a coroutine: what waiting for it gives). */
  returns(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): Type;
  /** What `send` passes to a generator: None alone where nothing else is ever sent. */
  sent(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): Type;
  /** `ofBinding`, `returns` and an attribute's type for signatures: what isn't known of them as the annotations say, unproven. */
  declaredOf(binding: import("../bind/scopes.js").Binding): Type;
  declaredResult(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): Type;
  declaredField(of: UserClass, name: string): Type;
  /** What a call calls, when that is one known function or class; else null. */
  callee(call: ast.Call): Callee | UserClass | StubClass | null;
  /**
   * What a function of the script takes and gives where it is a value; null when it takes more than plain positional
   * parameters. A bound method takes them without its receiver.
   */
  signature(callee: UserFunction | BoundMethod): Signature | null;
  /** The class of tuples that a call makes, with the types of its items; null when it makes none that is known. */
  namedTuple(value: ast.Expression): { class: StubClass; items: Type[] } | null;
  /** The class that a ClassDef makes. */
  classOf(node: ast.ClassDef): UserClass;
  /** True when the function is used as a value (not only called directly), so that callers are not all known. */
  escapes(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): boolean;
  /** True when some call of the function can't but raise TypeError, which shows the function's qualified name. */
  misfits(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): boolean;
  /** Member of an imported stub module (`time.sleep`), or null when the stub has none. */
  stubMember(
    module: string,
    name: string,
  ): StubFunction | StubClass | { kind: "variable"; type: Type } | { kind: "module"; name: string } | null;
  /** The public names of a stub module. */
  stubNames(module: string): string[];
  /** True when a stub exists for the module. */
  hasStub(module: string): boolean;
  /** Which functions a thread may have to leave in the middle. */
  readonly threads: Threads;
  /** True for a `try` that may run often, whose handlers alone see what its body raises and they take. */
  isUntraced(node: ast.Try): boolean;
  /** The functions that check how deep calls go. */
  readonly recursive: ReadonlySet<ast.Node>;
  /** True when a module of the program is a value of which not all uses are known. */
  isOpen(module: SourceModule): boolean;
}

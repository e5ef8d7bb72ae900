/** Inferred types as TypeScript's. */
import { ts } from "ts-morph";
import type { Context } from "../context.js";
import type * as ast from "../../parser/ast.js";
import type { Callee, StubClass, StubFunction, Type, UserClass } from "../infer/types.js";
import { isCalledClass } from "./calls/called-classes.js";
import * as b from "./builders.js";
import { hasOptions, parameterLayout, type ParameterLayout } from "./functions.js";
import { isSameImport, modulePath, onlyImport } from "./imports.js";
import { freshName, propertyName, variableName } from "./names.js";
import type { FunctionNode } from "../infer/program.js";
import type { SourceModule } from "../program/source-module.js";

const f = ts.factory;

/** Kinds of which there is one type each. */
const SIMPLE = new Set<Type["kind"]>(["none", "bool", "int", "str", "unknown", "complex", "bytes", "range"]);

export class TypeWriter {
  private readonly context: Context;
  /** Functions whose types are being written. */
  private readonly writing = new Set<ast.Node>();

  constructor(context: Context) {
    this.context = context;
  }

  /** The annotation for a value of the type. */
  write(type: Type): ts.TypeNode {
    switch (type.kind) {
      case "unknown":
        return type.reads === undefined ? b.keywordType("unknown") : this.write(type.reads);
      case "never":
        return b.keywordType("unknown");
      case "none":
        return b.nullType();
      case "bool":
        return b.keywordType("boolean");
      case "int":
        return type.small ? b.keywordType("number") : this.helper("int");
      case "float":
        return b.keywordType("number");
      case "str":
        return b.keywordType("string");
      case "complex":
      case "bytes":
      case "range":
        return this.helper(type.kind);
      case "list":
        return f.createArrayTypeNode(this.write(type.element));
      case "set":
      case "frozenset":
        return this.helper(type.kind, [type.element]);
      case "dict":
        return this.helper("dict", [type.key, type.value]);
      case "tuple":
        return this.helperOf("tuple", [f.createTupleTypeNode(type.elements.map((element) => this.write(element)))]);
      case "tuple-of":
        return this.helperOf("tuple", [f.createArrayTypeNode(this.write(type.element))]);
      case "iterable":
        return b.typeName("Iterable", [this.write(type.element)]);
      case "generator":
        return b.typeName("Generator", [this.write(type.element)]);
      case "instance":
        return this.classType(type.of, type.arguments);
      case "class":
        if (type.of.kind === "user") return f.createTypeQueryNode(b.id(this.userClass(type.of)));
        return isCalledClass(type.of) && type.of.name !== SUPER
          ? f.createTypeQueryNode(b.id(this.context.imports.typeHelper(lastPart(type.of.name))))
          : this.callable(null, { kind: "instance", of: type.of, arguments: [] }, true);
      case "function":
        return this.functionType(type.of);
      case "callable":
        return this.callable(type.parameters, type.result, false, type.nothing);
      case "module":
        return b.keywordType("unknown");
      case "union":
        return this.union(type.members);
    }
  }

  /** The type of what a class of the library carries: `never` where nothing ever arrives. */
  writePart(type: Type): ts.TypeNode {
    return type.kind === "never" ? b.keywordType("never") : this.write(type);
  }

  /** A function's return type: `void` where Python returns nothing but None. */
  writeResult(type: Type): ts.TypeNode {
    return type.kind === "none"
      ? b.keywordType("void")
      : type.kind === "never"
        ? b.keywordType("never")
        : this.write(type);
  }

  /** A runtime class by the name under which the file knows it. */
  classType(of: UserClass | StubClass, args: readonly Type[]): ts.TypeNode {
    const parameters = args.map((argument) => this.writePart(argument));
    if (of.kind === "user") return b.typeName(this.userClass(of), parameters);
    if (of.fields !== null) return this.namedTuple(of, args);
    if (of.name === SUPER) return b.keywordType("unknown");
    if (of.module === "builtins" || of.module === "builtins.protocols")
      return this.helperOf(lastPart(of.name), parameters);
    const name = lastPart(of.name);
    const own = this.importedName(of, name);
    if (own) return b.typeName(own, parameters);
    const path = of.module.replaceAll(".", "/");
    return b.typeName(this.context.imports.named(path, name, this.freshImport(name, path), true), parameters);
  }

  /** By the name of the variable that holds the class, or by its items where there is none. */
  private namedTuple(of: StubClass, given: readonly Type[]): ts.TypeNode {
    const { program, types } = this.context;
    // A class as a value is written without what its items hold.
    const items = (of.fields ?? []).map((_, index) => given[index] ?? ({ kind: "unknown" } as const));
    for (const owner of program.modules.values()) {
      for (const { name, definitions } of owner.bindings.module.bindings.values()) {
        const [only] = definitions;
        const value = only?.kind === "assign" && only.statement.kind === "Assign" ? only.statement.value : null;
        if (definitions.length > 1 || value === null || types.namedTuple(value)?.class !== of) continue;
        return b.typeName(this.classOfModule(owner, name));
      }
    }
    return f.createIntersectionTypeNode([this.namedTupleOf(items), f.createTypeLiteralNode(this.itemsOf(of, items))]);
  }

  /** The items of a named tuple as properties. */
  itemsOf({ fields }: StubClass, items: readonly Type[]): ts.PropertySignature[] {
    const readonly = [f.createModifier(ts.SyntaxKind.ReadonlyKeyword)];
    return (fields ?? []).map((field, index) =>
      f.createPropertySignature(readonly, propertyName(field), undefined, this.write(items[index]!)),
    );
  }

  /** `NamedTuple<[number, number]>` */
  namedTupleOf(items: readonly Type[]): ts.ExpressionWithTypeArguments {
    const { imports } = this.context;
    const name = this.freshImport("NamedTuple", "collections");
    return f.createExpressionWithTypeArguments(b.id(imports.named("collections", "NamedTuple", name, true)), [
      f.createTupleTypeNode(items.map((item) => this.write(item))),
    ]);
  }

  /** The name under which the file knows a class of the program, imported as a type if nothing else. */
  private userClass({ node }: UserClass): string {
    const { program, bindings } = this.context;
    return this.classOfModule(program.moduleOf(bindings.enclosing(node)), node.name);
  }

  private classOfModule(owner: SourceModule | null, className: string): string {
    const { file, bindings, imports } = this.context;
    const name = variableName(className);
    if (owner === null || owner === file) return name;
    const imported = { kind: "member", module: owner, name: className } as const;
    const own = [...bindings.module.bindings.values()].find((binding) => {
      const other = onlyImport(binding, this.context);
      return other !== null && isSameImport(other, imported);
    });
    const path = modulePath(owner);
    if (own) return imports.named(path, name, variableName(own.name), true);
    return imports.named(path, name, this.freshImport(name, path), true);
  }

  /** A name for an import that the script has no name for. */
  private freshImport(name: string, path: string): string {
    const { bindings, imports } = this.context;
    return freshName(name, (wanted) => bindings.names.has(wanted) || imports.isTaken(wanted, path, name));
  }

  /** The name under which the script's own imports know a member of the runtime: `Queue`, `mp.Queue`. */
  private importedName(of: StubClass | StubFunction, name: string): string | null {
    const { bindings, imports, types } = this.context;
    const isMeant = (found: ReturnType<typeof types.stubMember>): boolean =>
      found !== null && (found === of || ("bases" in found && found.name === of.name));
    const imported = [...bindings.module.bindings.values()].flatMap((binding) => {
      const [definition] = binding.definitions;
      return definition?.kind === "import" ? [{ local: variableName(binding.name), ...definition }] : [];
    });
    for (const { local, alias, statement } of imported) {
      const module = statement.kind === "ImportFrom" ? (statement.module ?? "") : null;
      if (module === null || !isMeant(types.stubMember(module, alias.name))) continue;
      return imports.named(module.replaceAll(".", "/"), alias.name, local, true);
    }
    for (const { local, alias, statement } of imported) {
      const isWhole = statement.kind === "Import" && (alias.asname !== null || !alias.name.includes("."));
      if (!isWhole || !isMeant(types.stubMember(alias.name, name))) continue;
      return `${imports.namespace(alias.name.replaceAll(".", "/"), local)}.${name}`;
    }
    return null;
  }

  private helper(name: string, args: readonly Type[] = []): ts.TypeNode {
    return this.helperOf(
      name,
      args.map((argument) => this.write(argument)),
    );
  }

  private helperOf(name: string, args: readonly ts.TypeNode[]): ts.TypeNode {
    return b.typeName(this.context.imports.typeHelper(name), args);
  }

  /** A known function's own type; a function that takes or gives itself is written without its parts. */
  private parameterType(parameter: ast.Arg): ts.TypeNode {
    return this.write(this.declared(parameter));
  }

  private declared(parameter: ast.Arg): Type {
    return this.context.types.declaredOf(this.context.bindings.bindingOf(parameter));
  }

  /** `options?: { sep?: string; [name: string]: unknown }` */
  private optionsParameter(layout: ParameterLayout): ts.ParameterDeclaration {
    const { keywordOnly, keywordDefaults, kwarg } = layout;
    const members: ts.TypeElement[] = keywordOnly.map((parameter, index) => {
      const question = keywordDefaults[index] === null ? undefined : f.createToken(ts.SyntaxKind.QuestionToken);
      return f.createPropertySignature(undefined, parameter.arg, question, this.parameterType(parameter));
    });
    if (kwarg) members.push(this.otherKeywords(layout));
    const type = ts.setEmitFlags(f.createTypeLiteralNode(members), ts.EmitFlags.SingleLine);
    return b.parameter("options", { type, optional: keywordDefaults.every((value) => value !== null) });
  }

  /** `[name: string]: number`, for `**kwargs`; the types of other keywords would have to fit that as well. */
  otherKeywords({ keywordOnly, kwarg }: ParameterLayout): ts.IndexSignatureDeclaration {
    const type = this.declared(kwarg!);
    const isKnown = type.kind === "dict" && keywordOnly.length === 0;
    const key = b.parameter("name", { type: b.keywordType("string") });
    return f.createIndexSignature(undefined, [key], isKnown ? this.writePart(type.value) : b.keywordType("unknown"));
  }

  /** The array that `*args` travels as. */
  varargArray(vararg: ast.Arg): ts.TypeNode {
    const type = this.declared(vararg);
    return f.createArrayTypeNode(type.kind === "tuple-of" ? this.writePart(type.element) : b.keywordType("unknown"));
  }

  private functionType(of: Callee): ts.TypeNode {
    const known = of.kind === "bound" ? of.function : of;
    if (of.kind === "stub" && of.owner === null) {
      const name = of.module === "builtins" ? this.context.imports.typeHelper(of.name) : this.importedName(of, of.name);
      if (name !== null) return f.createTypeQueryNode(b.id(name));
    }
    if (known.kind !== "user" || this.writing.has(known.node)) {
      return this.callable(null, { kind: "unknown" });
    }
    this.writing.add(known.node);

    const layout = parameterLayout(known.node.args, known.owner !== null);
    // TypeScript has no optional parameters ahead of others.
    const isFollowed = layout.varargAsArray || layout.keywordDefaults.includes(null);
    const parameters = layout.positional.map((parameter, index) =>
      b.parameter(variableName(parameter.arg), {
        type: this.parameterType(parameter),
        optional: layout.defaults[index] !== null && !isFollowed,
      }),
    );
    if (layout.vararg)
      parameters.push(
        b.parameter(variableName(layout.vararg.arg), {
          type: this.varargArray(layout.vararg),
          rest: !layout.varargAsArray,
        }),
      );
    if (hasOptions(layout)) parameters.push(this.optionsParameter(layout));
    const written = f.createFunctionTypeNode(undefined, parameters, this.functionResult(known.node));
    this.writing.delete(known.node);
    return written;
  }

  private functionResult(node: FunctionNode): ts.TypeNode {
    const { types, bindings } = this.context;
    const result = this.writeResult(types.declaredResult(node));
    const isCoroutine = node.kind === "FunctionDef" && node.isAsync === true && !bindings.scopeOf(node).isGenerator;
    return isCoroutine ? this.coroutine(result) : result;
  }

  /** What a call of an `async def` gives. */
  coroutine(result: ts.TypeNode): ts.TypeNode {
    return this.helperOf("Coroutine", [result]);
  }

  private callable(parameters: readonly Type[] | null, result: Type, constructs = false, nothing = false): ts.TypeNode {
    const declared = parameters
      ? parameters.map((type, index) => b.parameter(`arg${index}`, { type: this.write(type) }))
      : [b.parameter("args", { type: f.createArrayTypeNode(b.keywordType("never")), rest: true })];
    const written = this.writeResult(result);
    const isVoid = nothing && result.kind === "union";
    const returned = isVoid ? f.createUnionTypeNode([written, b.keywordType("void")]) : written;
    return constructs
      ? f.createConstructorTypeNode(undefined, undefined, declared, returned)
      : f.createFunctionTypeNode(undefined, declared, returned);
  }

  private union(members: readonly Type[]): ts.TypeNode {
    const shown = new Map<string, ts.TypeNode>();
    members.forEach((member, index) => {
      const isNumber = member.kind === "float" || (member.kind === "int" && member.small);
      const key = isNumber ? "number" : `${member.kind} ${SIMPLE.has(member.kind) ? "" : index}`;
      if (!shown.has(key)) shown.set(key, this.write(member));
    });
    const nodes = [...shown.values()].map((node) =>
      ts.isFunctionTypeNode(node) ? f.createParenthesizedType(node) : node,
    );
    return nodes.length === 1 ? nodes[0]! : f.createUnionTypeNode(nodes);
  }
}

/** Which TypeScript has no name for: it is a word of JavaScript's. */
const SUPER = "builtins.super";

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

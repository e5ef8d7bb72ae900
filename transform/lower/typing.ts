/** Inferred types as TypeScript's. */
import { ts } from "ts-morph";
import type { Context } from "../context.js";
import type * as ast from "../../parser/ast.js";
import type { Callee, StubClass, StubFunction, Type, UserClass } from "../infer/types.js";
import * as b from "./builders.js";
import { hasOptions, parameterLayout, type ParameterLayout } from "./functions.js";
import { isSameImport, modulePath, onlyImport } from "./imports.js";
import { freshName, variableName } from "./names.js";
import type { FunctionNode } from "../infer/program.js";

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
      case "never":
      case "unknown":
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
        return type.of.kind === "user"
          ? f.createTypeQueryNode(b.id(this.userClass(type.of)))
          : this.callable(null, { kind: "instance", of: type.of, arguments: [] }, true);
      case "function":
        return this.functionType(type.of);
      case "callable":
        return this.callable(type.parameters, type.result);
      case "module":
        return b.keywordType("unknown");
      case "union":
        return this.union(type.members);
    }
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
    const parameters = args.map((argument) => this.write(argument));
    if (of.kind === "user") return b.typeName(this.userClass(of), parameters);
    if (of.name === "builtins.super") return b.keywordType("unknown"); // a word of JavaScript's
    if (of.module === "builtins" || of.module === "builtins.protocols")
      return this.helperOf(of.name.slice(of.name.lastIndexOf(".") + 1), parameters);
    const name = of.name.slice(of.name.lastIndexOf(".") + 1);
    const own = this.importedName(of, name);
    if (own) return b.typeName(own, parameters);
    return b.typeName(this.context.imports.named(of.module.replaceAll(".", "/"), name, name, true), parameters);
  }

  /** The name under which the file knows a class of the program, imported as a type if nothing else. */
  private userClass({ node }: UserClass): string {
    const { program, file, bindings, imports } = this.context;
    const name = variableName(node.name);
    const owner = program.moduleOf(bindings.enclosing(node));
    if (owner === null || owner === file) return name;
    const imported = { kind: "member", module: owner, name: node.name } as const;
    const own = [...bindings.module.bindings.values()].find((binding) => {
      const other = onlyImport(binding, this.context);
      return other !== null && isSameImport(other, imported);
    });
    const path = modulePath(owner);
    if (own) return imports.named(path, name, variableName(own.name), true);
    const local = freshName(name, (wanted) => bindings.names.has(wanted) || imports.isTaken(wanted, path, name));
    return imports.named(path, name, local, true);
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
    return this.write(this.context.types.declaredOf(this.context.bindings.bindingOf(parameter)));
  }

  /** `options?: { sep?: string; [name: string]: unknown }` */
  private optionsParameter({ keywordOnly, keywordDefaults, kwarg }: ParameterLayout): ts.ParameterDeclaration {
    const members: ts.TypeElement[] = keywordOnly.map((parameter, index) => {
      const question = keywordDefaults[index] === null ? undefined : f.createToken(ts.SyntaxKind.QuestionToken);
      return f.createPropertySignature(undefined, parameter.arg, question, this.parameterType(parameter));
    });
    if (kwarg) {
      const key = b.parameter("name", { type: b.keywordType("string") });
      members.push(f.createIndexSignature(undefined, [key], b.keywordType("unknown")));
    }
    const type = ts.setEmitFlags(f.createTypeLiteralNode(members), ts.EmitFlags.SingleLine);
    return b.parameter("options", { type, optional: keywordDefaults.every((value) => value !== null) });
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
          type: f.createArrayTypeNode(b.keywordType("unknown")),
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

  private callable(parameters: readonly Type[] | null, result: Type, constructs = false): ts.TypeNode {
    const declared = parameters
      ? parameters.map((type, index) => b.parameter(`arg${index}`, { type: this.write(type) }))
      : [b.parameter("args", { type: f.createArrayTypeNode(b.keywordType("never")), rest: true })];
    const returned = this.writeResult(result);
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

/** Which expressions have a text that the conversion knows. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { replace } from "./rewrite.js";

export class KnownTexts {
  /** The value of each name that one plain assignment gives a value, and nothing else. */
  private readonly values = new Map<string, ast.Expression>();
  /** What loops go through, for each name that only loops give values. */
  private readonly loops = new Map<string, ast.Expression[]>();

  constructor(module: ast.Module) {
    const stores = new Map<string, number>();
    const store = (name: string): void => void stores.set(name, (stores.get(name) ?? 0) + 1);
    walk(module, {
      enter(node) {
        if (node.kind === "Name" && node.ctx !== "Load") store(node.id);
        if (node.kind === "arg") store(node.arg);
        if (node.kind === "FunctionDef" || node.kind === "ClassDef") store(node.name);
        if (node.kind === "alias") store(node.asname ?? node.name.split(".")[0]!);
        if (node.kind === "Global" || node.kind === "Nonlocal") node.names.forEach(store);
      },
    });
    walk(module, {
      enter: (node) => {
        if (node.kind === "Assign" && node.targets.length === 1 && node.targets[0]!.kind === "Name")
          this.values.set(node.targets[0].id, node.value);
        if ((node.kind === "For" || node.kind === "comprehension") && node.target.kind === "Name")
          this.loops.set(node.target.id, [...(this.loops.get(node.target.id) ?? []), node.iter]);
      },
    });
    for (const name of this.values.keys()) if (stores.get(name) !== 1) this.values.delete(name);
    for (const [name, loops] of this.loops) if (stores.get(name) !== loops.length) this.loops.delete(name);
  }

  /** The expression's text; null where it isn't known. */
  of(node: ast.Expression): string | null {
    switch (node.kind) {
      case "Constant":
        return node.value.type === "str" ? node.value.value : null;
      case "Name": {
        const value = this.values.get(node.id);
        return value === undefined ? null : this.of(value);
      }
      case "BinOp":
        return node.op === "Add" ? this.joined([node.left, node.right]) : null;
      case "JoinedStr":
        return this.joined(node.values.map((part) => (part.kind === "FormattedValue" ? plainField(part) : part)));
      case "Call":
        return isCompilation(node) ? this.of(node.args[0]!) : null;
      default:
        return null;
    }
  }

  private joined(parts: (ast.Expression | null)[]): string | null {
    const texts = parts.map((part) => part && this.of(part));
    return texts.includes(null) ? null : texts.join("");
  }

  /** The texts that the variable of loops takes. */
  choices(name: string): string[] | null {
    const texts = this.loops.get(name)?.flatMap((loop) => this.items(loop)) ?? [null];
    return texts.includes(null) ? null : (texts as string[]);
  }

  private items(loop: ast.Expression): (string | null)[] {
    const list = loop.kind === "Name" ? this.values.get(loop.id) : loop;
    if (list?.kind !== "List" && list?.kind !== "Tuple") return [null];
    return list.elts.map((item) => this.of(item));
  }

  /** Takes the compilation out of `code = compile(…)` where all that used `code` has been replaced. */
  dropCompiled(module: ast.Module): void {
    const read = new Set<string>();
    walk(module, {
      enter(node) {
        if (node.kind === "Name" && node.ctx === "Load") read.add(node.id);
      },
    });
    for (const [name, value] of this.values) {
      if (read.has(name) || !isCompilation(value)) continue;
      replace(value, { kind: "Constant", value: { type: "None" }, prefix: null, start: value.start, end: value.end });
    }
  }
}

function isCompilation(node: ast.Expression): node is ast.Call {
  return node.kind === "Call" && node.func.kind === "Name" && node.func.id === "compile" && node.args.length >= 1;
}

/** The value of a replacement field that shows it as it is. */
function plainField({ value, conversion, format_spec }: ast.FormattedValue): ast.Expression | null {
  return conversion === -1 && format_spec === null ? value : null;
}

/** A variable of the module that a child changes and its parent reads: they have one each. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { Type } from "../infer/types.js";
import type { Start } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import type { Survey } from "./survey.js";

export function globalInChild(scene: Scene): Hazard[] {
  const { survey } = scene;
  return survey.files.flatMap(({ bindings }) =>
    [...bindings.module.bindings.values()].flatMap((binding) => {
      const [written] = writesInChild(binding, scene);
      if (written === undefined || hasOwnInParent(binding, written, scene)) return [];
      const read = readInParent(binding, written, scene);
      if (read === null) return [];
      return {
        code: "global-in-child",
        node: written,
        message: `this changes the child's own '${binding.name}': the parent, which reads it in line ${survey.lineOf(read)}, does not see it`,
        hint: "return the result from a Pool, put it into a Queue, or share it: Value, Array, or a Manager's dict or list",
      };
    }),
  );
}

/** Places in functions that only children run where the variable, or the container that it holds, is changed. */
function writesInChild(binding: Binding, scene: Scene): ast.Node[] {
  const { survey, children } = scene;
  const assigned = binding.definitions.flatMap((definition) => {
    if (definition.kind !== "assign" && definition.kind !== "augment") return [];
    return isHandedIn(definition.statement, survey) ? [] : [definition.name];
  });
  const changed = binding.reads.filter((read) => survey.isChanged(read) && isContainer(survey.typeOf(read)));
  return [...assigned, ...changed].filter((name) => {
    if (survey.functionAround(name) === null || children.runsInParent(name)) return false;
    const starts = children.startsOf(name);
    return starts.length > 0 && !starts.some(({ kind }) => kind === "initializer");
  });
}

/** True where functions of the parent change the variable too, other than ahead of the start: each has its own, and knows. */
function hasOwnInParent({ definitions, reads }: Binding, written: ast.Node, { survey, children }: Scene): boolean {
  const starts = children.startsOf(written);
  const names = definitions.flatMap((definition) => ("name" in definition ? [definition.name] : []));
  const changes = [...names, ...reads.filter((read) => survey.isChanged(read))];
  return changes.some((change) => {
    const around = survey.functionAround(change);
    if (around === null || !children.runsInParent(change)) return false;
    return !starts.some(({ call }) => survey.functionAround(call) === around && change.start < call.start);
  });
}

/** True for `name = parameter`: a child keeps what it was given. */
function isHandedIn(statement: ast.Node, survey: Survey): boolean {
  if (statement.kind !== "Assign" || statement.value.kind !== "Name") return false;
  const binding = survey.fileOf(statement).bindings.resolve(statement.value);
  return binding?.definitions.some(({ kind }) => kind === "parameter") ?? false;
}

function isContainer({ kind }: Type): boolean {
  return kind === "list" || kind === "dict" || kind === "set";
}

/** A place behind the start of the children where the parent alone reads the variable. */
function readInParent({ reads, definitions }: Binding, written: ast.Node, scene: Scene): ast.Node | null {
  const { survey, children } = scene;
  const starts = children.startsOf(written);
  const later = reads.filter((read) => {
    if (children.startsOf(read).length > 0 || !children.runsInParent(read) || survey.isChanged(read)) return false;
    return starts.some((start) => isBehind(read, start, survey)) && !isSetAnew(read);
  });
  return later[0] ?? null;

  /** The parent gives it a value of its own, behind the start. */
  function isSetAnew(read: ast.Node): boolean {
    return definitions.some(
      (definition) =>
        "name" in definition &&
        definition.kind !== "delete" &&
        starts.some((start) => isBehind(definition.name, start, survey)) &&
        definition.name.start < read.start,
    );
  }
}

/** True for code of the same function as the start, below it. */
function isBehind(node: ast.Node, { call }: Start, survey: Survey): boolean {
  return (
    survey.fileOf(node) === survey.fileOf(call) &&
    node.start > call.end &&
    (survey.functionAround(node) === survey.functionAround(call) || survey.functionAround(node) === null)
  );
}

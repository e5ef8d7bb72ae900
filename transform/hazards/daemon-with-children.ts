/** A daemonic process, or a worker of a pool, that starts processes: it may have none. */
import type * as ast from "../../parser/ast.js";
import type { Start } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import { derives, POOL } from "./kinds.js";
import { startsProcess } from "./starting.js";
import { isFunction, type Survey } from "./survey.js";

export function daemonWithChildren(scene: Scene): Hazard[] {
  const { survey, children } = scene;
  const daemons = children.starts.filter((start) => isDaemonic(start, scene));
  if (daemons.length === 0) return [];
  const starting = survey.calls.filter((call) => startsProcess(call, survey) && !isForeseen(call, survey));
  return starting.flatMap((call) => {
    const [start] = children.startsOf(call).filter((each) => daemons.includes(each));
    if (start === undefined) return [];
    const who = start.kind === "process" ? "a daemonic process" : "a worker of a Pool, which is daemonic";
    return {
      code: "daemon-with-children",
      node: call,
      message: `${who} (line ${survey.lineOf(start.call)}) comes here, and may not have children: AssertionError`,
      hint:
        start.kind === "process"
          ? "leave out daemon=True, and join the process at the end"
          : "start it in the parent, or take a ProcessPoolExecutor, whose workers may have children",
    };
  });
}

function isDaemonic({ kind, call, target }: Start, scene: Scene): boolean {
  const { survey } = scene;
  if (kind !== "process") return isOfPlainPool(call, survey);
  if (call.keywords.some(({ arg, value }) => arg === "daemon" && isTrue(value))) return true;
  return survey.attributeStores("daemon").some(({ target: store, value }) => {
    if (!isTrue(value)) return false;
    const made = scene.objects.madeBy(store.value);
    return made === null ? isOwnMethod(store, target, survey) : made.has(call);
  });
}

/** True for the library's own pool, whose workers nothing makes other than daemonic. */
function isOfPlainPool({ func }: ast.Call, survey: Survey): boolean {
  if (func.kind !== "Attribute") return false;
  const type = survey.typeOf(func.value);
  const isPlain = type.kind === "instance" && type.of.kind === "stub" && derives(type.of, POOL);
  return isPlain && !survey.functions.some((each) => each.kind === "FunctionDef" && each.name === "daemon");
}

/** True for `self.daemon = …` in the class whose `run` it is. */
function isOwnMethod(store: ast.Node, run: ast.Node, survey: Survey): boolean {
  const classOf = (node: ast.Node): ast.Node | undefined =>
    [...survey.around(node)].find(({ kind }) => kind === "ClassDef");
  const own = classOf(store);
  return own !== undefined && own === classOf(run);
}

function isTrue(value: ast.Expression): boolean {
  return value.kind === "Constant" && value.value.type === "bool" && value.value.value;
}

/** True for code whose failure the script awaits. */
function isForeseen(node: ast.Node, survey: Survey): boolean {
  for (const each of survey.around(node)) {
    if (isFunction(each)) return false;
    if (each.kind === "Try" && each.handlers.length > 0) return true;
  }
  return false;
}

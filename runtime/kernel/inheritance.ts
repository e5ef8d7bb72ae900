/**
 * What a forked child has of its parent's modules. Its thread loads the program's files anew: what they define is there,
 * and the code that only the parent runs is left out. The values of the variables that the child may read come with the
 * process object (multiprocessing/fork.ts).
 */
import { assignment } from "./self.js";

/** True in a process that was forked: code that its parent has run already doesn't run again. */
export let forked = false;

/** Says that this process is a forked child, before it loads the script. */
export function becomeForked(): void {
  forked = assignment?.role === "child";
}

/** How a variable of a module is read and written; reading one that has no value yet gives undefined, or throws. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each setter takes its own variable's type
type Variable = readonly [get: () => unknown, set: (value: any) => unknown];

type Variables = Readonly<Record<string, Variable>>;

const modules = new Map<string, Variables>();

/** Names the variables of a module that forked children get with the values that they have in the parent. */
export function inherit(variables: Variables, module = "__main__"): void {
  modules.set(module, variables);
}

interface State {
  readonly get: () => unknown;
  readonly set: (value: never) => void;
}

const states = new Map<string, State>();

/**
 * Has a module of the library hand its state on to forked children.
 *
 * @param get gives the state; undefined while it is as every process begins
 * @param set makes a state that came from the parent this process's own
 */
export function inheritState<T>(module: string, get: () => unknown, set: (value: T) => void): void {
  states.set(module, { get, set });
}

/** The states to hand on, with the names of their modules. */
export function inheritedStates(): [module: string, state: unknown][] {
  return [...states].flatMap(([module, { get }]): [string, unknown][] => {
    const state = get();
    return state === undefined ? [] : [[module, state]];
  });
}

/** Makes the parent's state of a module this process's own. */
export function takeState(module: string, state: unknown): void {
  states.get(module)?.set(state as never);
}

/** A variable that is handed on: its module, its name, and its value; undefined when it has none. */
export type Inherited = [module: string, name: string, value: unknown];

/** Every variable to hand on, as it stands now. */
export function inheritedVariables(): Inherited[] {
  return [...modules].flatMap(([module, variables]) =>
    Object.entries(variables).map(([name, [get]]): Inherited => [module, name, valueOf(get)]),
  );
}

/** The value; undefined too where the statement that declares the variable has not run. */
function valueOf(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** Gives a variable the value that it has in the parent. */
export function takeOver(module: string, name: string, value: unknown): void {
  modules.get(module)?.[name]?.[1](value);
}

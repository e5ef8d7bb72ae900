/**
 * What V8 knows of a generator and JavaScript has no words for: the function that made it, and whether it runs. Its
 * debugger tells; it is asked only for what a script shows of a generator.
 */
import type { Runtime, Session } from "node:inspector";
import type { AnyFunction } from "./protocol.js";

interface Internals {
  readonly fn: AnyFunction;
  /** The object of which `fn` was called as a method; undefined for a plain function. */
  readonly receiver: unknown;
  readonly state: "suspended" | "running" | "closed";
}

/** Where objects are handed to the debugger, which knows expressions, and back. */
const HAND = "__py2mp_hand__";
const hand = globalThis as unknown as Record<typeof HAND, unknown>;

/** The function that made a generator, a coroutine or an asynchronous generator, and what that is doing. */
export function internalsOf(generator: object): Internals {
  const { Session } = process.getBuiltinModule("node:inspector");
  const session = new Session();
  session.connect();
  try {
    hand[HAND] = generator;
    const { result } = ask<Runtime.EvaluateReturnType>(session, "Runtime.evaluate", { expression: HAND });
    const { internalProperties = [] } = ask<Runtime.GetPropertiesReturnType>(session, "Runtime.getProperties", {
      objectId: result.objectId!,
    });
    const valueOf = (name: string): Runtime.RemoteObject | undefined =>
      internalProperties.find((property) => property.name === `[[Generator${name}]]`)?.value;
    const object = (name: string): unknown => {
      hand[HAND] = undefined;
      const { objectId } = valueOf(name) ?? {};
      const functionDeclaration = `function () { ${HAND} = this; }`;
      if (objectId !== undefined) ask(session, "Runtime.callFunctionOn", { objectId, functionDeclaration });
      return hand[HAND];
    };
    return {
      fn: object("Function") as AnyFunction,
      receiver: object("Receiver"),
      state: valueOf("State")!.value as Internals["state"],
    };
  } finally {
    hand[HAND] = undefined;
    session.disconnect();
  }
}

/** The answer, which the debugger of the own thread gives at once. */
function ask<R>(session: Session, method: string, params: object): R {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer as R;
}

/** Which functions are gone through in steps by a thread, and the plain functions that stand for them (threaded.ts). */

const plains = new WeakMap<object, CallableFunction>();
const stepsOf = new WeakMap<object, CallableFunction>();
let some = false;

export const stepwise = {
  /** Notes the plain function that stands for one with steps. */
  note(steps: CallableFunction, plain: CallableFunction): void {
    plains.set(steps, plain);
    stepsOf.set(plain, steps);
    some = true;
  },

  /** Notes the plain function that stands for one which no caller goes through in steps of its own. */
  notePlain(steps: CallableFunction, plain: CallableFunction): void {
    plains.set(steps, plain);
    some = true;
  },

  /** Notes a method of the library that hands its steps over when it is asked to (threaded.ts, `handsOver`). */
  noteMethod(plain: CallableFunction): void {
    stepsOf.set(plain, plain);
  },

  /** The plain function that stands for one with steps, if that is one. */
  plainOf(steps: unknown): CallableFunction | undefined {
    return some && typeof steps === "function" ? plains.get(steps) : undefined;
  },

  /** The function with steps that a plain one stands for; undefined for any other. */
  stepsOf(plain: CallableFunction): CallableFunction | undefined {
    return stepsOf.get(plain);
  },

  /** True for a plain function that stands for one with steps. */
  isPlain(value: unknown): boolean {
    return typeof value === "function" && stepsOf.has(value);
  },
};

/** Mirrors Lib/_threading_local.py: an object whose attributes each thread has for itself. */
import { object } from "../../builtins/object.js";
import { currentTask, mainTask } from "./scheduler.js";

/** True while `local` makes the object behind one thread's attributes. */
let isMakingOne = false;

export class local extends object {
  constructor(...args: unknown[]) {
    if (isMakingOne) {
      isMakingOne = false;
      super(...args);
      return;
    }
    const made = new.target;
    const own = new WeakMap<object, local>();
    const here = (): local => {
      const thread = (currentTask().owner ?? mainTask()) as object;
      let values = own.get(thread);
      if (values === undefined) {
        isMakingOne = true;
        values = Reflect.construct(made, args) as local;
        own.set(thread, values);
      }
      return values;
    };
    here();
    return new Proxy(Object.create(made.prototype as object) as local, {
      get: (_, key) => Reflect.get(here(), key),
      set: (_, key, value) => Reflect.set(here(), key, value),
      has: (_, key) => Reflect.has(here(), key),
      deleteProperty: (_, key) => Reflect.deleteProperty(here(), key),
      ownKeys: () => Reflect.ownKeys(here()),
      getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(here(), key),
      defineProperty: (_, key, descriptor) => Reflect.defineProperty(here(), key, descriptor),
    });
  }

  override __init__(..._args: unknown[]): void {}
}

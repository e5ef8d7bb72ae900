/** Objects whose attributes are their own properties, whatever the program names them: converted code reads `args.limit`. */
import { absentAttribute } from "./attributes.js";

const SPECIAL = /^__\w+__$/;

/**
 * Makes reading a property that no instance of the class has, nor a class above it, raise Python's AttributeError. What
 * JavaScript or the runtime look for, symbols and special methods, stays `undefined`.
 */
export function raiseForAbsent(cls: { readonly prototype: object }): void {
  const above = Object.create(Object.getPrototypeOf(cls.prototype) as object) as object;
  const guard = new Proxy(above, {
    get(target, name, instance) {
      if (typeof name === "string" && !(name in target) && !SPECIAL.test(name)) throw absentAttribute(instance, name);
      return Reflect.get(target, name, instance) as unknown;
    },
  });
  Object.setPrototypeOf(cls.prototype, guard);
}

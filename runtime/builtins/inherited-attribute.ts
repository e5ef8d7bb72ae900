import { getattr, setattr } from "./attributes.js";

/**
 * For `inherit`: an attribute of a class or function as a variable that forked children get.
 *
 * @param owner gives the class or function, which may stand further down in the file
 */
export function attribute(owner: () => object, name: string): [get: () => unknown, set: (value: unknown) => void] {
  return [
    () => getattr(owner(), name),
    (value) => {
      if (value !== undefined) setattr(owner(), name, value);
    },
  ];
}

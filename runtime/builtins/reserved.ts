/**
 * Python's names in JavaScript. A name that JavaScript reserves gets an underscore, and so does one that already looks as
 * if it had got one: `new` becomes `new_`, `new_` becomes `new__`.
 */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield NaN Infinity globalThis"
  ).split(" "),
);

export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** The identifier under which a Python variable lives. */
export function javaScriptName(name: string): string {
  return RESERVED.has(name.replace(/_+$/, "")) ? `${name}_` : name;
}

/** Properties by which JavaScript knows an object's class, a class's methods and an object's prototype. */
const STRUCTURAL = new Set(["constructor", "prototype", "__proto__"]);

/** True for one of them, and for one with underscores behind it. Most names are too short to be asked further. */
const isLikeStructural = (name: string): boolean =>
  name.length >= SHORTEST && /^(?:constructor|prototype|__proto__)_*$/.test(name);

const SHORTEST = "prototype".length;

/** The property under which an attribute of an object or class lives: `constructor_` for `constructor`. */
export function propertyName(attribute: string): string {
  return isLikeStructural(attribute) ? `${attribute}_` : attribute;
}

/** The attribute that a property stands for. */
export function attributeName(property: string): string {
  return isLikeStructural(property) && !STRUCTURAL.has(property) ? property.slice(0, -1) : property;
}

/** The Python name of an identifier. */
export function pythonName(name: string): string {
  return name.endsWith("_") && RESERVED.has(name.replace(/_+$/, "")) ? name.slice(0, -1) : name;
}

/** Whole programs. */
import { classDefinition } from "./classes.mjs";
import { conversation, functionDefinition, recursion } from "./functions.mjs";
import { shape } from "./shapes.mjs";
import { Generator } from "./generator.mjs";
import { guardedStatements } from "./statements/index.mjs";
import { assignment } from "./statements/assignments.mjs";

const MODULES = [
  "abc",
  "collections",
  "contextlib",
  "dataclasses",
  "decimal",
  "enum",
  "fractions",
  "functools",
  "itertools",
  "json",
  "math",
  "operator",
  "re",
  "typing",
];

const HELPERS = {
  show: [
    "def show(*values):",
    "    for value in values:",
    "        print(type(value).__name__, repr(value), end=' ')",
    "    print()",
  ],
  traced: [
    "def traced(function):",
    "    @functools.wraps(function)",
    "    def wrapper(*args, **kwargs):",
    "        print('call', function.__name__)",
    "        return function(*args, **kwargs)",
    "    return wrapper",
  ],
  managed: [
    "@contextlib.contextmanager",
    "def managed(label):",
    "    print('begin', label)",
    "    try:",
    "        yield label",
    "    except KeyError as problem:",
    "        print('managed', problem)",
    "    finally:",
    "        print('end', label)",
  ],
};

/** The program of a seed. It ends, needs no input, and prints the same each time. */
export function program(seed) {
  const g = new Generator(seed);
  for (let i = g.random.between(0, 2); i > 0; i--) assignment(g);
  const definitions = [
    ...Array(g.random.weighted([[4, 0], [4, 1], [2, 2]])).fill(classDefinition), // prettier-ignore
    ...Array(g.random.between(1, 3)).fill((h) => functionDefinition(h, 2, true)),
    ...(g.random.chance(0.2) ? [recursion] : []),
    ...(g.random.chance(0.12) ? [conversation] : []),
    ...(g.random.chance(0.4) ? [shape] : []),
  ];
  for (const define of g.random.shuffled(definitions)) define(g);
  guardedStatements(g, g.random.between(4, 10), 2);
  return withPrelude(g.lines);
}

/** Imports and helper functions go on top, those that are used. */
function withPrelude(lines) {
  const body = lines.join("\n");
  const helpers = Object.keys(HELPERS).filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const below = [...helpers.flatMap((name) => HELPERS[name]), ...lines];
  const text = below.join("\n");
  const imports = MODULES.filter((name) => new RegExp(`\\b${name}\\.`).test(text)).map((name) => `import ${name}`);
  return [...imports, ...below, ""].join("\n");
}

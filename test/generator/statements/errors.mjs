/** Statements that raise, catch and clean up. */
import { INT, STR } from "../kinds.mjs";
import { statements } from "./index.mjs";

const few = (g) => g.random.between(1, 2);
const RAISED = [
  "ValueError",
  "KeyError",
  "TypeError",
  "IndexError",
  "RuntimeError",
  "ZeroDivisionError",
  "LookupError",
  "ArithmeticError",
  "StopIteration",
  "Exception",
];
const CAUGHT = [
  "ValueError",
  "KeyError",
  "TypeError",
  "IndexError",
  "ZeroDivisionError",
  "LookupError",
  "ArithmeticError",
  "AttributeError",
  "OverflowError",
  "NameError",
];

/** Catches and prints whatever some statements raise. */
export function guarded(g, write) {
  g.emit("try:");
  g.block(write, "block");
  g.emit("except Exception as error:");
  g.emit(`    print(type(error).__name__, error${g.random.chance(0.2) ? ", error.args" : ""})`);
}

function raised(g) {
  const own = g.classes.filter((cls) => cls.isException).map((cls) => cls.name);
  const name = own.length > 0 && g.random.chance(0.4) ? g.random.pick(own) : g.random.pick(RAISED);
  const args = g.random.weighted([
    [4, () => g.expr(STR, 1)],
    [2, () => `${g.expr(STR, 1)}, ${g.expr(INT, 1)}`],
    [1, () => ""],
  ])();
  return g.random.chance(0.1) ? name : `${name}(${args})`;
}

function raising(g) {
  if (g.random.chance(0.15)) return g.emit(`assert ${g.expr({ k: "bool" }, 2)}, ${g.expr(STR, 1)}`);
  g.emit(`raise ${raised(g)}`);
}

function handler(g, budget, names) {
  const clause = names.length === 1 ? names[0] : `(${names.join(", ")})`;
  const bound = g.random.chance(0.7);
  g.emit(`except ${clause}${bound ? " as e_" : ""}:`);
  g.block(() => {
    if (bound) {
      g.emit(
        g.random.pick([
          "print(type(e_).__name__, e_)",
          "print(repr(e_), e_.args)",
          "print(e_, e_.__cause__, type(e_.__context__).__name__)",
          "print(isinstance(e_, LookupError), str(e_))",
        ]),
      );
    }
    if (g.random.chance(0.5)) statements(g, 1, budget);
    if (g.random.chance(0.08)) g.emit("raise");
    else if (g.random.chance(0.1)) g.emit(`raise ${raised(g)}${bound && g.random.chance(0.6) ? " from e_" : ""}`);
  });
}

export function exceptions(g, budget) {
  const write = () => {
    g.emit("try:");
    g.block(() => {
      statements(g, few(g), budget);
      if (g.random.chance(0.4)) raising(g);
    });
    const caught = g.random.shuffled(CAUGHT);
    const onlyFinally = g.random.chance(0.1);
    if (!onlyFinally) {
      handler(g, budget, caught.slice(0, g.random.between(1, 3)));
      if (g.random.chance(0.4)) handler(g, budget, caught.slice(3, 4));
      if (g.random.chance(0.6)) handler(g, budget, ["Exception"]);
      if (g.random.chance(0.3)) {
        g.emit("else:");
        g.block(() => statements(g, 1, budget));
      }
    }
    if (onlyFinally || g.random.chance(0.35)) {
      g.emit("finally:");
      g.block(() => {
        statements(g, 1, 0);
        if (g.loops > 0 && g.random.chance(0.08)) g.emit(g.random.pick(["break", "continue"]));
        else if (g.frame.result !== null && g.random.chance(0.06)) g.emit(`return ${g.expr(g.frame.result, 1)}`);
      });
    }
  };
  if (g.random.chance(0.5)) guarded(g, write);
  else write();
}

export function withBlock(g, budget) {
  const managers = g.classes.filter((cls) => cls.isManager);
  const name = g.newName();
  const items = [
    () => ["contextlib.suppress(ValueError, KeyError, IndexError)", null],
    () => [`contextlib.nullcontext(${g.expr(INT, 1)})`, INT],
    () => [`managed(${g.expr(STR, 1)})`, STR],
    ...managers.map((cls) => () => [cls.construct(g, 1), { k: "object", cls }]),
  ];
  const [manager, kind] = g.random.pick(items)();
  const second = g.random.chance(0.2) ? `, managed("second")` : "";
  g.emit(`with ${manager}${kind === null ? "" : ` as ${name}`}${second}:`);
  g.block((scope) => {
    if (kind !== null) scope.variables.set(name, kind);
    statements(g, few(g), budget);
    if (g.random.chance(0.3)) raising(g);
  });
}

/** Definitions of well-known shapes with random parts: closures, decorators, hierarchies, descriptors, iterators, groups. */
import { BOOL, FLOAT, INT, STR, list } from "./kinds.mjs";
import { guarded } from "./statements/errors.mjs";

/** Writes lines at the present indentation; those of a nested list are indented below the one before. */
function write(g, lines) {
  for (const line of lines) {
    if (Array.isArray(line)) g.block(() => write(g, line));
    else g.emit(line);
  }
}

/** Prints some expressions, each guarded against what it may raise. */
function ask(g, expressions) {
  for (const text of expressions) guarded(g, () => g.emit(`print(${text})`));
}

const some = (g, items) => g.random.sample(items, g.random.between(1, items.length));
const simple = (g) => g.random.pick([INT, FLOAT, STR, BOOL, list(INT)]);

/** A variable that two closures share. */
function sharedVariable(g) {
  const name = g.uniqueName("make");
  const kind = g.random.pick([INT, STR, list(INT), FLOAT]);
  const value = () => g.expr(kind, 1);
  write(g, [
    `def ${name}(start, step=${value()}):`,
    [
      "total = start",
      `def advance(by=step, *more, ${g.random.pick(["times=1", "times"])}):`,
      ["nonlocal total", "for _ in range(times):", ["total = total + by"], "for each in more:", ["total += each"], "return total"],
      "def peek():",
      [`return total${g.random.pick(["", ", step", " == start"])}`],
      "return advance, peek",
    ],
    `advance, peek = ${name}(${value()}${g.random.chance(0.5) ? `, step=${value()}` : ""})`,
  ]); // prettier-ignore
  ask(g, some(g, ["advance(times=2)", `advance(${value()}, times=1)`, "advance()", `advance(${value()}, ${value()}, times=0)`, "peek()", "peek.__closure__ is None", "advance.__name__, peek.__name__"])); // prettier-ignore
}

/** Functions that a loop makes, each with the loop's variable. */
function lateBinding(g) {
  const name = g.uniqueName("made");
  const [late, early] = [`lambda: n * ${g.expr(INT, 1)}`, "lambda n=n: n"];
  g.emit(`${name} = []`);
  g.emit(`for n in ${g.expr(list(INT), 1)}:`);
  g.block(() => g.emit(`${name}.append(${g.random.pick([late, early, `(${late}, ${early})`])})`));
  ask(g, [`[each() if callable(each) else [one() for one in each] for each in ${name}]`]);
}

/** A decorator that takes arguments, on a function of all kinds of parameters. */
function decorated(g) {
  const [decorator, name] = [g.uniqueName("tagged"), g.uniqueName("f")];
  write(g, [
    `def ${decorator}(label, *, loud=False):`,
    [
      "def decorate(function):",
      [
        ...(g.random.chance(0.7) ? ["@functools.wraps(function)"] : []),
        "def wrapper(*args, **kwargs):",
        ["wrapper.calls += 1", "print(label, args, kwargs if loud else sorted(kwargs))", "return function(*args, **kwargs)"],
        "wrapper.calls = 0",
        "return wrapper",
      ],
      "return decorate",
    ],
    `@${decorator}(${g.expr(STR, 1)}${g.random.chance(0.5) ? `, loud=${g.expr(BOOL, 0)}` : ""})`,
    `def ${name}(a, b=${g.expr(simple(g), 1)}, *rest, c=${g.expr(simple(g), 0)}, **others):`,
    ['"""Some text."""', `return ${g.random.pick(["a, b, rest, c, others", "[a, *rest]", "{**others, 'c': c}", "len(rest) + len(others)"])}`],
  ]); // prettier-ignore
  const value = () => g.expr(simple(g), 1);
  ask(
    g,
    some(g, [
      `${name}(${value()})`,
      `${name}(*[${value()}, ${value()}, ${value()}], **{"c": ${value()}, "new": ${value()}})`,
      `${name}(*${g.expr(list(INT), 1, 16)}, c=${value()})`,
      `${name}(b=${value()}, a=${value()})`,
      `${name}(${value()}, *(${value()}, ${value()}), *[${value()}])`,
      `${name}(${value()}, a=${value()})`,
      `${name}()`,
      `${name}.__name__, ${name}.__doc__, ${name}.calls`,
      `functools.partial(${name}, ${value()}, c=${value()})(${value()})`,
    ]),
  );
}

/** A diamond of classes whose methods call the next one's. */
function diamond(g) {
  const [root, left, right, bottom] = ["Root", "Left", "Right", "Bottom"].map((prefix) => g.uniqueName(prefix));
  const body = (cls, isRoot) => {
    if (!isRoot && g.random.chance(0.25)) return [g.random.pick(["pass", `shared = ${g.expr(INT, 1)}`])];
    const next = isRoot ? "" : " + super().who()";
    return [
      "def __init__(self, **given):",
      [`self.${cls.toLowerCase()} = given.pop("${g.random.pick(["a", "b", "c"])}", ${g.expr(simple(g), 0)})`, ...(isRoot ? ["self.rest = given"] : ["super().__init__(**given)"])],
      "def who(self):",
      [`return ["${cls}"]${next}`],
      ...(g.random.chance(0.4) ? ["@classmethod", "def make(cls, *args):", ["return cls.__name__, args, cls.shared"]] : []),
    ]; // prettier-ignore
  };
  const [first, second] = g.random.shuffled([left, right]);
  write(g, [
    `class ${root}:`,
    [`shared = ${g.expr(INT, 1)}`, ...body(root, true)],
    `class ${left}(${root}):`,
    body(left, false),
    `class ${right}(${root}):`,
    body(right, false),
    `class ${bottom}(${first}, ${second}):`,
    body(bottom, false),
  ]);
  const cls = () => g.random.pick([root, left, right, bottom]);
  ask(g, some(g, [
    `${bottom}().who()`,
    `${bottom}(a=${g.expr(INT, 1)}, c=${g.expr(STR, 1)}, z=1).__dict__`,
    `[each.__name__ for each in ${bottom}.__mro__]`,
    `isinstance(${cls()}(), ${cls()}), issubclass(${cls()}, (${cls()}, int))`,
    `${cls()}.shared, ${cls()}().shared`,
    `${cls()}().make(1)`,
    `${cls()}.make(*${g.expr(list(INT), 0, 16)})`,
    `super(${left}, ${bottom}()).who()`,
    `[base.__name__ for base in ${cls()}.__bases__]`,
    `hasattr(${cls()}, "make"), getattr(${cls()}(), "missing", ${g.expr(INT, 0)})`,
  ])); // prettier-ignore
}

/** An abstract class, one that leaves something out, and a whole one. */
function abstract(g) {
  const [base, part, whole] = ["Shape", "Part", "Whole"].map((prefix) => g.uniqueName(prefix));
  write(g, [
    `class ${base}(abc.ABC):`,
    ["@abc.abstractmethod", "def area(self):", [`return ${g.expr(INT, 1)}`], "@property", "@abc.abstractmethod", "def label(self): ...", "def describe(self):", ['return f"{self.label}: {self.area()}"']],
    `class ${part}(${base}):`,
    ["def area(self):", [`return super().area() ${g.random.pick(["+", "*", "-"])} 2`]],
    `class ${whole}(${g.random.pick([base, part])}):`,
    [`label = ${g.expr(STR, 1)}`, "def area(self):", [`return ${g.expr(g.random.pick([INT, FLOAT]), 1)}`]],
  ]); // prettier-ignore
  ask(g, some(g, [`${base}()`, `${part}()`, `${whole}().describe()`, `sorted(${part}.__abstractmethods__)`, `isinstance(${whole}(), ${base}), issubclass(${part}, ${base})`, `${whole}().label`, `type(${whole}).__name__`])); // prettier-ignore
}

/** Attributes that a class manages: descriptors, slots, special attribute methods. */
function managedAttributes(g) {
  const [positive, cls, slotted] = ["Checked", "Holder", "Slotted"].map((prefix) => g.uniqueName(prefix));
  write(g, [
    `class ${positive}:`,
    [
      "def __set_name__(self, owner, name):",
      ["self.name = name", 'print("named", owner.__name__, name)'],
      "def __get__(self, instance, owner=None):",
      ["if instance is None:", ["return self.name"], `return instance.__dict__.get(self.name, ${g.expr(INT, 0)})`],
      ...(g.random.chance(0.8) ? ["def __set__(self, instance, value):", [`if value == ${g.expr(INT, 0)}:`, ["raise ValueError(self.name)"], "instance.__dict__[self.name] = value"]] : []),
    ],
    `class ${cls}:`,
    [`size = ${positive}()`, "def __init__(self, size):", ["self.size = size"], ...(g.random.chance(0.4) ? ["def __getattr__(self, name):", ['return name + "?"']] : []), ...(g.random.chance(0.3) ? ["def __setattr__(self, name, value):", ['print("set", name, value)', "super().__setattr__(name, value)"]] : []), ...(g.random.chance(0.3) ? ["def __delattr__(self, name):", ['print("del", name)', "object.__delattr__(self, name)"]] : [])],
    `class ${slotted}:`,
    ['__slots__ = ("x", "y")', "def __init__(self, x):", ["self.x = x"]],
    `held = ${cls}(${g.expr(INT, 1)})`,
    `fixed = ${slotted}(${g.expr(simple(g), 1)})`,
  ]); // prettier-ignore
  const attempts = ["held.size = 3", `held.size = ${g.expr(INT, 0)}`, "held.other = held.size", "del held.size", "fixed.y = fixed.x", "fixed.z = 1", "del fixed.x", `setattr(held, "size", ${g.expr(INT, 1)})`]; // prettier-ignore
  for (const statement of some(g, attempts)) guarded(g, () => g.emit(statement));
  ask(g, some(g, [`${cls}.size`, "held.size, vars(held)", "held.other", "fixed.x", "fixed.y", "fixed.z", 'hasattr(held, "nothing"), hasattr(fixed, "y")', "fixed.__dict__"])); // prettier-ignore
}

/** Classes that a base class hears of, and a class that takes items. */
function registered(g) {
  const [base, first, second] = ["Plugin", "First", "Second"].map((prefix) => g.uniqueName(prefix));
  write(g, [
    `class ${base}:`,
    ["known = {}", `def __init_subclass__(cls, /, tag=${g.expr(STR, 0)}, **rest):`, ["super().__init_subclass__(**rest)", `${base}.known[cls.__name__] = tag`], "def __class_getitem__(cls, item):", ["return cls.__name__, item"]],
    `class ${first}(${base}, tag=${g.expr(simple(g), 1)}):`,
    ["pass"],
    `class ${second}(${g.random.pick([base, first])}):`,
    [`known = ${g.expr(list(INT), 0)}`],
  ]); // prettier-ignore
  ask(g, some(g, [`${base}.known`, `${first}.known is ${base}.known, ${second}.known`, `${first}[${g.expr(INT, 0)}]`, `${second}[int, str]`, `type("Made", (${first},), {"x": ${g.expr(INT, 1)}})().x, ${base}.known`])); // prettier-ignore
}

/** A class that is its own iterator, under everything that iterates. */
function iterator(g) {
  const name = g.uniqueName("Countdown");
  const kind = g.random.pick([INT, STR]);
  write(g, [
    `class ${name}:`,
    ["def __init__(self, n):", ["self.n = n"], "def __iter__(self):", [g.random.pick(["return self", `return ${name}(self.n)`])], "def __next__(self):", ["if self.n <= 0:", ["raise StopIteration"], "self.n -= 1", `return ${g.random.pick(["self.n", `(self.n, ${g.expr(kind, 0)})`])}`]],
    `counting = ${name}(${g.random.between(2, 5)})`,
  ]); // prettier-ignore
  ask(g, some(g, ["list(counting)", "next(counting)", 'next(counting, "end")', "[*counting, *counting]", "list(zip(counting, range(9)))", "dict(enumerate(counting))", "2 in counting", "max(counting)", "sorted(counting, reverse=True)", "list(itertools.islice(counting, 2))", "tuple(map(repr, counting))", "iter(counting) is counting"])); // prettier-ignore
  guarded(g, () => write(g, [`first, *others = ${name}(${g.random.below(4)})`, "print(first, others)"]));
}

/** Generators in a row, one of which gives what another returns. */
function pipeline(g) {
  const [source, middle] = [g.uniqueName("source"), g.uniqueName("middle")];
  const kind = g.random.pick([INT, STR]);
  write(g, [
    `def ${source}(items):`,
    ["count = 0", "try:", ["for item in items:", ["yield item", "count += 1"]], "finally:", ['print("closed", count)'], `return ${g.random.pick(["count", "items", g.expr(kind, 0)])}`],
    `def ${middle}(items):`,
    [`got = yield from ${source}(items)`, 'print("got", got)', `yield ${g.random.pick(["got", "[got]", g.expr(kind, 1)])}`],
    `flow = ${middle}(${g.expr(list(kind), 2)})`,
  ]); // prettier-ignore
  const use = some(g, ["next(flow)", "list(flow)", "flow.close()", 'next(flow, "end")', "sum(1 for _ in flow)", "[item for item in flow if item]", "any(flow)"]); // prettier-ignore
  ask(g, [...use, "flow.close()"]);
}

/** A group of exceptions, taken apart. */
function group(g) {
  const raised = () => `${g.random.pick(["ValueError", "KeyError", "TypeError", "OSError"])}(${g.expr(simple(g), 0)})`;
  const inner = g.random.chance(0.4) ? [`ExceptionGroup("inner", [${raised()}, ${raised()}])`] : [];
  const all = [raised(), raised(), ...inner].join(", ");
  guarded(g, () =>
    write(g, [
      "try:",
      [g.random.chance(0.85) ? `raise ExceptionGroup(${g.expr(STR, 0)}, [${all}])` : `raise ${raised()}`],
      `except* ${g.random.pick(["ValueError", "(KeyError, TypeError)", "LookupError"])} as some:`,
      ["print(type(some).__name__, some, [repr(each) for each in some.exceptions])", ...(g.random.chance(0.15) ? [`raise ${raised()}`] : [])],
      "except* OSError as others:",
      ['others.add_note("noted")', "print(others.message, others.__notes__)"],
      ...(g.random.chance(0.3) ? ["else:", ['print("none")']] : []),
      ...(g.random.chance(0.3) ? ["finally:", ['print("finally")']] : []),
    ]),
  ); // prettier-ignore
}

/** A dataclass with everything that a field can have, and one derived from it. */
function richDataclass(g) {
  const [base, derived] = [g.uniqueName("Base"), g.uniqueName("Derived")];
  const options = some(g, ["order=True", "frozen=True", "kw_only=True", "slots=True", "unsafe_hash=True", "repr=True"]).slice(0, 2); // prettier-ignore
  const frozen = options.includes("frozen=True");
  const shared = frozen ? "(frozen=True)" : "";
  write(g, [
    `@dataclasses.dataclass(${options.join(", ")})`,
    `class ${base}:`,
    ["x: int", `y: float = ${g.expr(FLOAT, 0)}`, `items: list = dataclasses.field(default_factory=list, compare=${g.expr(BOOL, 0)})`, `hidden: str = dataclasses.field(default=${g.expr(STR, 0)}, repr=False)`, ...(frozen || g.random.chance(0.5) ? [] : ["def __post_init__(self):", ["self.y = self.y + self.x"]])],
    `@dataclasses.dataclass${shared}`,
    `class ${derived}(${base}):`,
    [`z: str = ${g.expr(STR, 0)}`, "def total(self):", ["return self.x + self.y"]],
    `one = ${base}(x=${g.expr(INT, 1)})`,
  ]); // prettier-ignore
  ask(g, some(g, ["one", `${base}(x=1) == ${base}(x=1), ${base}(x=1) == ${derived}(x=1)`, "dataclasses.asdict(one)", "dataclasses.astuple(one)", `${derived}(x=${g.expr(INT, 0)}, z=${g.expr(STR, 0)})`, `${derived}(x=2, y=0.5).total()`, `${base}(${g.expr(INT, 0)}, ${g.expr(FLOAT, 0)})`, `${base}()`, `dataclasses.replace(one, x=${g.expr(INT, 0)})`, `one < ${base}(x=${g.expr(INT, 0)})`, "[field.name for field in dataclasses.fields(one)]", "hash(one) == hash(dataclasses.replace(one))", "dataclasses.is_dataclass(one)", `sorted([${base}(x=3), ${base}(x=1)])`])); // prettier-ignore
  guarded(g, () => write(g, [`one.x = ${g.expr(INT, 0)}`, "print(one)"]));
}

/** Enumerations: values made by themselves, aliases, methods, flags. */
function richEnum(g) {
  const [name, flag] = [g.uniqueName("Level"), g.uniqueName("Access")];
  write(g, [
    `class ${name}(${g.random.pick(["enum.Enum", "enum.IntEnum", "str, enum.Enum"])}):`,
    ["LOW = enum.auto()", "HIGH = enum.auto()", "TOP = HIGH", "def up(self):", [`return ${name}.HIGH if self is ${name}.LOW else self`], "@classmethod", "def first(cls):", ["return next(iter(cls))"]],
    `class ${flag}(enum.${g.random.pick(["Flag", "IntFlag"])}):`,
    ["READ = enum.auto()", "WRITE = enum.auto()", "BOTH = READ | WRITE"],
  ]); // prettier-ignore
  ask(g, some(g, [`${name}.LOW, ${name}.TOP`, `[each.name for each in ${name}], len(${name})`, `${name}.LOW.up(), ${name}.first()`, `${name}["HIGH"].value, ${name}.HIGH.name`, `${name}(${g.expr(INT, 0)})`, `${name}["NONE"]`, `list(${name}.__members__)`, `${name}.LOW == 1, ${name}.LOW in ${name}, ${name}.LOW is ${name}.LOW`, `f"{${name}.HIGH} {${name}.HIGH!r} {${name}.HIGH.value}"`, `str(${name}.LOW), repr(${name}.LOW), {${name}.LOW: 1}`, `${flag}.READ | ${flag}.WRITE, ${flag}.BOTH & ${flag}.READ`, `${flag}.READ in ${flag}.BOTH, ~${flag}.READ, bool(${flag}.READ & ${flag}.WRITE)`, `${flag}(3), ${flag}(0), ${flag}.BOTH.value`, `list(${flag}.BOTH), list(${flag})`, `isinstance(${name}.LOW, (int, str))`, `${name}.LOW < ${name}.HIGH`, `sorted(${name}, key=lambda each: each.name)`])); // prettier-ignore
}

/** A named tuple that is written as a class. */
function typedTuple(g) {
  const name = g.uniqueName("Point");
  write(g, [
    `class ${name}(typing.NamedTuple):`,
    ["x: int", `y: int = ${g.expr(INT, 0)}`, `label: str = ${g.expr(STR, 0)}`, "def moved(self, dx):", ["return self._replace(x=self.x + dx)"], "@property", "def size(self):", ["return len(self.label)"]],
    `point = ${name}(${g.expr(INT, 1)})`,
  ]); // prettier-ignore
  ask(g, some(g, ["point", "point.moved(2), point.size", "point._asdict()", "point[0], point[-1], point[1:]", `${name}._fields, ${name}._field_defaults`, `point == (${g.expr(INT, 0)}, 2, "a"), point < ${name}(3)`, `${name}._make([1, 2, "z"])`, "len(point), list(point), {**point._asdict()}", `${name}()`, "point._replace(q=1)", "hash(point) == hash(tuple(point))", "isinstance(point, tuple)"])); // prettier-ignore
  guarded(g, () => write(g, ["x, y, label = point", "print(x, y, label)", "point.x = 1"]));
}

/** Context managers in a stack. */
function exitStack(g) {
  guarded(g, () =>
    write(g, [
      "with contextlib.ExitStack() as stack:",
      [
        `entered = [stack.enter_context(managed(each)) for each in ${g.expr(list(INT), 1)}]`,
        `stack.callback(print, "called back", ${g.expr(INT, 0)})`,
        ...(g.random.chance(0.4) ? ["stack.push(lambda kind, error, trace: print('pushed', kind) or True)"] : []),
        "print(entered)",
        g.random.pick([`raise KeyError(${g.expr(INT, 0)})`, `print(1 / (len(entered) - 1))`, "print('done')"]),
      ],
      "print('after')",
    ]),
  ); // prettier-ignore
}

const SHAPES = [
  sharedVariable,
  lateBinding,
  decorated,
  diamond,
  abstract,
  managedAttributes,
  registered,
  iterator,
  pipeline,
  group,
  richDataclass,
  richEnum,
  typedTuple,
  exitStack,
];

/** One of the shapes, defined and used. */
export function shape(g) {
  g.random.pick(SHAPES)(g);
}

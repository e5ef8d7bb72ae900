/** Classes: fields, methods, properties, operators, inheritance; dataclasses, enumerations, exceptions, context managers. */
import { argumentText, functionBody, parameterText, parameters } from "./functions.mjs";
import { BOOL, FLOAT, INT, STR, annotation, list, object } from "./kinds.mjs";
import { statements } from "./statements/index.mjs";

const FIELD_NAMES =
  "x y size name length value items toString valueOf count data label hidden _private __mangled apply call arguments".split(
    " ",
  );

function newClass(g, prefix) {
  return {
    name: g.uniqueName(prefix),
    members: [],
    fields: [],
    operators: [],
    constructible: true,
    positional: false,
    isException: false,
    isManager: false,
    construct: () => "None",
    base: null,
  };
}

const readable = (name) => (g, d, receiver) => `${receiver}.${name}`;

function fieldKind(g) {
  return g.random.pick([INT, INT, FLOAT, STR, BOOL, list(INT), { k: "dict", key: STR, value: INT }]);
}

/** The fields of a class; mangled names are known inside only. */
function chooseFields(g, count) {
  return g.random.sample(FIELD_NAMES.slice(0, 12), count).map((name) => ({ name, kind: fieldKind(g) }));
}

/** `self.field` for each field, under which the code of methods knows them. */
const selfFields = (cls) => [["self", object(cls)], ...cls.fields.map(({ name, kind }) => [`self.${name}`, kind])];

function plainClass(g) {
  const cls = newClass(g, "C");
  const bases = g.classes.filter((each) => each.inheritable);
  const base = bases.length > 0 && g.random.chance(0.5) ? g.random.pick(bases) : null;
  cls.inheritable = true;
  cls.base = base;
  const own = chooseFields(g, g.random.between(1, 3)).filter(
    ({ name }) => !base?.members.some((member) => member.name === name),
  );
  g.emit(`class ${cls.name}${base === null ? "" : `(${base.name})`}:`);
  g.block(() => {
    if (g.random.chance(0.2)) g.emit('"""A class."""');
    classAttributes(g, cls);
    constructor(g, cls, own);
    if (base !== null)
      cls.members.push(...base.members.filter(({ name }) => !cls.members.some((member) => member.name === name)));
    // Inside, nothing makes an instance: a constructor could call itself for ever.
    cls.constructible = false;
    methods(g, cls);
    dunders(g, cls);
    cls.constructible = true;
  }, "class");
  g.classes.push(cls);
}

function classAttributes(g, cls) {
  if (!g.random.chance(0.4)) return;
  const name = g.random.pick(["shared", "limit", "registry", "total"]);
  const kind = fieldKind(g);
  g.emit(`${name} = ${g.expr(kind, 1)}`);
  cls.members.push({ name, kind, read: readable(name), assign: name });
  if (g.random.chance(0.5)) cls.members.push({ name: `${name}!`, kind, read: () => `${cls.name}.${name}` });
}

function constructor(g, cls, own) {
  const { base } = cls;
  const inherited = base?.signature ?? { params: [], rest: null, named: null };
  const signature = {
    params: own.map(({ name, kind }) => ({
      name: `${name}_`,
      kind,
      form: "plain",
      default: g.random.chance(0.15) ? g.expr(kind, 0) : null,
    })),
    rest: null,
    named: null,
  };
  let seen = false;
  for (const param of signature.params) {
    if (param.default !== null) seen = true;
    else if (seen) param.default = g.expr(param.kind, 0);
  }
  const forwarded = inherited.params.map((param) => ({ ...param, name: `${param.name}b`, default: null }));
  const all = { params: [...forwarded, ...signature.params], rest: null, named: null };
  g.emit(`def __init__(${parameterText(g, all, "self")}):`);
  g.block((scope) => {
    if (base !== null) {
      const args = forwarded.map(({ name }) => name).join(", ");
      g.emit(g.random.chance(0.8) ? `super().__init__(${args})` : `${base.name}.__init__(self${args && ", "}${args})`);
    }
    for (const { name, kind } of all.params) scope.variables.set(name, kind);
    for (const { name, kind } of own) g.emit(`self.${name} = ${g.random.chance(0.8) ? `${name}_` : g.expr(kind, 1)}`);
    if (own.length === 0 && base === null) g.emit("pass");
  }, "function");
  for (const { name, kind } of own) {
    cls.fields.push({ name, kind });
    cls.members.push({ name, kind, read: readable(name), assign: name });
  }
  if (base !== null) cls.fields.unshift(...base.fields);
  cls.signature = all;
  cls.construct = (h, d) => `${cls.name}(${argumentText(h, Math.min(d, 1), all)})`;
}

function method(g, cls) {
  const name = g.random.pick([
    "step",
    "compute",
    "describe",
    "length",
    "get",
    "new",
    "apply",
    "update",
    "toString",
    "valueOf",
  ]);
  if (cls.members.some((member) => member.name === name)) return;
  const kind = g.kind(1);
  const form = g.random.weighted([[6, "method"], [2, "property"], [1, "static"], [1, "class"]]); // prettier-ignore
  const signature = form === "property" ? { params: [], rest: null, named: null } : parameters(g, g.random.below(3));
  if (form === "property") g.emit("@property");
  if (form === "static") g.emit("@staticmethod");
  if (form === "class") g.emit("@classmethod");
  const first = form === "static" ? null : form === "class" ? "cls" : "self";
  g.emit(`def ${name}(${parameterText(g, signature, first)}):`);
  const known = first === "self" ? selfFields(cls) : [];
  functionBody(g, signature, kind, 1, known);
  const read = (h, d, receiver) => {
    if (form === "property") return `${receiver}.${name}`;
    const on = form !== "method" && h.random.chance(0.5) ? cls.name : receiver;
    return `${on}.${name}(${argumentText(h, Math.min(d, 1), signature)})`;
  };
  const member = { name, kind, read };
  if (form === "property" && g.random.chance(0.4)) {
    g.emit(`@${name}.setter`);
    g.emit(`def ${name}(self, given):`);
    g.block((scope) => {
      for (const [each, of] of selfFields(cls)) scope.variables.set(each, of);
      scope.variables.set("given", kind);
      g.emit(`print("set", given)`);
      statements(g, 1, 0);
    }, "function");
    member.assign = name;
  }
  cls.members.push(member);
}

function methods(g, cls) {
  for (let i = g.random.between(0, 3); i > 0; i--) method(g, cls);
}

/** A special method with a body of one expression. */
function special(g, cls, head, kind, variables = []) {
  g.emit(`def ${head}:`);
  g.block((scope) => {
    for (const [name, of] of [...selfFields(cls), ...variables]) scope.variables.set(name, of);
    if (g.random.chance(0.15)) statements(g, 1, 0);
    g.emit(`return ${g.expr(kind, 2)}`);
  }, "function");
}

const fieldOf = (g, cls, accepts) => {
  const found = cls.fields.filter(({ kind }) => accepts(kind));
  return found.length === 0 ? null : g.random.pick(found).name;
};

function dunders(g, cls) {
  const some = (probability, write) => g.random.chance(probability) && write();
  const number = fieldOf(g, cls, (kind) => kind === INT || kind === FLOAT);
  const items = fieldOf(g, cls, (kind) => kind.k === "list");
  const first = cls.fields[0]?.name;
  const other = [["other", object(cls)]];
  const self = cls.name;
  if (first !== undefined) {
    g.emit(`def __repr__(self):`);
    g.emit(
      g.random.chance(0.5)
        ? `    return f"${self}({self.${first}!r})"`
        : `    return "<${self} %r>" % (self.${first},)`,
    );
    cls.printable = true;
  }
  some(0.2, () => special(g, cls, "__str__(self)", STR));
  some(0.15, () => special(g, cls, "__bool__(self)", BOOL));
  some(0.15, () => special(g, cls, "__call__(self, given)", INT, [["given", INT]]));
  some(0.3, () => {
    g.emit("def __eq__(self, other):");
    g.emit(`    if not isinstance(other, ${self}):`);
    g.emit(`        return ${g.random.pick(["NotImplemented", "False"])}`);
    g.emit(`    return self.${first} == other.${first}`);
    some(0.6, () => {
      g.emit("def __hash__(self):");
      g.emit(`    return hash(repr(self.${first})) % 1`);
    });
  });
  some(0.3, () => {
    g.emit("def __lt__(self, other):");
    g.emit(
      number === null
        ? `    return repr(self.${first}) < repr(other.${first})`
        : `    return self.${number} < other.${number}`,
    );
    cls.members.push({
      name: "<",
      kind: BOOL,
      read: (h, d, receiver) => `(${receiver} < ${h.expr(object(cls), 0, 12)})`,
    });
    cls.members.push({
      name: "sorted",
      kind: list(object(cls)),
      read: (h, d, receiver) => `sorted([${receiver}, ${h.expr(object(cls), 0)}])`,
    });
  });
  for (const [operator, names] of [
    ["+", "add"],
    ["-", "sub"],
    ["*", "mul"],
  ]) {
    // prettier-ignore
    some(0.2, () => {
      g.emit(`def __${names}__(self, other):`);
      g.block((scope) => {
        for (const [name, of] of [...selfFields(cls), ...other]) scope.variables.set(name, of);
        g.emit(`if isinstance(other, int):`);
        g.emit(`    return ${number === null ? "other" : `self.${number} ${operator} other`}`);
        g.emit(`if not isinstance(other, ${self}):`);
        g.emit(`    return NotImplemented`);
        g.emit(`return ${number === null ? g.expr(INT, 1) : `self.${number} ${operator} other.${number}`}`);
      }, "function");
      const kind = number === null ? INT : { k: "any" };
      cls.members.push({ name: operator, kind, read: (h, d, receiver) => `(${receiver} ${operator} ${h.random.chance(0.5) ? h.expr(INT, 0, 13) : h.expr(object(cls), 0, 13)})` });
      some(0.5, () => {
        g.emit(`def __r${names}__(self, other):`);
        g.emit(`    return (other, "${operator}", self.${first})`);
        cls.members.push({ name: `r${operator}`, kind: { k: "any" }, read: (h, d, receiver) => `(${h.expr(INT, 0, 13)} ${operator} ${receiver})` });
      });
      some(0.3, () => {
        g.emit(`def __i${names}__(self, other):`);
        g.emit(`    print("in place", other)`);
        g.emit(`    return self`);
      });
    });
  }
  some(0.1, () => {
    special(g, cls, "__neg__(self)", INT);
    cls.members.push({ name: "neg", kind: INT, read: (h, d, receiver) => `(-${receiver})` });
  });
  if (items !== null) {
    some(0.4, () => {
      g.emit("def __len__(self):");
      g.emit(`    return len(self.${items})`);
      cls.members.push({ name: "len", kind: INT, read: (h, d, receiver) => `len(${receiver})` });
    });
    some(0.4, () => {
      g.emit("def __getitem__(self, index):");
      g.emit(`    return self.${items}[index]`);
      cls.members.push({ name: "[]", kind: INT, read: (h, d, receiver) => `${receiver}[${h.expr(INT, 0)}]` });
      cls.members.push({
        name: "[:]",
        kind: list(INT),
        read: (h, d, receiver) => `${receiver}[${h.random.below(3)}:]`,
      });
    });
    some(0.4, () => {
      g.emit("def __iter__(self):");
      g.emit(g.random.chance(0.5) ? `    return iter(self.${items})` : `    yield from self.${items}`);
      cls.members.push({ name: "iter", kind: list(INT), read: (h, d, receiver) => `list(${receiver})` });
      cls.members.push({ name: "comp", kind: list(INT), read: (h, d, receiver) => `[each for each in ${receiver}]` });
    });
    some(0.3, () => {
      g.emit("def __contains__(self, item):");
      g.emit(`    return item in self.${items}`);
      cls.members.push({ name: "in", kind: BOOL, read: (h, d, receiver) => `(${h.expr(INT, 0, 7)} in ${receiver})` });
    });
  }
  some(0.12, () => {
    g.emit("def __getattr__(self, attribute):");
    g.emit(`    if attribute.startswith("dyn"):`);
    g.emit(`        return attribute.upper()`);
    g.emit(`    raise AttributeError(attribute)`);
    cls.members.push({
      name: "dyn",
      kind: STR,
      read: (h, d, receiver) => `${receiver}.${h.random.pick(["dynamic", "dyn_x", "missing"])}`,
    });
  });
  some(0.12, () => {
    g.emit("def __format__(self, spec):");
    g.emit(`    return f"<{spec}|{self.${first}}>"`);
    cls.members.push({
      name: "format",
      kind: STR,
      read: (h, d, receiver) => `format(${receiver}, "${h.random.pick(["", "x", ">5"])}")`,
    });
  });
}

function dataclass(g) {
  const cls = newClass(g, "D");
  const fields = chooseFields(g, g.random.between(1, 3));
  const options = g.random.sample(["order=True", "frozen=True", "eq=True", "unsafe_hash=False"], g.random.below(3));
  g.emit(`@dataclasses.dataclass${options.length > 0 ? `(${options.join(", ")})` : ""}`);
  g.emit(`class ${cls.name}:`);
  let optional = false;
  const params = fields.map(({ name, kind }) => {
    optional ||= g.random.chance(0.25);
    const mutable = kind.k === "list" || kind.k === "dict";
    const factory = kind.k === "list" ? "list" : "dict";
    const value = !optional ? null : mutable ? `dataclasses.field(default_factory=${factory})` : g.expr(kind, 0);
    g.emit(`    ${name}: ${annotation(kind)}${value === null ? "" : ` = ${value}`}`);
    return { name, kind, form: "plain", default: value };
  });
  cls.fields = fields;
  cls.members = fields.map(({ name, kind }) => ({ name, kind, read: readable(name), assign: name }));
  cls.positional = true;
  cls.signature = { params, rest: null, named: null };
  cls.construct = (h, d) => `${cls.name}(${argumentText(h, Math.min(d, 1), cls.signature)})`;
  cls.constructible = false;
  g.block(() => methods(g, cls), "class");
  // The block writes `pass` when no method came of it, which is as good as any.
  cls.constructible = true;
  if (options.includes("order=True")) {
    cls.members.push({
      name: "<",
      kind: BOOL,
      read: (h, d, receiver) => `(${receiver} ${h.random.pick(["<", ">="])} ${h.expr(object(cls), 0, 12)})`,
    });
  }
  cls.operators.push(
    (h, d) =>
      `dataclasses.replace(${h.expr(object(cls), Math.min(d, 0))}, ${fields[0].name}=${h.expr(fields[0].kind, 1)})`,
  );
  g.classes.push(cls);
}

function exceptionClass(g) {
  const cls = newClass(g, "E");
  const bases = [
    ...g.classes.filter((each) => each.isException).map((each) => each.name),
    "Exception",
    "ValueError",
    "KeyError",
    "LookupError",
  ];
  g.emit(`class ${cls.name}(${g.random.pick(bases)}):`);
  if (g.random.chance(0.5)) g.emit("    pass");
  else {
    g.emit("    def __init__(self, message='none', code=0):");
    g.emit("        super().__init__(message)");
    g.emit("        self.code = code");
    if (g.random.chance(0.5)) {
      g.emit("    def __str__(self):");
      g.emit(`        return f"{self.code}: {self.args}"`);
    }
  }
  cls.isException = true;
  cls.constructible = false;
  g.classes.push(cls);
}

function manager(g) {
  const cls = newClass(g, "M");
  g.emit(`class ${cls.name}:`);
  g.emit("    def __init__(self, label):");
  g.emit("        self.label = label");
  g.emit("    def __enter__(self):");
  g.emit(`        print("enter", self.label)`);
  g.emit("        return self");
  g.emit("    def __exit__(self, kind, error, traceback):");
  g.emit(`        print("exit", self.label, kind.__name__ if kind else None, error)`);
  g.emit(`        return ${g.random.pick(["True", "False", "None", "kind is ValueError", "self.label"])}`);
  g.emit("    def __repr__(self):");
  g.emit(`        return f"${cls.name}({self.label!r})"`);
  cls.isManager = true;
  cls.construct = (h, d) => `${cls.name}(${h.expr(STR, d)})`;
  cls.members.push({ name: "label", kind: STR, read: readable("label"), assign: "label" });
  cls.fields = [{ name: "label", kind: STR }];
  g.classes.push(cls);
}

function enumeration(g) {
  const name = g.uniqueName("Color");
  g.emit(`class ${name}(enum.${g.random.pick(["Enum", "Enum", "IntEnum"])}):`);
  g.emit("    RED = 1");
  g.emit("    GREEN = 2");
  g.emit("    length = 3");
  const cls = newClass(g, "none");
  cls.name = name;
  cls.construct = (h) =>
    h.random.pick([`${name}.RED`, `${name}(2)`, `${name}["length"]`, `${name}.GREEN`, `${name}(${h.expr(INT, 0)})`]);
  cls.members.push(
    { name: "value", kind: INT, read: readable("value") },
    { name: "name", kind: STR, read: readable("name") },
  );
  cls.members.push({ name: "all", kind: list(object(cls)), read: () => `list(${name})` });
  g.classes.push(cls);
}

function namedTuple(g) {
  const name = g.uniqueName("N");
  const cls = newClass(g, "none");
  cls.name = name;
  g.emit(`${name} = collections.namedtuple("${name}", ["first", "second"])`);
  cls.fields = [{ name: "first", kind: INT }, { name: "second", kind: STR }]; // prettier-ignore
  cls.members = cls.fields.map(({ name: field, kind }) => ({ name: field, kind, read: readable(field) }));
  cls.members.push({ name: "[]", kind: INT, read: (h, d, receiver) => `${receiver}[0]` });
  cls.positional = true;
  cls.construct = (h, d) => `${name}(${h.expr(INT, d)}, ${h.expr(STR, d)})`;
  cls.operators.push((h, d) => `${h.expr(object(cls), Math.min(d, 0), 16)}._replace(first=${h.expr(INT, 1)})`);
  g.classes.push(cls);
}

export function classDefinition(g) {
  g.random.weighted([
    [10, plainClass],
    [3, dataclass],
    [2, exceptionClass],
    [2, manager],
    [1, enumeration],
    [1, namedTuple],
  ])(g);
}

import { describe, expect, test } from "vitest";
import {
  add,
  AttributeError,
  bases,
  contains,
  dict,
  eq,
  getattr,
  hasattr,
  isinstance,
  issubclass,
  iter,
  list,
  lt,
  next,
  NotImplemented,
  object,
  repr,
  set,
  setattr,
  sorted,
  StopIteration,
  super_,
  truth,
  TypeError,
  type,
  vars,
} from "../../runtime/main.js";

class Vector extends object {
  static origin = "here";
  x: number;
  constructor(x: number) {
    super();
    this.x = x;
  }
  get double(): number {
    return this.x * 2;
  }
  __add__(other: unknown): unknown {
    return other instanceof Vector ? new Vector(this.x + other.x) : NotImplemented;
  }
  __radd__(other: unknown): unknown {
    return other === 0 ? this : NotImplemented;
  }
  override __eq__(other: unknown): boolean {
    return other instanceof Vector && this.x === other.x;
  }
  override __hash__ = (): number => this.x;
  __lt__(other: Vector): boolean {
    return this.x < other.x;
  }
  __bool__(): boolean {
    return this.x !== 0;
  }
  override __repr__(): string {
    return `Vector(${this.x})`;
  }
}

describe("special methods", () => {
  test("operators use them, the reflected ones too", () => {
    expect(repr(add(new Vector(1), new Vector(2)))).toBe("Vector(3)");
    expect(repr(add(0, new Vector(2)))).toBe("Vector(2)");
    expect(() => add(new Vector(1), 5)).toThrow("unsupported operand type(s) for +: 'Vector' and 'int'");
    expect([eq(new Vector(1), new Vector(1)), truth(new Vector(0)), lt(new Vector(1), new Vector(2))]).toEqual([
      true,
      false,
      true,
    ]);
    expect(repr(sorted([new Vector(2), new Vector(1)]))).toBe("[Vector(1), Vector(2)]");
  });

  test("an __eq__ without a __hash__ makes instances unhashable", () => {
    class Alike extends object {
      override __eq__(): boolean {
        return true;
      }
    }
    expect(() => new set([new Alike()])).toThrow(TypeError);
    expect(() => new set([new Alike()])).toThrow("unhashable type: 'Alike'");
  });

  test("iteration follows __iter__ and __next__, or __getitem__", () => {
    class Countdown extends object {
      left = 3;
      __iter__(): this {
        return this;
      }
      __next__(): number {
        if (this.left === 0) throw new StopIteration();
        return this.left--;
      }
    }
    class Letters extends object {
      __getitem__(at: number): string {
        return list("abc")[at] ?? next(iter([]));
      }
    }
    expect(list(new Countdown() as Iterable<unknown>)).toEqual([3, 2, 1]);
    expect(contains(new Countdown(), 2)).toBe(true);
    expect(repr(next(new Countdown() as never))).toBe("3");
    expect(() => list(new Letters() as Iterable<unknown>)).toThrow(StopIteration);
    expect(() => list(new Vector(1) as Iterable<unknown>)).toThrow("'Vector' object is not iterable");
  });
});

describe("attributes", () => {
  const vector = new Vector(4);

  test("come from the instance, its properties and methods, then from the class", () => {
    expect([getattr(vector, "x"), getattr(vector, "double"), getattr(vector, "origin")]).toEqual([4, 8, "here"]);
    expect(hasattr(vector, "push")).toBe(false);
    expect(() => getattr(vector, "y")).toThrow("'Vector' object has no attribute 'y'");
    expect(() => getattr(Vector, "y")).toThrow("type object 'Vector' has no attribute 'y'");
    expect(() => setattr(vector, "double", 1)).toThrow("property 'double' of 'Vector' object has no setter");
    expect(() => setattr([], "x", 1)).toThrow(AttributeError);
  });

  test("__getattr__ is asked last, and vars() is live", () => {
    class Open extends object {
      declare known: number;
      __getattr__(name: string): string {
        return `no ${name}`;
      }
    }
    const open = new Open();
    vars(open).__setitem__("known", 1);
    expect([open.known, getattr(open, "other")]).toEqual([1, "no other"]);
    expect(repr(vars(open))).toBe("{'known': 1}");
  });
});

describe("several bases", () => {
  class Base extends object {
    who(): string {
      return "Base";
    }
  }
  class Left extends Base {
    override who(): string {
      return `Left ${super_(Left, this).who()}`;
    }
  }
  class Right extends Base {
    override who(): string {
      return `Right ${super_(Right, this).who()}`;
    }
    only(): string {
      return "right";
    }
  }
  class Both extends bases(Left, Right) {
    who(): string {
      return `Both ${super_(Both, this).who()}`;
    }
  }

  test("methods are looked up in C3 order", () => {
    expect(new Both().who()).toBe("Both Left Right Base");
    expect(new Both().only()).toBe("right");
    expect(repr(getattr(Both, "__mro__"))).toBe(
      "(<class '__main__.Both'>, <class '__main__.Left'>, <class '__main__.Right'>, <class '__main__.Base'>, <class 'object'>)",
    );
  });

  test("an instance is one of every base", () => {
    expect([new Both() instanceof Right, isinstance(new Both(), Left), issubclass(Both, Right)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(isinstance(new Left(), Right)).toBe(false);
  });

  test("bases without a common order are refused", () => {
    expect(() => {
      class Wrong extends bases(Base, Left) {}
      return Wrong;
    }).toThrow("Cannot create a consistent method resolution\norder (MRO) for bases Base, Left");
  });
});

test("type() gives classes that compare and name themselves", () => {
  expect([type(new Vector(1)) === Vector, type(1).__name__, type(2.5).__name__, type(null).__name__]).toEqual([
    true,
    "int",
    "float",
    "NoneType",
  ]);
  expect(repr([type(""), type(list), type(new dict()), Vector])).toBe(
    "[<class 'str'>, <class 'type'>, <class 'dict'>, <class '__main__.Vector'>]",
  );
});

/** The classes of `collections.abc` that any class with the right methods belongs to. */
import { object } from "../../builtins/object.js";
import { callmethod } from "../../builtins/call-method.js";
import { GeneratorExit, RuntimeError, StopIteration } from "../../builtins/exceptions.js";
import { raise } from "../../builtins/raise.js";
import { makeAbc } from "./make-abc.js";

export const Hashable = makeAbc("Hashable", [object], {
  abstract: ["__hash__"],
  recognised: ["__hash__"],
});

export const Iterable = makeAbc("Iterable", [object], {
  abstract: ["__iter__"],
  recognised: ["__iter__"],
});

export const Iterator = makeAbc("Iterator", [Iterable], {
  abstract: ["__next__"],
  methods: { __iter__: (self) => self },
  recognised: ["__iter__", "__next__"],
});

export const Reversible = makeAbc("Reversible", [Iterable], {
  abstract: ["__reversed__"],
  recognised: ["__reversed__", "__iter__"],
});

export const Sized = makeAbc("Sized", [object], { abstract: ["__len__"], recognised: ["__len__"] });

export const Container = makeAbc("Container", [object], {
  abstract: ["__contains__"],
  recognised: ["__contains__"],
});

export const Collection = makeAbc("Collection", [Sized, Iterable, Container], {
  recognised: ["__len__", "__iter__", "__contains__"],
});

export const Callable = makeAbc("Callable", [object], { abstract: ["__call__"], recognised: ["__call__"] });

export const Generator = makeAbc("Generator", [Iterator], {
  abstract: ["send", "throw"],
  methods: {
    __next__: (self) => callmethod(self, "send", null),
    close(self): void {
      try {
        callmethod(self, "throw", GeneratorExit);
      } catch (error) {
        if (error instanceof GeneratorExit || error instanceof StopIteration) return;
        throw error;
      }
      raise(new RuntimeError("generator ignored GeneratorExit"));
    },
  },
  recognised: ["__iter__", "__next__", "send", "throw", "close"],
});

/** The classes of `collections.abc` for coroutines and what is iterated by `async for`. */
import { callmethod } from "../../builtins/call-method.js";
import { awaiting, coroutine, type Coroutine as Steps } from "../../builtins/coroutine.js";
import { GeneratorExit, RuntimeError, StopAsyncIteration, StopIteration } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { raise } from "../../builtins/raise.js";
import { makeAbc } from "./make-abc.js";

export const Awaitable = makeAbc("Awaitable", [object], { abstract: ["__await__"], recognised: ["__await__"] });

export const Coroutine = makeAbc("Coroutine", [Awaitable], {
  abstract: ["send", "throw"],
  methods: {
    close(self): void {
      try {
        callmethod(self, "throw", GeneratorExit);
      } catch (error) {
        if (error instanceof GeneratorExit || error instanceof StopIteration) return;
        throw error;
      }
      raise(new RuntimeError("coroutine ignored GeneratorExit"));
    },
  },
  recognised: ["__await__", "send", "throw", "close"],
});

export const AsyncIterable = makeAbc("AsyncIterable", [object], { abstract: ["__aiter__"], recognised: ["__aiter__"] });

export const AsyncIterator = makeAbc("AsyncIterator", [AsyncIterable], {
  abstract: ["__anext__"],
  methods: { __aiter__: (self) => self },
  recognised: ["__anext__", "__aiter__"],
});

export const AsyncGenerator = makeAbc("AsyncGenerator", [AsyncIterator], {
  abstract: ["asend", "athrow"],
  methods: {
    __anext__: coroutine(function* (self: never): Steps<unknown> {
      return yield* awaiting(callmethod(self, "asend", null));
    }),
    aclose: coroutine(function* (self: never): Steps<void> {
      try {
        yield* awaiting(callmethod(self, "athrow", GeneratorExit));
      } catch (error) {
        if (error instanceof GeneratorExit || error instanceof StopAsyncIteration) return;
        throw error;
      }
      raise(new RuntimeError("asynchronous generator ignored GeneratorExit"));
    }),
  },
  recognised: ["__aiter__", "__anext__", "asend", "athrow", "aclose"],
});

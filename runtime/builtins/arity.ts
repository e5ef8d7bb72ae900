/** How many arguments builtin functions and methods take, where CPython words the error in ways of its own. */
import type { Callee } from "./bind.js";
import { TypeError } from "./exceptions.js";
import { moduleOf } from "./names.js";
import type { AnyFunction } from "./protocol.js";

/**
 * `name:least-most` or `name:count`. `name(...)` are those that CPython words with parentheses: `name()` takes no
 * keywords, `name(a,b)` requires these first, `name(/)` has its first by position only. `name*` may have keywords.
 */
const FUNCTIONS = `
  abs:1 all:1 any:1 ascii:1 bin:1 callable:1 chr:1 hash:1 hex:1 id:1 len:1 oct:1 ord:1 repr:1
  delattr:2 dir:0-1 divmod:2 filter:2 format:1-2 getattr:2-3 hasattr:2 input:0-1 isinstance:2 issubclass:2 iter:1-2
  max*:1- min*:1- next:1-2 open(file):1-8 pow(base,exp):2-3 reversed:1 round(number):1-2 setattr:3 sorted*:1 sum(/):1-2 vars:0-1
  bytes(source):0-3 classmethod:1 complex(real):0-2 property(fget):0-4 staticmethod:1
  bool:0-1 float:0-1 frozenset:0-1 int(x):0-2 list:0-1 set:0-1 str(object):0-3 tuple:0-1`;

const TEXT = `
  capitalize:0 isalnum:0 isalpha:0 isascii:0 isdigit:0 islower:0 isspace:0 istitle:0 isupper:0 lower:0 swapcase:0 title:0
  upper:0 join:1 partition:1 removeprefix:1 removesuffix:1 rpartition:1 zfill:1
  center:1-2 ljust:1-2 lstrip:0-1 replace:2-3 rjust:1-2 rstrip:0-1 strip:0-1
  count():1-3 endswith():1-3 find():1-3 index():1-3 rfind():1-3 rindex():1-3 startswith():1-3
  expandtabs(tabsize):0-1 rsplit(sep):0-2 split(sep):0-2 splitlines(keepends):0-1`;

const BYTES = `${TEXT} decode(encoding):0-2 hex(sep):0-2 translate(/):1-2`;

const COMMON_SET = `copy:0 isdisjoint:1 issubset:1 issuperset:1 symmetric_difference:1`;

const METHODS: Record<string, string> = {
  bytearray: `${BYTES} append:1 clear:0 copy:0 extend:1 insert:2 pop:0-1 remove:1 reverse:0`,
  bytes: BYTES,
  "collections.deque": `
    append:1 appendleft:1 clear:0 copy:0 count:1 extend:1 extendleft:1 index():1-3 pop:0 popleft:0 remove:1 reverse:0
    rotate:0-1`,
  complex: `conjugate:0`,
  dict: `clear:0 copy:0 get:1-2 items:0 keys:0 pop:1-2 popitem:0 setdefault:1-2 update*:0-1 values:0`,
  float: `as_integer_ratio:0 conjugate:0 hex:0 is_integer:0`,
  frozenset: COMMON_SET,
  int: `as_integer_ratio:0 bit_count:0 bit_length:0 conjugate:0`,
  list: `append:1 clear:0 copy:0 count:1 extend:1 index:1-3 insert:2 pop:0-1 remove:1 reverse:0`,
  range: `count:1 index:1`,
  set: `${COMMON_SET} add:1 clear:0 discard:1 pop:0 remove:1 symmetric_difference_update:1`,
  str: `${TEXT} casefold:0 encode(encoding):0-2 format_map:1 isdecimal:0 isidentifier:0 isnumeric:0 isprintable:0 translate:1`,
  tuple: `count:1 index:1-3`,
};

/** Those of one argument that CPython words as if they took several. */
const UNPARENTHESISED = new Set(["classmethod", "reversed", "staticmethod"]);

interface Arity {
  least: number;
  most: number;
  keywords: boolean;
  /** The names between parentheses; null without these. */
  required: string[] | null;
}

type Table = ReadonlyMap<string, Arity>;

function parsed(text: string): Table {
  const entries = text.trim().split(/\s+/);
  return new Map(
    entries.map((entry) => {
      const [, name, names, star, least, dash, most] = /^(\w+)(?:\((.*)\))?(\*?):(\d+)(-?)(\d*)$/.exec(entry)!;
      const required = names === undefined ? null : names.split(",").filter((each) => each !== "");
      const last = dash === "" ? Number(least) : most === "" ? Infinity : Number(most);
      const keywords = star === "*" || (required !== null && required.length > 0);
      return [name!, { least: Number(least), most: last, keywords, required }];
    }),
  );
}

const functions = parsed(FUNCTIONS);
const methods: ReadonlyMap<string, Table> = new Map(
  Object.entries(METHODS).map(([owner, text]) => [owner, parsed(text)]),
);

/**
 * Checks a call of something of builtins; `given` counts what JavaScript gets by position.
 *
 * @throws TypeError "abs() takes exactly one argument (2 given)", "list.append() takes no keyword arguments", …
 */
export function checkArity(fn: AnyFunction, callee: Callee, given: number, hasKeywords: boolean): void {
  const { builtin: owner, hidden } = callee;
  if (owner === undefined || owner === "") {
    const arity = functions.get(callee.name);
    if (arity !== undefined && moduleOf(fn) === "builtins") check(arity, callee.name, "", given, hasKeywords);
    return;
  }
  const name = callee.name.slice(callee.name.lastIndexOf(".") + 1);
  const arity = methods.get(owner)?.get(name);
  const shown = owner.slice(owner.lastIndexOf(".") + 1);
  if (arity !== undefined) check(arity, name, `${shown}.`, hidden === 1 ? given : given - 1, hasKeywords);
}

/** True for a class of which this module knows the methods. */
export const isCounted = (owner: string): boolean => methods.has(owner);

function check(arity: Arity, name: string, owner: string, given: number, hasKeywords: boolean): void {
  const { least, most, keywords, required } = arity;
  if (hasKeywords) {
    if (!keywords) throw new TypeError(`${owner}${name}() takes no keyword arguments`);
    return;
  }
  if (given >= least && given <= most) return;
  const isShort = given < least;
  if (required !== null) throw new TypeError(`${name}() ${parenthesised(arity, isShort, given)}`);
  if (most === 0) throw new TypeError(`${owner}${name}() takes no arguments (${given} given)`);
  if (least === most && least === 1 && !keywords && !UNPARENTHESISED.has(name))
    throw new TypeError(`${owner}${name}() takes exactly one argument (${given} given)`);
  const bound = isShort ? least : most;
  const limit = least === most ? "" : isShort ? "at least " : "at most ";
  throw new TypeError(`${name} expected ${limit}${counted(bound)}, got ${given}`);
}

function parenthesised({ least, most, required }: Arity, isShort: boolean, given: number): string {
  if (!isShort) return `takes at most ${counted(most)} (${given} given)`;
  const missing = required![given];
  if (missing === "/") return `takes at least ${least} positional argument (${given} given)`;
  if (missing !== undefined) return `missing required argument '${missing}' (pos ${given + 1})`;
  return `takes at least ${counted(least)} (${given} given)`;
}

const counted = (count: number): string => `${count} argument${count === 1 ? "" : "s"}`;

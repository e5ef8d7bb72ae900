/**
 * Judges an example: what the article shows, what CPython prints and what the conversion prints are compared each with
 * each, so that the verdict says who is at fault.
 */
import { sameLines, showsSame } from "./compare.js";
import type { Documented, Example, Order } from "./example.js";
import { learnVolatile, linesOf, masked, type Volatile } from "./masks.js";
import type { Outcome, Runner } from "./runs.js";

/**
 * - `reproduced`: the conversion prints what the article shows, in the order that `order` says;
 * - `undocumented`: the article shows nothing; the conversion does what CPython does, or ends well where there is none;
 * - `endless`: it never ends, as it is meant to or as under CPython;
 * - `mismatch`: something differs, by the fault of `fault`;
 * - `skipped`: the author says so.
 */
export type Status = "reproduced" | "undocumented" | "endless" | "mismatch" | "skipped";

export type Fault = "article" | "conversion" | "article or conversion";

export interface Verdict {
  readonly example: Example;
  readonly status: Status;
  readonly fault: Fault | null;
  /** The order in which the documented lines, or CPython's, were printed. */
  readonly order: Order | null;
  /** What was hidden from the comparison. */
  readonly hidden: readonly string[];
  /** In words, what there is to know beyond the status. */
  readonly notes: readonly string[];
  readonly expected: readonly string[];
  readonly printed: readonly string[];
  readonly seconds: number;
  /** The conversion's output as it came, for those who write it into the article. */
  readonly stdout: string;
}

export interface JudgeOptions {
  readonly converted: Runner;
  /** Null where there is no CPython. */
  readonly python: Runner | null;
  readonly limitSeconds: number;
}

/** A race may need some runs to come out the same way in both. */
const ATTEMPTS = 4;

/** Runs an example, and judges it. */
export async function judge(example: Example, options: JudgeOptions): Promise<Verdict> {
  const { skip } = example.attributes;
  if (skip !== undefined) return { ...blank(example), status: "skipped", notes: [skip] };
  const evidence = new Evidence(example, options);
  await evidence.collect();
  for (let attempt = 1; attempt < ATTEMPTS && evidence.isDoubtful; attempt++) await evidence.collect();
  return evidence.verdict();
}

const blank = (example: Example): Verdict => ({
  ...{ example, status: "mismatch", fault: null, order: null },
  ...{ hidden: [], notes: [], expected: [], printed: [], seconds: 0, stdout: "" },
});

/** All runs of one example so far, and what they say together. */
class Evidence {
  readonly #example: Example;
  readonly #options: JudgeOptions;
  readonly #documented: Documented | null;
  readonly #converted: Outcome[] = [];
  readonly #cpython: Outcome[] = [];

  constructor(example: Example, options: JudgeOptions) {
    this.#example = example;
    this.#options = options;
    const { documented } = example;
    const lines = documented === null ? [] : linesOf(masked(documented.lines.join("\n")).text);
    this.#documented = documented === null ? null : { ...documented, lines };
  }

  /** One more run of each. */
  async collect(): Promise<void> {
    const { converted, python, limitSeconds } = this.#options;
    const limit = this.#example.attributes.timeout ?? limitSeconds;
    const runs = await Promise.all([converted(this.#example, limit), python?.(this.#example, limit)]);
    this.#converted.push(runs[0]);
    if (runs[1] !== undefined) this.#cpython.push(runs[1]);
  }

  /** True while another run of each could still change the verdict. */
  get isDoubtful(): boolean {
    if (this.#converted.some(({ endless }) => endless)) return false;
    return this.verdict().status === "mismatch" || this.#asCPython() === null;
  }

  verdict(): Verdict {
    const last = this.#converted.at(-1)!;
    const [shown, same] = [this.#shownBy(this.#converted), this.#asCPython()];
    const common = {
      ...blank(this.#example),
      hidden: [...new Set(this.#converted.flatMap(({ hidden }) => hidden))],
      seconds: last.seconds,
      stdout: last.stdout,
      printed: last.lines,
      expected: this.#documented?.lines ?? this.#cpython.at(-1)?.lines ?? [],
    };
    const ending = this.#ending();
    if (ending !== null) return { ...common, ...ending };
    if (this.#documented === null) {
      if (same !== null || this.#cpython.length === 0)
        return { ...common, status: "undocumented", order: same, notes: this.#failures() };
      return { ...common, fault: "conversion", notes: this.#failures() };
    }
    if (shown !== null) return { ...common, status: "reproduced", order: shown, notes: this.#failures() };
    return { ...common, fault: this.#faultOf(same), notes: this.#failures() };
  }

  /** Who is at fault when the conversion does not print what the article shows. */
  #faultOf(same: Order | null): Fault {
    if (this.#cpython.length === 0) return "article or conversion";
    return same !== null && this.#shownBy(this.#cpython) === null ? "article" : "conversion";
  }

  /** The verdict where the end of the program decides; null where its output does. */
  #ending(): Partial<Verdict> | null {
    const { endless, expectError } = this.#example.attributes;
    const last = this.#converted.at(-1)!;
    if (last.endless) {
      if (endless) return { status: "endless", notes: ["never ends, as the article says; it could be stopped"] };
      if (this.#cpython.at(-1)?.endless)
        return { status: "endless", notes: ["never ends, as under CPython", ...statesIn(last)] };
      return {
        fault: this.#cpython.length === 0 ? "article or conversion" : "conversion",
        notes: ["did not end in time", ...statesIn(last)],
      };
    }
    if (endless) return { fault: "article or conversion", notes: [`is marked endless, but ended with ${ended(last)}`] };
    if (expectError === undefined || last.error.startsWith(expectError)) return null;
    return {
      fault: this.#cpython.at(-1)?.error.startsWith(expectError) ? "conversion" : "article",
      notes: [`should end with ${expectError}, but ended with ${ended(last)}`],
    };
  }

  /** How the program failed, where nobody expected it. */
  #failures(): string[] {
    const last = this.#converted.at(-1)!;
    if (last.exitCode === 0 || this.#example.attributes.expectError !== undefined) return [];
    const alike = this.#cpython.some(({ exitCode, error }) => exitCode === last.exitCode && error === last.error);
    return [`ends with ${ended(last)}${alike ? ", as under CPython" : ""}`];
  }

  /** The strictest order in which some run printed what the article shows; null if none did. */
  #shownBy(runs: readonly Outcome[]): Order | null {
    const documented = this.#documented;
    if (documented === null) return null;
    const hide = this.#volatile();
    const hidden = { ...documented, lines: documented.lines.map(hide) };
    return strictest(runs.map(({ lines }) => showsSame(hidden, lines.map(hide), this.#example.attributes.order)));
  }

  /** The strictest order in which a run of the conversion did what a run of CPython did; null if none did. */
  #asCPython(): Order | null {
    const hide = this.#volatile();
    const pairs = this.#converted.flatMap((one) => this.#cpython.map((other) => [one, other] as const));
    return strictest(
      pairs.map(([one, other]) =>
        one.exitCode === other.exitCode && one.error === other.error
          ? sameLines(one.lines.map(hide), other.lines.map(hide))
          : null,
      ),
    );
  }

  /** What differs between runs of CPython, or where there is none between runs of the conversion, proves nothing. */
  #volatile(): Volatile {
    const runs = this.#cpython.length > 0 ? this.#cpython : this.#converted;
    return learnVolatile(runs.map(({ lines }) => lines));
  }
}

const STRICTNESS: readonly Order[] = ["exact", "by-process", "any"];

const strictest = (orders: readonly (Order | null)[]): Order | null =>
  STRICTNESS.find((order) => orders.includes(order)) ?? null;

const ended = ({ exitCode, error }: Outcome): string => (error === "" ? `status ${exitCode}` : error);

/** What the runtime tells of each process of a program that was stopped. */
function statesIn({ stderr }: Outcome): string[] {
  const lines = stderr.trimEnd().split("\n");
  const start = lines.indexOf("What each process does:");
  return start < 0 ? [] : lines.slice(start);
}

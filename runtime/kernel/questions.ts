/**
 * Questions to the broker: requests that have an answer, which the asking process waits for. Question and answer are JSON
 * in blocks of the arena.
 */
import { i32, u8 } from "./arena.js";
import { alloc, allocDirty, free } from "./memory.js";
import { onRequest, request, Request } from "./requests.js";
import { notify, wait, WaitReason } from "./wait.js";

/** Words of an exchange: whether it is answered, then the answer's offset and length. */
const ANSWERED = 0;
const ANSWER = 1;
const ANSWER_BYTES = 2;
const EXCHANGE_BYTES = 16;

/** What the system refused: an errno, with the name that Node gives it. */
export interface SystemFailure {
  errno: number;
  code: string;
}

type Reply = { value: unknown } | { failure: SystemFailure };

/**
 * Asks the broker, and waits for the answer up to a deadline (see `wait`). Returns null when it has passed.
 *
 * @param pause how to wait: `wait` lets the process's other threads run, `sleepOn` doesn't
 * @throws SystemError with the errno that the broker met
 */
export function ask(
  topic: string,
  question: unknown,
  deadline: number | null = null,
  pause = wait,
): { value: unknown } | null {
  const inquiry = new Inquiry(topic, question);
  while (!inquiry.isAnswered) {
    // the broker may still answer: what is left to it is never given back
    if (!pause(inquiry.word, 0, deadline, WaitReason.socket)) return null;
  }
  return { value: inquiry.take() };
}

/** A question that the process goes on without the answer to. The answer is announced (see `waitAny`). */
export class Inquiry {
  readonly #exchange: number;

  constructor(topic: string, question: unknown) {
    this.#exchange = alloc(EXCHANGE_BYTES);
    const [text, length] = write({ topic, question });
    request(Request.question, this.#exchange, text, length);
  }

  /** The shared word that is 0 until there is an answer. */
  get word(): number {
    return (this.#exchange >> 2) + ANSWERED;
  }

  get isAnswered(): boolean {
    return Atomics.load(i32, this.word) !== 0;
  }

  /** The answer, which can be taken once. @throws SystemError with the errno that the broker met */
  take(): unknown {
    const word = this.#exchange >> 2;
    const reply = read(i32[word + ANSWER]!, i32[word + ANSWER_BYTES]!) as Reply;
    free(this.#exchange);
    if ("failure" in reply) throw new SystemError(reply.failure);
    return reply.value;
  }
}

/** A call of the system that failed in the broker. */
export class SystemError extends Error {
  readonly failure: SystemFailure;

  constructor(failure: SystemFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

type Answerer = (question: never) => unknown;

/** The broker's side: has the questions of some topics answered by what `load` gives, which is loaded with the first. */
export function onQuestion(load: () => Promise<Record<string, Answerer>>): void {
  onRequest(Request.question, (exchange, text, length) => {
    const { topic, question } = read(text!, length!) as { topic: string; question: never };
    const answer = load().then((answerers) => answerers[topic]!(question));
    void answer.then(
      (value: unknown) => reply(exchange!, { value: value ?? null }),
      (error: NodeJS.ErrnoException) => reply(exchange!, { failure: failureOf(error) }),
    );
  });
}

function failureOf({ errno, code }: NodeJS.ErrnoException): SystemFailure {
  return { errno: Math.abs(errno ?? 0), code: code ?? "EIO" };
}

function reply(exchange: number, reply: Reply): void {
  const word = exchange >> 2;
  [i32[word + ANSWER], i32[word + ANSWER_BYTES]] = write(reply);
  Atomics.store(i32, word + ANSWERED, 1);
  notify(word + ANSWERED);
}

function write(value: unknown): [offset: number, length: number] {
  const text = Buffer.from(JSON.stringify(value));
  const offset = allocDirty(text.length);
  u8.set(text, offset);
  return [offset, text.length];
}

/** Reads a block and gives it back. */
function read(offset: number, length: number): unknown {
  const text = Buffer.from(u8.slice(offset, offset + length)).toString();
  free(offset);
  return JSON.parse(text);
}

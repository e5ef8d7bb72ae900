/**
 * How the two ends of a connection show each other that they know the same key. Mirrors deliver_challenge and
 * answer_challenge of Lib/multiprocessing/connection.py as it is since Python 3.12, which understands older ones.
 */
import { concatenate } from "../../builtins/bytes/buffer.js";
import { bytes } from "../../builtins/bytes.js";
import { AssertionError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { typeName } from "../../builtins/type-name.js";
import { AuthenticationError } from "../errors.js";
import type { Connection } from "../connection.js";

const CHALLENGE = Buffer.from("#CHALLENGE#");
const WELCOME = Buffer.from("#WELCOME#");
const FAILURE = Buffer.from("#FAILURE#");
const MESSAGE_LENGTH = 40;
const MOST_BYTES = 256;
/** The digests by which messages may be signed, by Python's names, and Node's names of them. */
const DIGESTS: Readonly<Record<string, string>> = {
  md5: "md5",
  sha256: "sha256",
  sha384: "sha384",
  sha3_256: "sha3-256",
  sha3_384: "sha3-384",
};
/** Lengths of the challenge and of the answer of Python up to 3.11, which name no digest and mean MD5. */
const LEGACY_LENGTHS = [20, 16];

// loaded with the first key: Node's crypto takes milliseconds
const crypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

/** Asks the other end to prove that it knows the key. @throws AuthenticationError */
export function deliver_challenge(connection: Connection, authkey: unknown, digest_name = "sha256"): null {
  const key = requireKey(authkey);
  if (MESSAGE_LENGTH > MOST_BYTES) throw new AssertionError("protocol constraint");
  const message = concatenate([Buffer.from(`{${digest_name}}`), crypto().randomBytes(MESSAGE_LENGTH)]);
  connection.send_bytes(bytes.wrap(concatenate([CHALLENGE, message])));
  const response = connection.recv_bytes(MOST_BYTES).data;
  try {
    verify(key, message, response);
  } catch (error) {
    connection.send_bytes(bytes.wrap(FAILURE));
    throw error;
  }
  connection.send_bytes(bytes.wrap(WELCOME));
  return null;
}

/** Proves to the other end that this one knows the key. @throws AuthenticationError when it does not believe it */
export function answer_challenge(connection: Connection, authkey: unknown): null {
  const key = requireKey(authkey);
  const received = connection.recv_bytes(MOST_BYTES).data;
  if (!Buffer.from(received.subarray(0, CHALLENGE.length)).equals(CHALLENGE)) {
    throw new AuthenticationError(`Protocol error, expected challenge: message=${repr(bytes.wrap(received))}`);
  }
  connection.send_bytes(bytes.wrap(response(key, received.subarray(CHALLENGE.length))));
  const verdict = connection.recv_bytes(MOST_BYTES).data;
  if (!Buffer.from(verdict).equals(WELCOME)) throw new AuthenticationError("digest sent was rejected");
  return null;
}

function requireKey(authkey: unknown): Uint8Array {
  if (authkey instanceof bytes) return authkey.data;
  throw new ValueError(`Authkey must be bytes, not ${typeName(authkey)}`);
}

/** @throws TypeError for a key that is not of bytes */
export function checkKey(authkey: unknown): void {
  if (authkey !== null && !(authkey instanceof bytes)) throw new TypeError("authkey should be a byte string");
}

/** The digest that a message names ("" for none), and what follows. */
function digestOf(message: Uint8Array): { digest: string; rest: Uint8Array } {
  if (LEGACY_LENGTHS.includes(message.length)) return { digest: "", rest: message };
  const named = /^\{(\w+)\}/.exec(Buffer.from(message.subarray(0, 32)).toString("latin1"));
  const digest = named?.[1];
  if (digest === undefined || !Object.hasOwn(DIGESTS, digest)) {
    throw new AuthenticationError(
      "unsupported message length, missing digest prefix, or unsupported digest: " +
        `message=${repr(bytes.wrap(message.slice()))}`,
    );
  }
  return { digest, rest: message.subarray(digest.length + 2) };
}

function sign(key: Uint8Array, message: Uint8Array, digest: string): Uint8Array {
  return crypto().createHmac(DIGESTS[digest]!, key).update(message).digest();
}

function response(key: Uint8Array, message: Uint8Array): Uint8Array {
  const { digest } = digestOf(message);
  if (digest === "") return sign(key, message, "md5");
  return concatenate([Buffer.from(`{${digest}}`), sign(key, message, digest)]);
}

function verify(key: Uint8Array, message: Uint8Array, received: Uint8Array): void {
  const { digest, rest } = digestOf(received);
  const expected = sign(key, message, digest === "" ? "md5" : digest);
  if (rest.length !== expected.length) {
    throw new AuthenticationError(
      `expected ${repr(digest === "" ? "md5" : digest)} of length ${expected.length} got ${rest.length}`,
    );
  }
  if (!crypto().timingSafeEqual(rest, expected)) throw new AuthenticationError("digest received was wrong");
}

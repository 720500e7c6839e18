import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { ConfigurationError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";

/** What one secret gives: no key is used for two things. */
export interface EncryptionKey {
  /** Stands in each text that was encrypted with it, and tells nothing of the secret. */
  readonly id: string;
  readonly cipher: KeyObject;
  /** Makes the nonces of what is encrypted deterministically. */
  readonly nonce: KeyObject;
}

/** The keys of a connection. */
export interface KeyRing {
  /** What is written is encrypted with it. */
  readonly newest: EncryptionKey;
  /** The newest one, and those that were it before. */
  readonly keys: readonly EncryptionKey[];
}

/** Bytes of a secret. */
const length = 32;

/** Reads `encryptionKeys`: secrets of 32 bytes, as they are or in Base64, the newest first. */
export function readEncryptionKeys(given: unknown): KeyRing | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.length === 0) {
    throw new ConfigurationError(
      `encryptionKeys is a list of secrets, the newest first, not ${Array.isArray(given) ? "an empty one" : describe(given)}.`,
    );
  }
  const keys = given.map((secret: unknown, i) => derive(readSecret(secret, i)));
  const again = keys.findIndex(({ id }, i) => keys.findIndex((key) => key.id === id) < i);
  if (again >= 0) throw new ConfigurationError(`encryptionKeys[${again}] stands in the list before.`);
  return Object.freeze({ newest: keys[0] as EncryptionKey, keys });
}

/** A secret is never part of a message. */
function readSecret(given: unknown, place: number): Uint8Array {
  const bytes = typeof given === "string" ? readBase64(given) : given;
  if (bytes instanceof Uint8Array && bytes.length === length) return bytes;
  throw new ConfigurationError(
    `encryptionKeys[${place}] is no secret of ${length} bytes, in Base64 or as a Uint8Array. Make one: openssl rand -base64 ${length}.`,
  );
}

function readBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  const written = [bytes.toString("base64"), bytes.toString("base64url")];
  // What is no Base64 would be passed over, and leave a secret that is shorter than it looks.
  return written.some((each) => each.replace(/=+$/, "") === text.replace(/=+$/, "")) ? bytes : undefined;
}

function derive(secret: Uint8Array): EncryptionKey {
  const part = (name: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, "", `chakra-orm encrypted field ${name}`, bytes));
  return Object.freeze({
    id: part("id", 4).toString("hex"),
    cipher: createSecretKey(part("cipher", length)),
    nonce: createSecretKey(part("nonce", length)),
  });
}

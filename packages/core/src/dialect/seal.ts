import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { EncryptionKey } from "./key-ring.js";

// What is stored: `1.`, the id of the key, `.`, and in Base64 the nonce, the encrypted text and the tag.
const version = "1";
const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Where a text belongs, and whether equal ones are to be equal. */
export interface Sealing {
  readonly context: string;
  readonly deterministic: boolean;
}

/** Encrypts a text. It can be read in its context only, and not if a bit of it was changed. */
export function seal(key: EncryptionKey, { context, deterministic }: Sealing, text: string): string {
  const nonce = deterministic ? nonceOf(key, context, text) : randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key.cipher, nonce, { authTagLength: tagLength });
  cipher.setAAD(bound(key.id, context));
  const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${key.id}.${bytes.toString("base64url")}`;
}

/** What every text begins with that was encrypted with a key. */
export function headOf({ id }: EncryptionKey): string {
  return `${version}.${id}.`;
}

/** The id of the key that a text was encrypted with; `undefined` for what was not encrypted here. */
export function keyIdOf(sealed: string): string | undefined {
  return /^1\.([0-9a-f]{8})\.[\w-]+$/.exec(sealed)?.[1];
}

/** Reads an encrypted text again; `undefined` if it is not as it was written for this context. */
export function unseal(key: EncryptionKey, context: string, sealed: string): string | undefined {
  const written = sealed.slice(sealed.lastIndexOf(".") + 1);
  const bytes = Buffer.from(written, "base64url");
  // The last digit of Base64 has bits that stand for nothing.
  if (bytes.length < nonceLength + tagLength || bytes.toString("base64url") !== written) return undefined;
  const end = bytes.length - tagLength;
  const decipher = createDecipheriv(algorithm, key.cipher, bytes.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(bound(key.id, context));
  decipher.setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength, end)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** Two texts have one nonce as seldom as two random ones do, so that a nonce still stands for one text only. */
function nonceOf(key: EncryptionKey, context: string, text: string): Buffer {
  const hash = createHmac("sha256", key.nonce).update(context).update("\0").update(text, "utf8").digest();
  return hash.subarray(0, nonceLength);
}

/** What is not encrypted, and cannot be changed all the same. */
function bound(id: string, context: string): Buffer {
  return Buffer.from(`${version}.${id}.${context}`);
}

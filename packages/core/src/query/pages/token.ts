import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { ValidationError } from "../../errors/record.js";
import type { PageKey } from "./keys.js";

/** How the values that JSON does not have are written: the driver's own, so that no digit of a place is lost. */
const written: readonly (readonly [
  test: (value: unknown) => boolean,
  mark: string,
  write: (value: never) => unknown,
])[] = [
  [(value) => typeof value === "bigint", "n", String],
  [(value) => value instanceof Uint8Array, "b", (value: Uint8Array) => Buffer.from(value).toString("base64url")],
];

const read: Readonly<Record<string, (text: string) => unknown>> = {
  n: (text) => BigInt(text),
  b: (text) => new Uint8Array(Buffer.from(text, "base64url")),
};

/**
 * What was given as a cursor is none of this query's. Cursors come with requests, so that is no bug of the program but a
 * value to refuse.
 */
export class CursorError extends ValidationError {
  constructor(model: string, path: string) {
    super(model, [{ path: [path], rule: "cursor", message }]);
  }
}

const message =
  "is no cursor of this query: it was changed, or the order is another one now. Begin with the first page";

/** Where a cursor was given. */
export interface GivenCursor {
  readonly model: string;
  readonly path: "after" | "before";
  readonly cursor: unknown;
}

/** How many bytes of the signature a cursor carries. */
const signatureLength = 16;

/** Writes the place of a row in an order as text that means nothing to anybody else, and that nobody can forge. */
export function writeCursor(secret: string, shape: string, values: readonly unknown[]): string {
  const plain = values.map((value) => {
    const found = written.find(([test]) => test(value));
    return found === undefined ? value : { [found[1]]: found[2](value as never) };
  });
  const body = Buffer.from(JSON.stringify(plain));
  return Buffer.concat([sign(secret, shape, body), body]).toString("base64url");
}

/** Reads it again. A cursor that was changed, or belongs to another query, is an error. */
export function readCursor(
  secret: string,
  shape: string,
  { model, path, cursor }: GivenCursor,
  keys: readonly PageKey[],
): unknown[] {
  if (typeof cursor !== "string") throw new CursorError(model, path);
  const bytes = Buffer.from(cursor, "base64url");
  const [signature, body] = [bytes.subarray(0, signatureLength), bytes.subarray(signatureLength)];
  const isOurs =
    signature.length === signatureLength &&
    timingSafeEqual(signature, sign(secret, shape, body)) &&
    // Decoding passes over what is no base64, so one place could be written in many ways.
    bytes.toString("base64url") === cursor;
  if (!isOurs) throw new CursorError(model, path);
  const plain = JSON.parse(body.toString()) as unknown[];
  return keys.map((_, i) => {
    const value = plain[i];
    if (typeof value !== "object" || value === null) return value;
    const [mark, text] = Object.entries(value)[0] as [string, string];
    return (read[mark] as (text: string) => unknown)(text);
  });
}

/** The order is signed too: in another list the same values are another place. */
function sign(secret: string, shape: string, body: Uint8Array): Buffer {
  const of = createHash("sha256").update(shape).digest();
  return createHmac("sha256", secret).update(of).update(body).digest().subarray(0, signatureLength);
}

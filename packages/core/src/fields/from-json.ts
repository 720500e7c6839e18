import { refuseDate } from "./date.js";
import type { ReadJson } from "./definition.js";
import { describe } from "./numeric-type.js";

const digits = /^(0|-?[1-9]\d{0,18})$/;

/** A bigint out of its digits: a number of JSON might have lost some. */
export function bigintFromJSON(json: unknown): ReadJson {
  if (typeof json === "string" && digits.test(json)) return { value: BigInt(json) };
  return { rule: "type", message: `must be the digits of a whole number in a string, not ${describe(json)}` };
}

const instant = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3}0*)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant out of its text by RFC 3339. One that is finer than a Date is refused, since a Date would cut it off. */
export function instantFromJSON(json: unknown): ReadJson {
  const day = typeof json === "string" ? instant.exec(json)?.[1] : undefined;
  // A Date would roll 30 February over into March.
  if (day !== undefined && refuseDate(day) === undefined) return { value: new Date(json as string) };
  const message = `must be an instant in a string, such as "2024-02-29T12:30:00.250Z"`;
  if (typeof json !== "string") return { rule: "type", message: `${message}, not ${describe(json)}` };
  return { rule: "format", message: `${message}, with a time zone and at most milliseconds` };
}

/** Bytes out of base64. */
export function bytesFromJSON(json: unknown): ReadJson {
  const bytes = typeof json === "string" ? Buffer.from(json, "base64") : undefined;
  // Decoding passes over what is no base64, so one text could be taken for another.
  if (bytes !== undefined && bytes.toString("base64") === json) return { value: new Uint8Array(bytes) };
  return { rule: typeof json === "string" ? "format" : "type", message: "must be base64 in a string" };
}

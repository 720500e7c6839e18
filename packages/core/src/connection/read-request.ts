import { QueryError } from "../errors/usage.js";
import type { RequestInfo } from "../events/request-context.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isPlainObject } from "../statement/plain-object.js";

const texts = ["id", "route", "method", "traceparent", "tenant"] as const satisfies readonly (keyof RequestInfo)[];
const known = [...texts, "tags", "signal", "repeatedFrom"] as const satisfies readonly (keyof RequestInfo)[];
const allowed: ReadonlySet<string> = new Set(known);

/** Refuses what a request cannot say of itself, and leaves out a `traceparent` that cannot be read. */
export function readRequest(given: unknown): RequestInfo {
  if (!isPlainObject(given)) {
    throw new QueryError(`withRequest takes an object such as { id, route }, and what to run; not ${describe(given)}.`);
  }
  for (const name of Object.keys(given)) {
    if (allowed.has(name)) continue;
    throw new QueryError(`withRequest knows no ${JSON.stringify(name)}.${nearest(name, known)} More goes into tags.`);
  }
  for (const name of texts) {
    const value = given[name];
    if (value !== undefined && typeof value !== "string") throw unfit(name, "a text", value);
  }
  checkTags(given["tags"]);
  const { signal, repeatedFrom } = given;
  if (signal !== undefined && signal !== null && !isSignal(signal)) throw unfit("signal", "an AbortSignal", signal);
  if (repeatedFrom !== undefined && !(Number.isSafeInteger(repeatedFrom) && Number(repeatedFrom) >= 2)) {
    throw unfit("repeatedFrom", "a whole number from 2 on", repeatedFrom);
  }
  const info: RequestInfo = given;
  return info.traceparent === undefined || isTraceparent(info.traceparent) ? info : { ...info, traceparent: undefined };
}

function unfit(name: string, wanted: string, value: unknown): QueryError {
  return new QueryError(`withRequest takes ${wanted} as ${name}, not ${describe(value)}.`);
}

function checkTags(tags: unknown): void {
  if (tags === undefined) return;
  if (!isPlainObject(tags)) throw unfit("tags", "an object of texts", tags);
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value !== "string") throw unfit(`tags.${name}`, "a text", value);
  }
}

/** By what it can do: frameworks bring signals of their own. */
function isSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === "object" &&
    value !== null &&
    "aborted" in value &&
    typeof value.aborted === "boolean" &&
    "addEventListener" in value &&
    typeof value.addEventListener === "function" &&
    "removeEventListener" in value &&
    typeof value.removeEventListener === "function"
  );
}

/** Version, trace, span and flags; all zeros stand for none. */
function isTraceparent(value: string | undefined): boolean {
  return value !== undefined && /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/.test(value);
}

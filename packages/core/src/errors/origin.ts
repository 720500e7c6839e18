import { fileURLToPath } from "node:url";

/** Where this package's own files are; their frames are passed over. */
const own = fileURLToPath(new URL("..", import.meta.url));

/** A line of the user's program, such as `at listUsers (src/users.ts:12:9)`, worked out when it is asked for. */
export type Place = () => string | undefined;

/**
 * Keeps the line of the user's program that led here. V8 keeps the frames and writes them out when they are read, so
 * that this costs microseconds where nobody asks.
 */
export function placeHere(): Place {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const origin = new Error("origin");
  Error.stackTraceLimit = before;
  return () => lineOf(origin.stack ?? "");
}

/**
 * The line of the user's program that led here. V8 keeps the awaiting functions of an async call, so nothing has to be
 * remembered at the call: a stack taken after an `await` still names the caller. For errors and slow statements only.
 */
export function callerLine(): string | undefined {
  return placeHere()();
}

function lineOf(stack: string): string | undefined {
  const line = stack
    .split("\n")
    .slice(1)
    // What the language itself does has no line: `at new Promise (<anonymous>)`.
    .filter((frame) => /:\d+:\d+\)?$/.test(frame))
    .find((frame) => !frame.includes(own) && !frame.includes("node:") && !frame.includes("/node_modules/@chakra-orm/"));
  return line?.trim();
}

/** Something with its place, for messages: `transaction(…) at pay (src/pay.ts:3:9)`. */
export function told(what: string, place: Place | undefined): string {
  const line = place?.();
  return line === undefined ? what : `${what} ${line}`;
}

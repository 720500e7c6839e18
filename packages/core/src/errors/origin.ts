import { fileURLToPath } from "node:url";

/** Where this package's own files are; their frames are passed over. */
const own = fileURLToPath(new URL("..", import.meta.url));

/**
 * The line of the user's program that led here, such as `at listUsers (src/users.ts:12:9)`. V8 keeps the awaiting
 * functions of an async call, so nothing has to be remembered at the call: a stack taken after an `await` still names
 * the caller. Costs microseconds; for errors and slow statements only.
 */
export function callerLine(): string | undefined {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack = "" } = new Error("origin");
  Error.stackTraceLimit = before;
  const line = stack
    .split("\n")
    .slice(1)
    .find((frame) => !frame.includes(own) && !frame.includes("node:") && !frame.includes("/node_modules/@chakra-orm/"));
  return line?.trim();
}

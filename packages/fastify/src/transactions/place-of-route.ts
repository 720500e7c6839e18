import { fileURLToPath } from "node:url";

/** Where this package's own files are. */
const own = fileURLToPath(new URL("..", import.meta.url));

/** A line of the user's program, worked out when it is asked for. */
export type Place = () => string | undefined;

/** Keeps the line that is defining a route. V8 writes it out when it is read, so this costs little. */
export function placeOfRoute(): Place {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const origin = new Error("route");
  Error.stackTraceLimit = before;
  return () => lineOf(origin.stack ?? "");
}

function lineOf(stack: string): string | undefined {
  return stack
    .split("\n")
    .slice(1)
    .filter((frame) => /:\d+:\d+\)?$/.test(frame))
    .find((frame) => !frame.includes(own) && !frame.includes("node:") && !frame.includes("/node_modules/"))
    ?.trim();
}

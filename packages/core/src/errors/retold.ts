import { ChakraError } from "./error.js";

/**
 * The same error with the stack of whoever calls this: of one piece of work that several have waited for, each learns
 * by a line of its own. To be called after the `await`, so that V8 finds the way back. Other errors stay as they are.
 */
export function retold(error: unknown): unknown {
  if (!ChakraError.is(error)) return error;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(limit, 30);
  const copy = new Error(error.message);
  Error.stackTraceLimit = limit;
  const { stack: _, ...details } = Object.getOwnPropertyDescriptors(error);
  return Object.defineProperties(Object.setPrototypeOf(copy, Object.getPrototypeOf(error)), details);
}

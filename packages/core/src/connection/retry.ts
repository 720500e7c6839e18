import { setTimeout as sleep } from "node:timers/promises";
import { ChakraError } from "../errors/error.js";
import { Attempts } from "./attempts.js";
import type { Engine } from "./engine.js";
import { isSpoiled } from "./transaction-ends.js";

/** The longest pause before another run, in milliseconds. */
const longest = 1000;

/** Runs `work`, and after a conflict again, up to `retries` times more, when whoever it met has had time to finish. */
export function withRetries<R>(engine: Engine, retries: number, work: (attempts: Attempts) => Promise<R>): Promise<R> {
  return retries === 0 ? work(new Attempts()) : again(engine, retries, work);
}

async function again<R>(engine: Engine, retries: number, work: (attempts: Attempts) => Promise<R>): Promise<R> {
  const attempts = new Attempts();
  for (;;) {
    try {
      return await work(attempts);
    } catch (error) {
      if (attempts.number > retries || !isConflict(engine, error)) throw error;
    }
    attempts.startOver();
    await sleep(Math.random() * Math.min(longest, 10 * 2 ** attempts.number));
  }
}

/** The transaction met another one, and may well succeed if it is run again. */
function isConflict(engine: Engine, error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!ChakraError.is(error) || isSpoiled(error)) return isConflict(engine, error.cause);
  if (error.code === "SERIALIZATION" || error.code === "DEADLOCK") return true;
  return error.code === "LOCK_TIMEOUT" && engine.dialect.readError(error.cause).kind === "busy";
}

import { ChakraError, type Database } from "@chakra-orm/core";
import { expect } from "vitest";
import { countInto } from "../../count-queries.js";
import { Statements } from "../../query-log.js";

/** The error that `work` throws or rejects with. */
export async function failure(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Expected a failure, and there was none.");
}

/** The error of Chakra's own with which `work` is refused before any statement was sent. */
export async function refusal(db: Database, work: () => unknown): Promise<ChakraError> {
  const sent = new Statements();
  const error = await failure(() => countInto(db, sent, work));
  expect(sent.statements, "statements were sent").toEqual([]);
  if (!ChakraError.is(error)) throw error;
  return error;
}

import type { Dialect } from "@chakra-orm/core";
import { RecordingDriver } from "./recording-driver.js";

/** A dialect whose driver only records, and that driver. */
export interface RecordingDialect {
  readonly dialect: Dialect;
  readonly driver: RecordingDriver;
}

/**
 * A dialect as it is, but with a driver that has no database: for tests of the text that a dialect writes, and of what
 * a program sends, without any server.
 *
 * @example
 * import { sqlite } from "@chakra-orm/sqlite";
 *
 * const { dialect, driver } = recordingDialect(sqlite);
 * const recorded = await connect({ dialect, name: "recorded" });
 * driver.answer([[2n]]);
 * console.assert((await recorded.use(() => User.count())) === 2);
 * console.assert(driver.requests[0]?.text === 'select count(*) from "users"');
 * await recorded.close();
 */
export function recordingDialect(dialect: Dialect): RecordingDialect {
  const driver = new RecordingDriver();
  return { dialect: { ...dialect, createDriver: () => driver }, driver };
}

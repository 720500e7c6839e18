import { onTestFinished } from "vitest";
import { connect } from "../../src/connection/connect.js";
import type { Database } from "../../src/connection/database.js";
import type { ConnectOptions } from "../../src/connection/options.js";
import { type RecordingOptions, recordingDialect } from "./dialect.js";
import { RecordingDriver } from "./driver.js";

let last = 0;

/** Connects a recording database as the default one until the test ends. */
export async function recordingDatabase(
  options: Omit<ConnectOptions, "dialect"> = {},
  dialect: Omit<RecordingOptions, "driver"> = {},
): Promise<{ readonly db: Database; readonly driver: RecordingDriver }> {
  const driver = new RecordingDriver();
  const name = options.name ?? `recording ${++last}`;
  const db = await connect({ ...options, name, dialect: recordingDialect({ ...dialect, driver }) });
  onTestFinished(() => db.close({ timeout: 0 }));
  return { db, driver };
}

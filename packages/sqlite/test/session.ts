import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DriverConnection, DriverValue } from "@chakra-orm/core/internal";
import { sqlite } from "@chakra-orm/sqlite";
import { onTestFinished } from "vitest";

/** A connection to a database of the test's own, closed when the test is over. */
export async function session(options: Record<string, unknown> = { file: ":memory:" }): Promise<DriverConnection> {
  const driver = sqlite.createDriver({ options, statementTimeout: 0, prepare: true });
  const connection = await driver.connect();
  onTestFinished(async () => {
    await connection.close();
    await driver.close();
  });
  return connection;
}

/** A folder that is gone when the test is over. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "chakra-sqlite-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Rows of a statement. */
export async function rows(connection: DriverConnection, text: string, ...values: DriverValue[]): Promise<unknown[][]> {
  return (await connection.run({ text, values, prepare: true })).rows;
}

/** The error a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a failure");
}

import type { Database } from "@chakra-orm/core";
import { Patient } from "./clinic.js";
import { rawRows } from "./raw.js";
import type { Suite } from "./suite.js";

/** A secret that is easy to write down. */
export const keyOf = (text: string): string => Buffer.alloc(32, text).toString("base64");

/** Another database with patients, under these keys. */
export async function clinic(suite: Suite, ...encryptionKeys: readonly string[]): Promise<Database> {
  const db = await suite.open({ models: [Patient], encryptionKeys });
  await db.createTables();
  return db;
}

const columns = ["ward", "ssn", "email", "diagnosis", "history"];

/**
 * Writes patients into a database as they were written when `suiteKey` was the newest. Takes their table in the
 * suite's own database, which has that key.
 */
export async function writtenWithSuiteKey(
  suite: Suite,
  to: Database,
  patients: readonly { ssn: string; ward?: string; email?: string; diagnosis?: string }[],
): Promise<void> {
  await suite.db.use(async () => {
    await Patient.all().delete();
    await Patient.insertMany(patients);
  });
  const rows = await rawRows(suite.db, `select ${columns.join(", ")} from suite_patients order by id`);
  const values = rows.map((row) => `(${row.map((text) => (text === null ? "null" : `'${text}'`)).join(", ")})`);
  await rawRows(to, `insert into suite_patients (${columns.join(", ")}) values ${values.join(", ")} returning id`);
}

/** How many texts of a column each key has encrypted. */
export async function keysUsed(db: Database, column: string): Promise<number[]> {
  const rows = await rawRows(db, `select ${column} from suite_patients where ${column} is not null`);
  const counts = new Map<string, number>();
  for (const [text] of rows) {
    const id = (text as string).slice(0, 10);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => a - b);
}

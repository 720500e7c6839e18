import { type Database, field, Model, type TableOptions } from "@chakra-orm/core";
import { rawRows } from "./raw.js";

/** Somebody with secrets: two that are looked up, two that are not. */
export class Patient extends Model {
  static table = {
    name: "suite_patients",
    uniques: [["ward", "email"]],
  } satisfies TableOptions<Patient>;
  id = field.id();
  ward = field.string(20, { default: "a" });
  ssn = field.encrypted(field.string(11, { unique: true, pattern: /^[\d-]+$/ }), { deterministic: true });
  email = field.encrypted(
    field.string(50, { nullable: true, normalize: (text) => text.toLowerCase(), format: "email" }),
    { deterministic: true },
  );
  diagnosis = field.encrypted(field.text({ default: "healthy" }));
  history = field.encrypted(field.json<{ visits: string[] }>({ nullable: true, hidden: true }));
}

/** What is encrypted, with a history. */
export class Letter extends Model {
  static table = "suite_letters";
  static audited = true;
  id = field.id();
  title = field.string(20);
  text = field.encrypted(field.text());
}

/** Texts that nobody may find in the database, in the order in which they were made. */
export async function storedTexts(db: Database, column: string): Promise<string[]> {
  const rows = await rawRows(db, `select ${column} from suite_patients order by id`);
  return rows.map(([text]) => text as string);
}

/** Puts a text into a column of all rows, past the ORM. */
export async function forge(db: Database, column: string, text: string): Promise<void> {
  await rawRows(db, `update suite_patients set ${column} = '${text}'`);
}

import type { Database } from "@chakra-orm/core";

/** The rows of a statement that is written by hand, in the names of PostgreSQL. */
export async function byHand(db: Database, text: string): Promise<readonly object[]> {
  // SQLite tells no capital letters, so the names of its file differ in underscores alone.
  const own = db.dialect === "sqlite" ? text.replaceAll(/(?<!row)_(?!number)/g, "") : text;
  return db.sql(Object.assign([own], { raw: [own] }) as TemplateStringsArray);
}

/** The values of rows, alike whatever form a database gives them: decimals as texts or numbers, instants as texts. */
export function values(rows: readonly object[]): readonly (readonly unknown[])[] {
  return rows.map((row) => Object.values(row).map(alike));
}

function alike(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  const isNumber = typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
  return isNumber ? Math.round(Number(value) * 10_000) / 10_000 : value;
}

import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** One question with its right answer. */
interface Question {
  readonly id: string;
  readonly question: string;
  readonly columns: readonly string[];
  readonly ordered: boolean;
  readonly expected: readonly (readonly unknown[])[];
  readonly expected_after?: readonly (readonly unknown[])[];
}

const file = new URL("fixtures/questions.json", import.meta.url);
const { queries } = JSON.parse(readFileSync(file, "utf8")) as { readonly queries: readonly Question[] };

/** The question of an id. */
export function question(id: string): Question {
  const found = queries.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no question ${id}.`);
  return found;
}

/** The ids of all questions about a data set. */
export const idsOf = (prefix: string): readonly string[] =>
  queries.map(({ id }) => id).filter((id) => id.startsWith(prefix));

/** As the file writes it: instants without a zone. */
const written = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString().replace(/(\.000)?Z$/, "") : value;

/** Holds rows against the right answer: the same values in the same columns, and in the same order where one is asked for. */
export function expectAnswer(id: string, rows: readonly object[]): void {
  const { columns, expected, ordered } = question(id);
  const given = rows.map((row) => Object.values(row).map(written));
  for (const row of given) expect(row, id).toHaveLength(columns.length);
  if (ordered) expect(given, id).toEqual(expected);
  else
    expect(new Set(given.map((row) => JSON.stringify(row))), id).toEqual(
      new Set(expected.map((row) => JSON.stringify(row))),
    );
}

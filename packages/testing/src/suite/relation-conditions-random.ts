import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LooseModel, type LooseRecord, loose } from "./kit/loose.js";
import { society } from "./kit/society.js";
import { conditionsOn, type RecordOfRow } from "./kit/society-conditions.js";
import { type ModelName, oracleOf } from "./kit/society-oracle.js";
import { type Row, randomSociety, withSociety } from "./kit/society-rows.js";
import type { Suite } from "./kit/suite.js";

const models = Object.fromEntries(society.map((model) => [model.name, loose(model)])) as Record<ModelName, LooseModel>;
const names = Object.keys(models) as ModelName[];
const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

/** Random conditions across relations, of which plain JavaScript knows as well what they find. */
export function randomRelationConditions(suite: Suite): void {
  describe.each([3, 17, 2026])("among the rows of seed %i", (seed) => {
    const rows = randomSociety(seed);
    withSociety(suite, rows);
    const oracle = oracleOf(rows);
    const conditions = conditionsOn(oracle);
    const any = fc
      .constantFrom(...names)
      .chain((name) => conditions(name, 4).map((condition) => ({ name, condition })));

    test("find what they mean, once, and with whereNot all the others", async () => {
      const records = new Map<Row, LooseRecord>();
      for (const name of names) {
        const all = name === "Post" ? models.Post.withDeleted() : models[name].all();
        const found = new Map((await all).map((record) => [record.id, record]));
        for (const row of oracle[name].all) records.set(row, found.get(row.id) as LooseRecord);
      }
      const record: RecordOfRow = (_, row) => records.get(row) as LooseRecord;
      await fc.assert(
        fc.asyncProperty(any, async ({ name, condition }) => {
          const model = models[name];
          const given = condition.given(record);
          const shown = inspect(given, { depth: 12 });
          const { rows: visible } = oracle[name];
          const expected = idsOf(visible.filter(condition.holds));
          expect(await model.where(given).orderBy("id").pluck("id"), shown).toEqual(expected);
          const others = idsOf(visible.filter((row) => !condition.holds(row)));
          expect(idsOf(await model.whereNot(given).orderBy("id")), shown).toEqual(others);
          expect(await model.where(given).count(), shown).toBe(expected.length);
          expect(await model.exists(given), shown).toBe(expected.length > 0);
        }),
        { numRuns: 200 },
      );
    });
  });
}

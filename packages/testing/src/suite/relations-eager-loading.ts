import { startsWith } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import type { LooseRecord } from "./kit/loose.js";
import {
  expectNames,
  namesOf,
  type RelationCase,
  relationCases,
  relationModels,
  seedRelations,
} from "./kit/relation-cases.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Every kind of relation, loaded with the query: one statement more, whatever the number of records. */
export function relationsEagerLoading(suite: Suite): void {
  tables(suite, ...relationModels);
  beforeAll(seedRelations);

  describe.each(relationCases)("$kind: $relation", (given: RelationCase) => {
    const { model, relation, statements, expected } = given;
    const shown = (records: readonly LooseRecord[]) => new Map(records.map((record) => [record, record[relation]]));
    const [leading] = Object.entries(expected).find(([, names]) => names !== null && names.length > 0) as [
      string,
      unknown,
    ];

    test("with the query", async () => {
      const { result, count } = await countQueries(suite.db, () => model.all().with(relation));
      expectNames(given, shown(result));
      expect(count).toBe(1 + statements);
    });

    test("it is the record's own property from then on, and awaiting it is free", async () => {
      const records = await model.all().with(relation);
      const { count } = await countQueries(suite.db, async () => {
        for (const record of records) {
          expect(Object.keys(record)).toContain(relation);
          expect(await record[relation]).toBe(record[relation]);
          expect([record.$isDirty, record.$changes]).toEqual([false, {}]);
        }
      });
      expect(count).toBe(0);
    });

    test("with a query for one record", async () => {
      const record = await model.findByOrFail({ name: leading });
      const parts = Object.fromEntries(given.key.map((property) => [property, record[property]]));
      const ways = {
        first: () => model.where({ name: leading }).with(relation).first(),
        last: () => model.where({ name: leading }).with(relation).last(),
        limit: async () => (await model.where({ name: leading }).with(relation).limit(1))[0],
        find: () => model.all().with(relation).find(parts),
        findBy: () => model.all().with(relation).findBy({ name: leading }),
        findMany: async () => (await model.all().with(relation).findMany([parts]))[0],
      };
      for (const [way, work] of Object.entries(ways)) {
        const { result, count } = await countQueries(suite.db, work);
        expect(namesOf(result?.[relation]), way).toEqual(expected[leading]);
        expect(count, way).toBe(2);
      }
    });

    test("the text of the statements does not depend on the number of records", async () => {
      const one = await countQueries(suite.db, () => model.where({ name: startsWith(leading) }).with(relation));
      const all = await countQueries(suite.db, () => model.all().with(relation));
      expect(one.statements).toHaveLength(2);
      expect(all.statements.map(({ sql }) => sql)).toContain(one.statements[1]?.sql);
    });

    test("an empty result asks nothing further", async () => {
      // By a key, what is further on may be on its way already.
      const nobody = () => model.where({ name: startsWith("nobody") }).with(relation);
      const { result, count } = await countQueries(suite.db, nobody);
      expect([result, count]).toEqual([[], 1]);
    });

    test("loaded onto records that are there, all together or one of them, and not again", async () => {
      const records = await model.all();
      const loaded = await countQueries(suite.db, () => model.load(records, relation));
      expect([loaded.result, loaded.count]).toEqual([records, statements]);
      expect(loaded.result).toBe(records);
      expectNames(given, shown(records));
      const values = records.map((record) => record[relation]);
      expect((await countQueries(suite.db, () => model.load(records, relation))).count).toBe(0);
      expect(records.every((record, i) => record[relation] === values[i])).toBe(true);

      const alone = await model.findByOrFail({ name: leading });
      const { result, count } = await countQueries(suite.db, () => model.load(alone, relation));
      expect(result).toBe(alone);
      expect([namesOf(alone[relation]), count]).toEqual([expected[leading], 1]);
    });
  });
}

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

/** Every kind of relation, awaited where it was not loaded: one statement for all records of a result. */
export function relationsLazyLoading(suite: Suite): void {
  tables(suite, ...relationModels);
  beforeAll(seedRelations);
  const count = async (work: () => PromiseLike<unknown>) => (await countQueries(suite.db, work)).count;

  describe.each(relationCases)("$kind: $relation", (given: RelationCase) => {
    const { model, relation, statements, expected } = given;

    test("in a loop, one after the other", async () => {
      const found = new Map<LooseRecord, unknown>();
      const sent = await count(async () => {
        for (const record of await model.all()) found.set(record, await record[relation]);
      });
      expectNames(given, found);
      expect(sent).toBe(1 + statements);
    });

    test("all at once", async () => {
      const found = new Map<LooseRecord, unknown>();
      const sent = await count(async () => {
        const records = await model.all();
        const values = await Promise.all(records.map((record) => record[relation]));
        for (const [i, record] of records.entries()) found.set(record, values[i]);
      });
      expectNames(given, found);
      expect(sent).toBe(1 + statements);
    });

    test("of records that were found one by one, awaited in one tick", async () => {
      const records: LooseRecord[] = [];
      for (const name of Object.keys(expected)) records.push(await model.findByOrFail({ name }));
      const found = new Map<LooseRecord, unknown>();
      const sent = await count(() =>
        Promise.all(records.map(async (record) => found.set(record, await record[relation]))),
      );
      expectNames(given, found);
      expect(sent).toBe(statements);
    });

    test("of one record: at most one statement, and none the second time", async () => {
      for (const [name, names] of Object.entries(expected)) {
        const record = await model.findByOrFail({ name });
        let value: unknown;
        const sent = await count(async () => {
          value = await record[relation];
        });
        expect(namesOf(value)).toEqual(names);
        expect(sent).toBeLessThanOrEqual(1);
        if (names !== null && names.length > 0) expect(sent).toBe(1);
        let again: unknown;
        expect(
          await count(async () => {
            again = await record[relation];
          }),
        ).toBe(0);
        expect(again).toBe(value);
      }
    });

    test("awaiting it changes nothing that shows", async () => {
      for (const record of await model.all()) {
        const before = [Object.keys(record), JSON.stringify(record), { ...record }];
        await record[relation];
        expect([Object.keys(record), JSON.stringify(record), { ...record }]).toEqual(before);
        expect(Object.keys(record)).not.toContain(relation);
        expect([record.$isDirty, record.$isNew]).toEqual([false, false]);
      }
    });

    test("an empty result asks nothing", async () => {
      const sent = await count(async () => {
        for (const record of await model.where({ name: "nobody" })) await record[relation];
      });
      expect(sent).toBe(1);
    });
  });
}

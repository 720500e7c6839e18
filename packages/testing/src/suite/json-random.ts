import { inspect } from "node:util";
import { field, includesAll, includesAny, Model, ofLength } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Json, json, pathsOf, questionsOn, reached } from "./kit/json-oracle.js";
import { loose } from "./kit/loose.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Scrap extends Model {
  static table = "suite_scraps";
  id = field.id();
  body = field.json<unknown>({ nullable: true });
  words = field.array(field.string(8, { nullable: true }), { nullable: true });
}

const words = fc.option(
  fc.array(fc.option(fc.constantFrom<string[]>("a", "b", "", "a,b", '"', "NULL", "é🙂")), { maxLength: 4 }),
  { freq: 6 },
);
const typeOnly = (value: Json, type: string): Json => (typeof value === type ? value : null);

/** Random JSON and arrays, of which plain JavaScript knows as well what is inside. */
export function randomJson(suite: Suite): void {
  describe.each([5, 2026])("the rows of seed %i", (seed) => {
    tables(suite, Scrap);
    const rows = fc
      .sample(fc.tuple(fc.option(json, { freq: 12 }), words), { seed, numRuns: 60 })
      .map(([body, list], i) => ({ id: i + 1, body: body as Json, words: list }));
    const bodies = rows.map(({ body }) => body);
    const model = loose(Scrap);
    beforeAll(async () => {
      for (const { body, words: list } of rows) await Scrap.create({ body, words: list });
    });

    const expectFound = async (condition: unknown, holds: (row: (typeof rows)[number]) => boolean) => {
      const shown = inspect(condition, { depth: 12 });
      const found = rows.filter(holds).map(({ id }) => id);
      expect(await model.where(condition).orderBy("id").pluck("id"), shown).toEqual(found);
      const others = rows.filter((row) => !holds(row)).map(({ id }) => id);
      expect(await model.whereNot(condition).orderBy("id").pluck("id"), shown).toEqual(others);
    };

    test("are found by what they hold, and the others by whereNot", async () => {
      await fc.assert(
        fc.asyncProperty(questionsOn(bodies), ({ asked, holds }) =>
          expectFound({ body: asked }, ({ body }) => holds(body)),
        ),
        { numRuns: 250 },
      );
    });

    test("give what stands at a path, as JSON and as each kind of value", async () => {
      await fc.assert(
        fc.asyncProperty(pathsOf(bodies), async (path) => {
          const read = await Scrap.orderBy("id").values((row) => {
            const there = row.body.at(...path);
            return {
              json: there,
              text: there.asText(),
              number: there.asNumber(),
              boolean: there.asBoolean(),
              length: there.length(),
            };
          });
          const expected = bodies.map((body) => {
            const there = reached(body, path);
            return {
              json: there,
              text: typeOnly(there, "string"),
              number: typeOnly(there, "number"),
              boolean: typeOnly(there, "boolean"),
              length: Array.isArray(there) ? there.length : null,
            };
          });
          expectSame(read, expected);
        }),
        { numRuns: 60 },
      );
    });

    test("are found by the members of their arrays", async () => {
      const wanted = fc.array(fc.constantFrom<string[]>("a", "b", "", "a,b", '"', "NULL", "c", "é🙂"), {
        maxLength: 3,
      });
      await fc.assert(
        fc.asyncProperty(wanted, async (members) => {
          const all = ({ words: list }: (typeof rows)[number]) =>
            list !== null && members.every((m) => list.includes(m));
          const any = ({ words: list }: (typeof rows)[number]) =>
            list !== null && members.some((m) => list.includes(m));
          await expectFound({ words: includesAll(members) }, all);
          await expectFound({ words: includesAny(members) }, any);
          await expectFound({ words: ofLength(members.length) }, ({ words: list }) => list?.length === members.length);
        }),
        { numRuns: 40 },
      );
    });
  });
}

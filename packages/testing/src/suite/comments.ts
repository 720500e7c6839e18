import { field, Model, withRequest } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { impossibleTexts, texts } from "./kit/hostile-texts.js";
import type { Suite } from "./kit/suite.js";

class Remark extends Model {
  static table = "suite_comments_remarks";
  id = field.id();
  name = field.string(20);
}

/** Comments on statements: whatever they say, the statement stays what it is. */
export function comments(suite: Suite): void {
  const values = [...texts, ...impossibleTexts.map(([, text]) => text), "*/ delete from suite_comments_remarks; /*"];

  test("no value of a request gets out of its comment", async () => {
    const db = await suite.open({ comments: ["id", "route", "tags"], models: [Remark] });
    await db.createTables();
    await db.use(async () => {
      const { id } = await Remark.create({ name: "kept" });
      for (let i = 0; i < values.length; i += 10) {
        const tags = Object.fromEntries(values.slice(i, i + 10).map((value) => [value, value]));
        const request = { id: values[i] ?? "", route: values[i + 1] ?? "", tags };
        const [found, count] = await withRequest(request, async () => [
          await Remark.where({ id }).pluck("name"),
          await db.sql<{ n: number }>`select count(*) as n from suite_comments_remarks where id = ${id} -- ours`.only(),
        ]);
        expect(found).toEqual(["kept"]);
        expect(Number((count as { n: unknown }).n)).toBe(1);
      }
    });
  });

  test("comments that change from request to request, and those that do not, go with prepared statements", async () => {
    for (const option of [true, ["id"]] as const) {
      const db = await suite.open({ name: `comments ${String(option)}`, comments: option, models: [Remark] });
      await db.createTables();
      for (let i = 0; i < 20; i++) {
        const made = await withRequest({ id: String(i), route: `/remarks/${i % 3}` }, () =>
          db.use(() => Remark.create({ name: `remark ${i}` })),
        );
        expect(made.id).toBeDefined();
      }
      expect(await db.use(() => Remark.count())).toBe(20);
      await db.close();
    }
  });
}

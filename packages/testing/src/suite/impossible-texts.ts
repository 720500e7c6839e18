import { contains, endsWith, field, icontains, like, Model, matches, ne, oneOf, startsWith } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { impossibleTexts } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Impossible extends Model {
  static table = "suite_impossible_texts";
  id = field.id();
  string = field.string(50, { nullable: true });
  text = field.text({ nullable: true });
  char = field.char(2, { nullable: true });
  json = field.json<unknown>({ nullable: true });
  list = field.array(field.text(), { nullable: true });
}

/** Text that no database can keep as it is never reaches one: it would come back as something else, or cut off. */
export function impossible(suite: Suite): void {
  tables(suite, Impossible);
  const model = loose(Impossible);

  describe.each(impossibleTexts)("%s", (_, text) => {
    test("is refused by every column before any SQL", async () => {
      const attempts = { string: text, text, char: `${text} `.slice(0, 2), list: ["a", text] };
      const inJson = [text, [text], { deep: [{ key: text }] }, { [text]: 1 }];
      for (const given of [...Object.entries(attempts), ...inJson.map((json) => ["json", json] as const)]) {
        const [property, value] = given;
        const error = await refusal(suite.db, () => model.create({ [property]: value }));
        expect(error).toMatchObject({ code: "VALIDATION", status: 422, fields: [property] });
        expect(error.message).toMatch(/U\+0000|surrogate/);
      }
      expect(await model.count()).toBe(0);
    });

    test("is refused by an update, which leaves the row as it was", async () => {
      const record = await Impossible.create({ string: "before" });
      record.string = text;
      expect(await refusal(suite.db, () => record.save())).toMatchObject({ code: "VALIDATION" });
      await record.reload();
      expect(record.string).toBe("before");
      await record.delete();
    });

    test("is never found, and a search for it takes no statement", async () => {
      const record = await Impossible.create({ string: "here", text: "here", char: "ab" });
      const { count } = await countQueries(suite.db, async () => {
        for (const condition of [text, oneOf([text]), contains(text), startsWith(text), endsWith(text)]) {
          expect(await model.where({ text: condition })).toEqual([]);
        }
        for (const condition of [icontains(text), like(text)]) {
          expect(await model.where({ string: condition })).toEqual([]);
        }
        expect(await model.findBy({ char: text })).toBeNull();
      });
      expect(count).toBe(0);
      expect((await model.where({ text: ne(text) })).length).toBe(1);
      expect((await model.where({ text: oneOf([text, "here"]) })).length).toBe(1);
      expect(await refusal(suite.db, () => model.where({ text: matches(text) }))).toMatchObject({ code: "QUERY" });
      await record.delete();
    });
  });
}

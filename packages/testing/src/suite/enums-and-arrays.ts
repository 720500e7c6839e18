import { contains, field, like, Model, oneOf, startsWith } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

// What a TypeScript enum with string values is at run time.
const Level = { Low: "low", VeryHigh: "very high" } as const;

const hostile = [
  "plain",
  "it's",
  'a"b',
  "a\\b",
  "",
  " ",
  "%",
  "_",
  "日本",
  "🙂",
  "null",
  "a,b",
  "{}",
  "A",
  "a",
  "?",
  "$1",
];

class Choice extends Model {
  static table = "suite_choices";
  id = field.id();
  checked = field.enum(hostile, { default: "it's" });
  named = field.enum(hostile, { typeName: 'suite_choice "type"', default: "a\\b" });
  level = field.enum(Level, { nullable: true });
  many = field.array(field.enum(hostile, { typeName: 'suite_choice "type"' }), { nullable: true });
  tags = field.array(field.string(3, { nullable: true }), { nullable: true });
}

/** The same table for a writer that knows no enums. */
class Free extends Model {
  static table = "suite_choices";
  id = field.id();
  checked = field.text({ nullable: true });
}

/** Enums by CHECK and by named type, and arrays with members of every sort. */
export function enumsAndArrays(suite: Suite): void {
  tables(suite, Choice);
  const model = loose(Choice);

  test("every member comes back and is found, alone and in lists", async () => {
    for (const member of hostile) {
      const { id } = await Choice.create({ checked: member, named: member, many: [member, member] });
      const found = await Choice.find(id);
      expect([found.checked, found.named, found.many]).toEqual([member, member, [member, member]]);
      expect(await Choice.where({ checked: member, named: member }).pluck("id")).toEqual([id]);
      expect(await Choice.where({ named: oneOf([member]) }).pluck("id")).toEqual([id]);
      expect(await Choice.where({ named: startsWith(member), id }).count()).toBe(1);
    }
    expect(await Choice.where({ named: contains("b") }).count()).toBe(3);
    expect(await Choice.where({ named: like("_") }).count()).toBe(
      hostile.filter((member) => [...member].length === 1).length,
    );
    expect(await Choice.where({ named: oneOf(["a", "A", "plain"]) }).count()).toBe(3);
  });

  test("a default with hostile characters is the model's and the database's", async () => {
    const { id } = await Choice.create({});
    expect(await Choice.find(id)).toMatchObject({ checked: "it's", named: "a\\b" });
  });

  test("a TypeScript enum holds its values", async () => {
    const { id } = await Choice.create({ level: Level.VeryHigh });
    expect((await Choice.find(id)).level).toBe("very high");
    expect(await refusal(suite.db, () => model.create({ level: "VeryHigh" }))).toMatchObject({ fields: ["level"] });
  });

  test("what is no member is refused by the model, finds nothing, and is refused by the database", async () => {
    expect(await refusal(suite.db, () => model.create({ checked: "other" }))).toMatchObject({ code: "VALIDATION" });
    expect(await model.where({ checked: "other" })).toEqual([]);
    expect(await failure(() => Free.create({ checked: "other" }))).toMatchObject({ code: "CHECK_VIOLATION" });
  });

  test("members of arrays are checked one by one", async () => {
    for (const many of [["nobody"], [null], ["a", undefined], "a", { 0: "a" }, new Set(["a"]), [["a"]]]) {
      expect(await refusal(suite.db, () => model.create({ many }))).toMatchObject({
        code: "VALIDATION",
        fields: ["many"],
      });
    }
    const sparse = ["a"];
    sparse[2] = "a";
    expect(await refusal(suite.db, () => model.create({ many: sparse }))).toMatchObject({ code: "VALIDATION" });
    expect(await refusal(suite.db, () => model.create({ tags: ["abcd"] }))).toMatchObject({ code: "VALIDATION" });
  });

  test("an empty array, NULL among members and the word NULL are three things", async () => {
    for (const tags of [[], [null], ["NUL"], ["", null], ['"', "\\", "{}"], ["a,b", " "], null]) {
      const { id } = await Choice.create({ tags });
      expectSame((await Choice.find(id)).tags, tags);
    }
  });
}

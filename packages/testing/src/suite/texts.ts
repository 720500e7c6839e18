import { contains, endsWith, field, icontains, like, Model, oneOf, startsWith } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { texts } from "./kit/hostile-texts.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const longest = Math.max(...texts.map((text) => [...text].length));
/** Exactly as long as a `char` column asks for. */
const padded = (text: string): string => `${text}${"x".repeat(longest - [...text].length)}`;

class Text extends Model {
  static table = "suite_texts";
  id = field.integer({ primaryKey: true });
  string = field.string(longest);
  text = field.text();
  char = field.char(longest);
  json = field.json<Record<string, unknown>>();
  list = field.array(field.string(longest));
  member = field.enum(texts);
  members = field.array(field.enum(texts), { nullable: true });
}

class Named extends Model {
  static table = "suite_named";
  name = field.string(longest, { primaryKey: true });
  place = field.integer();
}

/** Text of every kind, however hostile, in every column that holds text: it comes back exactly, and is found. */
export function hostileTexts(suite: Suite): void {
  tables(suite, Text, Named);
  beforeAll(async () => {
    for (const [id, text] of texts.entries()) {
      const json = { text, [text]: [text], deep: { [text]: null } };
      const record = { id, string: text, text, char: padded(text), json, list: [text, text], member: text };
      await Text.create({ ...record, members: [text] });
      await Named.create({ name: text, place: id });
    }
  });

  test("comes back from every column", async () => {
    const rows = await Text.all().orderBy("id");
    expect(rows.length).toBe(texts.length);
    for (const [i, text] of texts.entries()) {
      const { string, text: long, char, list, member, members, json } = rows[i] as Text;
      const all = { string, long, char, list, member, members };
      const expected = { string: text, long: text, char: padded(text), list: [text, text], member: text };
      expectSame(all, { ...expected, members: [text] }, `text ${i}`);
      expectSame(json, { text, [text]: [text], deep: { [text]: null } }, `JSON of text ${i}`);
    }
  });

  test("comes back after an update", async () => {
    const record = await Text.create({
      ...{ id: texts.length, string: "", text: "", char: padded(""), json: {}, list: [], member: texts[0] as string },
    });
    for (const text of texts) {
      Object.assign(record, { string: text, text, char: padded(text), json: { text }, list: [text], member: text });
      await record.save();
      await record.reload();
      expectSame([record.string, record.text, record.list, record.json], [text, text, [text], { text }]);
    }
    await record.delete();
  });

  test("is found by equality in each column", async () => {
    for (const [id, text] of texts.entries()) {
      const where = { string: text, text, char: padded(text), member: text };
      expect(await Text.where(where).pluck("id"), `text ${id}`).toEqual([id]);
    }
  });

  test("is found by what it begins with, ends with, and contains, nothing in it being a wildcard", async () => {
    for (const [id, text] of texts.entries()) {
      for (const [name, holds, lookup] of [
        ["startsWith", (other: string) => other.startsWith(text), startsWith(text)],
        ["endsWith", (other: string) => other.endsWith(text), endsWith(text)],
        ["contains", (other: string) => other.includes(text), contains(text)],
      ] as const) {
        const expected = texts.flatMap((other, i) => (holds(other) ? [i] : []));
        expect(await Text.where({ text: lookup }).orderBy("id").pluck("id"), `${name} text ${id}`).toEqual(expected);
      }
      expect(await Text.where({ text: icontains(text), id }).count(), `icontains text ${id}`).toBe(1);
    }
  });

  test("is itself a pattern for like, once its wildcards are escaped", async () => {
    const plain = texts.filter((text) => !/[%_\\!*?[\]]/.test(text));
    for (const text of plain) {
      expect(await Text.where({ text: like(text) }).pluck("text")).toEqual([text]);
    }
  });

  test("is found in a list", async () => {
    expect(await Text.where({ string: oneOf(texts) }).count()).toBe(texts.length);
    expect(await Text.where({ member: oneOf(texts) }).count()).toBe(texts.length);
    expect((await Text.where({ text: oneOf(texts) }).orderBy("id")).map((row) => row.text)).toEqual(texts);
  });

  test("is a key", async () => {
    for (const [place, name] of texts.entries()) expect((await Named.find(name)).place).toBe(place);
    expect((await Named.findMany(texts)).map((row) => row.place)).toEqual(texts.map((_, i) => i));
  });
}

import { join } from "node:path";
import { connect, field, Model, matchesText, type Query, type TableOptions, textRank, uuid } from "@chakra-orm/core";
import { rawRows } from "@chakra-orm/testing/suite";
import { expect, onTestFinished, test } from "vitest";
import { folder } from "./session.js";

class Note extends Model {
  static table = { textSearch: { properties: ["text"] } } satisfies TableOptions<Note>;
  id = field.uuid({ primaryKey: true, default: uuid.v4 });
  text = field.text();
}
class Counted extends Model {
  static table = { name: "counted", textSearch: { properties: ["text"] } } satisfies TableOptions<Counted>;
  id = field.id();
  text = field.text();
}
class Notiz extends Model {
  static table = { textSearch: { properties: ["text"], language: "german" } } satisfies TableOptions<Notiz>;
  id = field.id();
  text = field.text();
}

async function open() {
  const file = join(folder(), "notes.db");
  const db = await connect(`sqlite:${file}`, { models: [Note, Counted] });
  onTestFinished(() => db.close());
  await db.createTables();
  return db;
}

const textsOf = async (all: Query<Note> | Query<Counted>, text: string): Promise<string[]> =>
  (await (all as Query<Note>).where(matchesText(text))).map((note) => note.text);

test("rows are found after the file was vacuumed, whatever their key is", async () => {
  const db = await open();
  for (let i = 0; i < 20; i++) {
    await Note.create({ text: `word${i}` });
    await Counted.create({ text: `word${i}` });
  }
  for (const i of [0, 1, 2, 5, 7, 11]) {
    await Note.where(matchesText(`word${i}`)).delete();
    await Counted.where(matchesText(`word${i}`)).delete();
  }
  await rawRows(db, "vacuum");
  for (const all of [Note.all(), Counted.all()]) {
    const texts = (await all).map(({ text }) => text);
    expect(texts).toHaveLength(14);
    for (const text of texts) expect(await textsOf(all, text)).toEqual([text]);
    expect(await textsOf(all, "word5")).toEqual([]);
  }
});

test("the index is asked, once for the condition and once for the order", async () => {
  await open();
  const plan = await Counted.where(matchesText("word"))
    .orderBy((row) => textRank(row, "word").desc())
    .explain();
  expect(plan.match(/SCAN ix_counted_text_search VIRTUAL TABLE/g)).toHaveLength(2);
  expect(plan).toContain("MATERIALIZE ranks");
  expect(plan).not.toMatch(/SCAN counted|SCAN r0/);
});

test("what REPLACE deletes without telling triggers is not found", async () => {
  const db = await open();
  const { id } = await Counted.create({ text: "before" });
  const note = await Note.create({ text: "before" });
  await rawRows(db, `insert or replace into counted (id, text) values (${id}, 'after')`);
  await rawRows(db, `insert or replace into notes (id, text) values ('${note.id}', 'after')`);
  for (const all of [Note.all(), Counted.all()]) {
    expect(await textsOf(all, "before")).toEqual([]);
    expect(await textsOf(all, "after")).toEqual(["after"]);
  }
});

test("nothing is left of a search when its table is dropped", async () => {
  const db = await open();
  await db.dropTables();
  expect(await rawRows(db, "select name from sqlite_master where name not like 'sqlite_%'")).toEqual([]);
});

test("a language of which SQLite does not know the words is refused before anything is made", async () => {
  const db = await open();
  const refused = {
    code: "UNSUPPORTED",
    message:
      "The table notizs has a textSearch in german, of which sqlite does not know the words (textSearch). It knows simple, english.",
  };
  await expect(db.createTables({ models: [Notiz] })).rejects.toMatchObject(refused);
  await expect(Notiz.where(matchesText("wort")).all()).rejects.toMatchObject(refused);
});

import { connect, type Database, field, Model, matchesText, type TableOptions, textRank } from "@chakra-orm/core";
import { rawRows } from "@chakra-orm/testing/suite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dialects, emptyUrl } from "./databases.js";

class Note extends Model {
  static table = {
    textSearch: { properties: ["title", "text"], language: "english" },
  } satisfies TableOptions<Note>;
  id = field.id();
  title = field.string(50);
  text = field.text({ nullable: true });
}
class Notiz extends Model {
  static table = {
    name: "notizen",
    textSearch: { properties: ["text"], language: "german" },
  } satisfies TableOptions<Notiz>;
  id = field.id();
  text = field.char(40);
}

describe.each(dialects)("text search of $name", (dialect) => {
  let db: Database;
  beforeAll(async () => {
    const url = await emptyUrl(dialect);
    db = await connect({ dialect, url, models: [Note, Notiz], name: `text search ${dialect.name}` });
    await db.createTables();
    await rawRows(
      db,
      "insert into notes (title, text) select 'note ' || i, 'word' || i || ' running' from generate_series(1, 3000) i",
    );
    await rawRows(db, "analyze notes");
  });
  afterAll(() => db.close());
  const using = <R>(work: () => Promise<R>) => db.use(work);

  test("the index is used: the condition says just what it says", () =>
    using(async () => {
      const found = Note.where(matchesText("word77 run"));
      const plan = await found.orderBy((note) => textRank(note, "word77").desc()).explain();
      expect(plan).toMatch(/Bitmap Index Scan on ix_notes_text_search/);
      expect(plan).not.toMatch(/Seq Scan/);
      expect(await found.pluck("title")).toEqual(["note 77"]);
    }));

  test("words of other languages are found by their stems", () =>
    using(async () => {
      await Notiz.create({ text: "Die Häuser am Fluss".padEnd(40) });
      expect(await Notiz.where(matchesText("Haus -Bach")).count()).toBe(1);
      expect(await Notiz.where(matchesText("zwei Häusern")).count()).toBe(0);
      expect(await Notiz.where(matchesText("des Flusses")).count()).toBe(1);
      expect(await Notiz.where(matchesText("des")).count()).toBe(0);
    }));

  test("no phrase goes from one property to the next", () =>
    using(async () => {
      await Note.create({ title: "left", text: "right" });
      expect(await Note.where(matchesText("left right")).count()).toBe(1);
      expect(await Note.where(matchesText('"left right"')).count()).toBe(0);
      expect(await Note.where(matchesText('"left of right"')).count()).toBe(0);
    }));
});

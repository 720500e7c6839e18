import { field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

interface Settings {
  theme: string;
  nested: { list: number[]; deep?: { a: number; b: number } };
  gone?: string;
}

class Note extends Model {
  static table = "suite_notes";
  id = field.id();
  settings = field.json<Settings>();
  tags = field.array(field.string(20));
  days = field.array(field.dateTime(), { nullable: true });
  at = field.dateTime();
  bytes = field.binary();
  other = field.json<unknown>({ nullable: true });
}

/** Changes inside a value are changes: whoever pushes to a list and saves has saved the list. */
export function changesInPlace(suite: Suite): void {
  tables(suite, Note);
  const wrote = (work: () => unknown) => written(suite.db, work);
  const values = () => ({
    settings: { theme: "light", nested: { list: [1, 2], deep: { a: 1, b: 2 } }, gone: "x" },
    tags: ["a", "b"],
    days: [new Date(0)],
    at: new Date("2024-01-01T00:00:00Z"),
    bytes: Uint8Array.from([1, 2, 3]),
  });
  const changes: readonly (readonly [name: string, change: (note: Note) => void])[] = [
    ["a nested set in JSON", (note) => (note.settings.nested.list[0] = 9)],
    ["a push in JSON", (note) => note.settings.nested.list.push(3)],
    ["a splice in JSON", (note) => note.settings.nested.list.splice(0, 1)],
    ["a deleted key of JSON", (note) => delete note.settings.gone],
    ["an added key of JSON", (note) => Object.assign(note.settings, { added: null })],
    ["a push to an array", (note) => note.tags.push("c")],
    ["another order of an array", (note) => note.tags.reverse()],
    ["an emptied array", (note) => (note.tags.length = 0)],
    ["a date in an array", (note) => note.days?.[0]?.setUTCFullYear(2001)],
    ["a moved date", (note) => note.at.setUTCDate(15)],
    ["a changed byte", (note) => (note.bytes[1] = 77)],
  ];

  test.each(changes)("%s is seen and saved, in one column", async (_, change) => {
    for (const read of [true, false]) {
      const created = await Note.create(values());
      const note = read ? await Note.find(created.id) : created;
      expect(await wrote(() => note.save())).toEqual([]);
      change(note);
      expect(note.$isDirty).toBe(true);
      expect(Object.keys(note.$changes)).toHaveLength(1);
      expect(await wrote(() => note.save())).toEqual(["update of 1"]);
      expect({ ...(await Note.find(note.id)) }).toEqual({ ...note });
      expect(await wrote(() => note.save())).toEqual([]);
      change(note);
    }
  });

  test("$changes and $original tell what was there before, as values of their own", async () => {
    const note = await Note.find((await Note.create(values())).id);
    note.settings.nested.list.push(3);
    note.at.setUTCFullYear(1999);
    expect(note.$changes["settings"]).toEqual({ from: values().settings, to: note.settings });
    expect(note.$original["at"]).toEqual(values().at);
    (note.$original["tags"] as string[]).push("not ours");
    expect(note.tags).toEqual(["a", "b"]);
    expect(note.$original["tags"]).toEqual(["a", "b"]);
  });

  test("the order of keys is no change, that of a list is", async () => {
    const note = await Note.find((await Note.create(values())).id);
    note.settings = { gone: "x", nested: { deep: { b: 2, a: 1 }, list: [1, 2] }, theme: "light" };
    expect(await wrote(() => note.save())).toEqual([]);
    note.settings.nested.list = [2, 1];
    expect(await wrote(() => note.save())).toEqual(["update of 1"]);
  });

  test("an equal value of another object is no change", async () => {
    const note = await Note.create(values());
    Object.assign(note, values());
    expect(note.$isDirty).toBe(false);
    expect(await wrote(() => note.save())).toEqual([]);
  });

  test("what a caller does with what it gave, or was given, is a change of the record and of nothing else", async () => {
    const given = values();
    const note = await Note.create(given);
    given.tags.push("later");
    expect(note.$isDirty).toBe(note.tags.length === 3);
    await note.save();
    const twin = await Note.find(note.id);
    expect(twin.tags).toEqual(note.tags);
    twin.tags.push("twin");
    expect(note.tags).not.toContain("twin");
  });

  test("JSON that turns into another kind of value, and back, is seen", async () => {
    const note = await Note.create({ ...values(), other: { a: 1 } });
    for (const other of [[], "text", 0, false, { a: 1 }, { a: "1" }, { a: 1, b: null }, [null], null, {}]) {
      Object.assign(note, { other });
      expect(await wrote(() => note.save()), JSON.stringify(other)).toEqual(["update of 1"]);
      expect((await Note.find(note.id)).other).toEqual(other);
    }
  });
}

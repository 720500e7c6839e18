import { field, Model, uuid } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { written } from "./kit/columns-written.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Big extends Model {
  static table = "suite_big_keys";
  id = field.bigInteger({ primaryKey: true, autoIncrement: true });
  name = field.string(10, { default: "" });
}
class Small extends Model {
  static table = "suite_small_keys";
  number = field.integer({ primaryKey: true, autoIncrement: true });
  name = field.string(10, { default: "" });
}
class Session extends Model {
  static table = "suite_uuid_keys";
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  name = field.string(10, { default: "" });
}
class Country extends Model {
  static table = "suite_text_keys";
  code = field.char(2, { primaryKey: true });
  name = field.string(20);
}
class Path extends Model {
  static table = "suite_long_keys";
  name = field.text({ primaryKey: true });
  place = field.integer();
}
class Marking extends Model {
  static table = "suite_composite_keys";
  postId = field.integer({ primaryKey: true });
  tag = field.string(20, { primaryKey: true });
  day = field.date({ primaryKey: true });
  weight = field.integer({ default: 1 });
}
class Instant extends Model {
  static table = "suite_instant_keys";
  at = field.dateTime({ primaryKey: true });
  place = field.decimal(6, 2, { primaryKey: true });
  name = field.string(10, { default: "" });
}

/** Keys of every kind: numbered ones, texts, UUIDs, and those of several columns. */
export function keys(suite: Suite): void {
  tables(suite, Big, Small, Session, Country, Path, Marking, Instant);

  test("a bigint key is numbered by the database, and one past 2^53 can be given", async () => {
    const big = await Big.create({});
    expect(typeof big.id).toBe("bigint");
    expect((await Big.find(big.id)).id).toBe(big.id);
    const far = await Big.create({ id: 9007199254740993n });
    expect((await Big.find(9007199254740993n)).id).toBe(far.id);
    expect(await Big.findOrNull(9007199254740992n)).toBeNull();
    expect((await Big.findMany([far.id, big.id])).map(({ id }) => id)).toEqual([far.id, big.id]);
  });

  test("numbers count up, and a given one is kept", async () => {
    const [one, two] = [await Small.create({}), await Small.create({})];
    expect(two.number).toBe(one.number + 1);
    expect((await Small.create({ number: 1000 })).number).toBe(1000);
    expect((await Small.find(1000)).number).toBe(1000);
  });

  test("a UUID is made before the row is, and found in any case of letters", async () => {
    const session = new Session();
    expect(session.id).toMatch(/^[0-9a-f-]{36}$/);
    await session.save();
    expect((await Session.find(session.id.toUpperCase())).id).toBe(session.id);
    expect((await Session.findMany([session.id.toUpperCase()])).length).toBe(1);
    expect(
      (await countQueries(suite.db, async () => expect(await Session.findOrNull("no uuid")).toBeNull())).count,
    ).toBe(0);
  });

  test("long texts that begin alike are different keys", async () => {
    const names = ["a", "b"].map((end) => `${"x".repeat(100)}${end}`);
    for (const [place, name] of names.entries()) await Path.create({ name, place });
    expect((await Path.findMany([...names].reverse())).map(({ place }) => place)).toEqual([1, 0]);
    expect(await failure(() => Path.findMany([`${names[0]}c`]))).toMatchObject({ code: "RECORD_NOT_FOUND" });
  });

  test("a text is a key", async () => {
    await Country.create({ code: "DE", name: "Germany" });
    expect((await Country.find("DE")).name).toBe("Germany");
    expect(await Country.findOrNull("de")).toBeNull();
    expect(await failure(() => Country.create({ code: "DE", name: "again" }))).toMatchObject({
      code: "UNIQUE_VIOLATION",
      fields: ["code"],
    });
  });

  test("a key of several columns is found by all of them, in any order", async () => {
    const key = { postId: 1, tag: "a", day: "2024-02-29" };
    const marking = await Marking.create(key);
    await Marking.create({ ...key, tag: "b" });
    expect((await Marking.find({ day: "2024-02-29", tag: "a", postId: 1 })).weight).toBe(1);
    expect(await Marking.findOrNull({ ...key, day: "2024-03-01" })).toBeNull();
    const { result, count } = await countQueries(suite.db, () => Marking.findMany([{ ...key, tag: "b" }, key]));
    expect([result.map(({ tag }) => tag), count]).toEqual([["b", "a"], 1]);
    expect((await failure(() => Marking.find({ ...key, postId: 404 }))).message).toMatch(/postId = 404, tag = "a"/);
    marking.weight = 5;
    expect(await written(suite.db, () => marking.save())).toEqual(["update of 1"]);
    expect(await Marking.orderBy("tag").pluck("weight")).toEqual([5, 1]);
    expect((await Marking.first())?.tag).toBe("a");
    await marking.delete();
    expect(await Marking.all().pluck("tag")).toEqual(["b"]);
    const taken = await failure(() => Marking.create({ ...key, tag: "b" }));
    expect(taken).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["postId", "tag", "day"] });
  });

  test("instants and decimals are parts of keys, whatever form they are given in", async () => {
    const at = new Date("2024-02-29T12:00:00.123Z");
    const made = await Instant.create({ at, place: "1.5" });
    expect((await Instant.find({ at: new Date(at), place: "1.50" })).place).toBe("1.50");
    made.name = "x";
    await made.save();
    at.setUTCFullYear(1999);
    await made.reload();
    const other = await Instant.create({ at: new Date(0), place: "1.5", name: "y" });
    const found = await Instant.findMany([
      { at: new Date(0), place: "1.5" },
      { at: made.at, place: "01.5" },
    ]);
    expect(found.map(({ name }) => name)).toEqual([other.name, "x"]);
  });

  test("a changed key moves the row", async () => {
    const country = await Country.create({ code: "XX", name: "Nowhere" });
    country.code = "YY";
    expect(await written(suite.db, () => country.save())).toEqual(["update of 1"]);
    expect(await Country.findOrNull("XX")).toBeNull();
    expect((await Country.find("YY")).name).toBe("Nowhere");
    country.name = "Somewhere";
    await country.save();
    country.code = "ZZ";
    await country.reload();
    expect([country.code, country.name]).toEqual(["YY", "Somewhere"]);
    country.code = "DE";
    expect(await failure(() => country.save())).toMatchObject({ code: "UNIQUE_VIOLATION" });
    await country.delete();
    expect([await Country.findOrNull("YY"), (await Country.find("DE")).name]).toEqual([null, "Germany"]);
  });
}

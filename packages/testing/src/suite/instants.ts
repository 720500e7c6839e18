import { between, field, gt, lt, Model, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Moment extends Model {
  static table = "suite_instants";
  id = field.id();
  at = field.dateTime();
  second = field.dateTime({ precision: 0, nullable: true });
  list = field.array(field.dateTime(), { nullable: true });
}

/** Instants of all sorts: gaps and overlaps of summer time, a day that Samoa never had, the ends of the calendar. */
const instants = [
  ...["2024-03-10T07:30:00.000Z", "2024-11-03T05:30:00.000Z", "2018-11-04T03:00:00.000Z", "2018-11-04T02:59:59.999Z"],
  ...["2011-12-30T10:00:00.000Z", "2011-12-29T23:59:59.999Z", "2024-04-06T15:15:00.000Z", "1883-11-18T12:00:00.000Z"],
  ...["1582-10-04T00:00:00.000Z", "1582-10-15T00:00:00.000Z", "2024-02-29T12:34:56.789Z", "2038-01-19T03:14:08.000Z"],
  ...["1970-01-01T00:00:00.001Z", "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "0099-12-31T23:59:59.999Z"],
  ...["0999-06-15T06:07:08.009Z", "9999-12-31T23:59:59.999Z", "2016-12-31T23:59:59.000Z", "1900-03-01T00:00:00.000Z"],
];

/** Years that have no four digits: a database may hold them exactly or say that it cannot, and nothing else. */
const beyond = ["+010000-01-01T00:00:00.000Z", "+275760-09-13T00:00:00.000Z", "0000-06-15T00:00:00.000Z"].concat([
  "-000001-12-31T23:59:59.999Z",
  "-004712-01-01T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
]);

/** An instant is the same one when it comes back, whatever the time zone of the process. */
export function instantsAreExact(suite: Suite): void {
  tables(suite, Moment);
  const model = loose(Moment);

  test("every instant comes back, and is found", async () => {
    for (const text of instants) {
      const at = new Date(text);
      const { id } = await Moment.create({ at, list: [at] });
      const found = await Moment.find(id);
      expect(found.at.toISOString()).toBe(text);
      expect(found.list).toEqual([at]);
      expect(await Moment.where({ at }).pluck("id"), text).toEqual([id]);
      expect(await Moment.where({ at: oneOf([at, new Date(0)]) }).count()).toBe(1);
    }
  });

  test("instants are in order", async () => {
    const sorted = [...instants].sort((a, b) => Date.parse(a) - Date.parse(b));
    expect((await Moment.orderBy("at").pluck("at")).map((at) => at.toISOString())).toEqual(sorted);
    for (const text of instants) {
      const at = new Date(text);
      const before = instants.filter((other) => Date.parse(other) < at.getTime()).length;
      expect(await Moment.where({ at: lt(at) }).count()).toBe(before);
      expect(await Moment.where({ at: gt(at) }).count()).toBe(instants.length - before - 1);
      expect(await Moment.where({ at: between(at, at) }).count()).toBe(1);
    }
  });

  test.each(beyond)("%s comes back exactly or is refused in words", async (text) => {
    const at = new Date(text);
    const record = new Moment({ at });
    try {
      await record.save();
    } catch (error) {
      expect(error).toMatchObject({ code: "VALIDATION", fields: ["at"] });
      expect(await refusal(suite.db, () => Moment.where({ at }))).toMatchObject({ code: "QUERY" });
      return;
    }
    expect((await Moment.find(record.id)).at).toEqual(at);
    expect(await Moment.where({ at }).pluck("id")).toEqual([record.id]);
    expect(await Moment.orderBy("at").pluck("id")).toEqual(
      (await Moment.all()).sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ id }) => id),
    );
    await record.delete();
  });

  test("what is no instant is refused before any SQL", async () => {
    const none = [new Date(Number.NaN), "2024-01-01T00:00:00Z", 0, Date.now(), null, undefined, {}, [new Date(0)]];
    for (const at of none) {
      expect(await refusal(suite.db, () => model.create({ at }))).toMatchObject({ code: "VALIDATION", fields: ["at"] });
    }
    for (const at of [new Date(Number.NaN), "2024-01-01", 0]) {
      expect(await refusal(suite.db, () => model.where({ at }))).toMatchObject({ code: "QUERY" });
    }
  });

  test("a column of whole seconds keeps whole seconds, which the record knows", async () => {
    await empty(Moment);
    for (const text of ["2024-01-01T00:00:00.999Z", "1969-12-31T23:59:59.001Z"]) {
      const record = await Moment.create({ at: new Date(0), second: new Date(text) });
      const kept = new Date(text.replace(/\.\d+/, ".000"));
      expect(record.second).toEqual(kept);
      expect((await Moment.find(record.id)).second).toEqual(kept);
      record.second = new Date(text);
      expect((await countQueries(suite.db, () => record.save())).count).toBe(0);
    }
  });
}

import { between, field, gt, lte, Model, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Calendar extends Model {
  static table = "suite_calendars";
  id = field.id();
  day = field.date({ nullable: true });
  time = field.time({ nullable: true });
  span = field.interval({ nullable: true });
}

const days = ["0001-01-01", "0099-02-28", "0999-12-31", "1582-10-10", "1900-02-28", "1970-01-01", "2000-02-29"].concat([
  "2011-12-30",
  "2018-11-04",
  "2024-02-29",
  "2024-03-10",
  "2024-12-31",
  "9999-12-31",
]);
const times = ["00:00:00", "00:00:00.000001", "02:30:00", "12:00:00.5", "23:59:59", "23:59:59.999999"];

const refused: Readonly<Record<string, readonly unknown[]>> = {
  day: ["2023-02-29", "2024-02-30", "0000-00-00", "0000-01-01", "10000-01-01", "4713-01-01 BC", "infinity", "-infinity"]
    .concat(["2024-1-1", "2024-01-01T00:00:00Z", "01/02/2024", "now", "today", "", " 2024-01-01"])
    .concat([new Date(0), 20240101, {}] as never),
  time: [
    "24:00:00",
    "23:59:60",
    "12:60:00",
    "1:00:00",
    "12",
    "12:00:00Z",
    "12:00:00.1234567",
    "now",
    "",
    new Date(0),
    12,
  ],
  span: ["", "P", "PT", "1 day", "P1", "P1H", "P1.5D", "infinity", "-P1D", "P1DT", 5, {}, "P99999999999D"],
};

/** Days, times of day and spans are text that no time zone moves. */
export function datesAndTimes(suite: Suite): void {
  tables(suite, Calendar);
  const model = loose(Calendar);

  test("days come back, are found, and are in order", async () => {
    for (const day of [...days].reverse()) {
      const { id } = await Calendar.create({ day });
      expect((await Calendar.find(id)).day).toBe(day);
      expect(await Calendar.where({ day }).pluck("id")).toEqual([id]);
    }
    expect(await Calendar.orderBy("day").limit(days.length).pluck("day")).toEqual(days);
    expect(await Calendar.where({ day: between("1970-01-01", "2018-11-04") }).count()).toBe(4);
    expect(await Calendar.where({ day: gt("2024-12-30") }).count()).toBe(2);
    expect(await Calendar.where({ day: oneOf(days) }).count()).toBe(days.length);
  });

  test("times come back, are found, and are in order", async () => {
    for (const time of [...times].reverse()) {
      const { id } = await Calendar.create({ time });
      expect((await Calendar.find(id)).time).toBe(time);
      expect(await Calendar.where({ time }).pluck("id")).toEqual([id]);
    }
    expect(await Calendar.orderBy("time").limit(times.length).pluck("time")).toEqual(times);
    expect(await Calendar.where({ time: lte("02:30") }).count()).toBe(3);
  });

  test("one time has one form", async () => {
    for (const [given, form] of [
      ["13:45", "13:45:00"],
      ["13:45:00.500000", "13:45:00.5"],
      ["13:45:10.000000", "13:45:10"],
    ] as const) {
      const record = await Calendar.create({ time: given });
      expect(record.time).toBe(form);
      expect((await Calendar.find(record.id)).time).toBe(form);
      expect(await Calendar.where({ time: given }).count()).toBe(1);
      await record.delete();
    }
  });

  test("spans come back in one form, and equal ones are found", async () => {
    for (const [given, form] of [
      ["P14M", "P1Y2M"],
      ["P2W", "P14D"],
      ["PT90M", "PT1H30M"],
      ["PT0S", "PT0S"],
      ["P1Y2M3DT4H5M6.789S", "P1Y2M3DT4H5M6.789S"],
      ["P-1Y-2M-3DT-4H-5M-6.789S", "P-1Y-2M-3DT-4H-5M-6.789S"],
      ["PT-0.000001S", "PT-0.000001S"],
      ["PT100000H", "PT100000H"],
      ["P1D", "P1D"],
      ["PT24H", "PT24H"],
    ] as const) {
      const record = await Calendar.create({ span: given });
      expect(record.span).toBe(form);
      expect((await Calendar.find(record.id)).span).toBe(form);
      expect(await Calendar.where({ span: given, id: record.id }).count()).toBe(1);
      await record.delete();
    }
  });

  test.each(Object.keys(refused))("%s refuses what it is not, before any SQL", async (property) => {
    for (const value of refused[property] ?? []) {
      const error = await refusal(suite.db, () => model.create({ [property]: value }));
      expect(error, String(value)).toMatchObject({ code: "VALIDATION", fields: [property] });
      const asked = await refusal(suite.db, () => model.where({ [property]: value }));
      expect(asked, String(value)).toMatchObject({ code: "QUERY" });
    }
  });
}

import { isDeepStrictEqual } from "node:util";
import { field, Model, sql } from "@chakra-orm/core";
import { metaOf } from "@chakra-orm/core/internal";
import { describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { type FieldCase, fieldCases, none, nullable, otherBuilders } from "./kit/field-cases.js";
import { type LooseModel, loose } from "./kit/loose.js";
import { copyOf, expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

function modelOf({ builder, declare, wide }: FieldCase, table: string): LooseModel {
  class Sample extends Model {
    static table = table;
    id = field.id();
    value = declare(none);
    maybe = declare(nullable);
  }
  // The database cannot read what is encrypted.
  if (builder === "encrypted") return loose(Sample);
  // What the database computes comes back as what is written does.
  class Computing extends Sample {
    static override table = table;
    computed = field.generated(sql`${sql.column("value")}`, declare(none));
  }
  return loose(wide === true ? Sample : Computing);
}

/** Every value that a field type names as its samples comes back exactly, whichever way it goes in and out. */
export function samples(suite: Suite): void {
  test("every builder of the registry is tried", () => {
    const tried = new Set([...fieldCases.map(({ builder }) => builder), ...otherBuilders]);
    expect(Object.keys(field).filter((name) => !tried.has(name))).toEqual([]);
  });

  defineSamples(suite, "suite_samples", fieldCases);
}

const temporal = ["dateTime", "date", "time", "interval"];

/** The samples of everything that has to do with time, for a run in another time zone. */
export function temporalSamples(suite: Suite): void {
  const isTemporal = ({ title }: FieldCase) => temporal.some((name) => title.split(" ").includes(name));
  defineSamples(suite, "suite_temporal_samples", fieldCases.filter(isTemporal));
}

function defineSamples(suite: Suite, prefix: string, cases: readonly FieldCase[]): void {
  const models = cases.map((fieldCase, i) => [fieldCase.title, modelOf(fieldCase, `${prefix}_${i}`)] as const);
  describe.each(models)("%s", (_, model) => {
    const { type } = metaOf(model as never).byProperty.get("value") ?? {};
    const values = type?.samples ?? [];
    const isOpaque = type?.kind === "json" || type?.kind === "array" || type?.sealed?.deterministic === false;
    tables(suite, model as never);

    test("comes back as it was created", async () => {
      expect(values.length).toBeGreaterThan(0);
      for (const value of values) {
        const { id } = await model.create({ value: copyOf(value), maybe: copyOf(value) });
        const found = await model.find(id);
        expectSame(found.value, value);
        expectSame(found.maybe, value);
        if ("computed" in found) expectSame(found.computed, value);
        expect(found.$isDirty).toBe(false);
      }
      expectSame(await model.orderBy("id").pluck("value"), values);
    });

    test("comes back as many were created at once", async () => {
      await model.all().delete();
      const rows = values.map((value) => ({ value: copyOf(value), maybe: copyOf(value) }));
      const created = await model.createMany([...rows, { value: copyOf(values[0]) }]);
      const found = await model.orderBy("id");
      expectSame(
        created.map(({ id }) => id),
        found.map(({ id }) => id),
      );
      expectSame(
        found.map((each) => each.value),
        [...values, values[0]],
      );
      expectSame(
        found.map((each) => each.maybe),
        [...values, null],
      );
      if ("computed" in model)
        expectSame(
          created.map((each) => each.computed),
          [...values, values[0]],
        );
      expect(created.some((each) => each.$isDirty)).toBe(false);
    });

    test("is found by equality", async () => {
      if (isOpaque) return;
      const rows = await model.orderBy("id");
      for (const [i, value] of values.entries()) {
        const found = await model.where({ value }).pluck("id");
        const alike = rows.filter((row) => isDeepStrictEqual(row.value, value)).map((row) => row.id);
        expect(found.sort(), `value ${i}`).toEqual(alike.sort());
        const alikeToo = rows.filter((row) => isDeepStrictEqual(row.maybe, value));
        expect(await model.where({ maybe: value }).count()).toBe(alikeToo.length);
      }
    });

    test("comes back as it was updated, and null too", async () => {
      const record = await model.create({ value: copyOf(values[0]) });
      expect((await model.find(record.id)).maybe).toBeNull();
      expect(await model.where({ id: record.id, maybe: null }).count()).toBe(1);
      for (const value of values) {
        record.value = copyOf(value);
        record.maybe = copyOf(value);
        await record.save();
        const found = await model.find(record.id);
        expectSame([found.value, found.maybe, record.computed], [value, value, found.computed]);
        if ("computed" in found) expectSame(found.computed, value);
      }
      record.maybe = null;
      await record.save();
      expect((await model.find(record.id)).maybe).toBeNull();
    });

    test("is no change when set to an equal value", async () => {
      for (const record of await model.all()) {
        record.value = copyOf(record.value);
        const { statements } = await countQueries(suite.db, () => record.save());
        expect(statements).toEqual([]);
      }
    });
  });
}

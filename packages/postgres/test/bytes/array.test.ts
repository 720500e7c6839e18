import type { DriverValue, Facets, Storage, StorageKind } from "@chakra-orm/core/internal";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertion, list } from "../../src/list.js";
import { storages } from "../../src/storages/index.js";
import { dialects, openDatabase, type TestDatabase } from "../databases.js";

/** A kind of values, the types of the columns that they are put into, and values of it. */
type Case = readonly [kind: StorageKind, facets: Facets, columns: readonly string[], values: fc.Arbitrary<unknown>];

const least = Date.UTC(-4713, 10, 24);
const ends = [least, -8e12, -1, 0, 946_684_799_999, 9_951_883_200_000, 8.64e15].map((time) => new Date(time));
const integers = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const safe = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -0, 2 ** 32, -(2 ** 32) - 1];
const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "NULL", "{}", '"\\', "\uFEFF", "🙂\u0001"));
const doubles = fc.oneof(fc.double(), fc.constantFrom(-0, 5e-324, Number.MAX_VALUE));
const instants = fc.oneof(
  fc.date({ min: new Date(least), max: new Date(8.64e15), noInvalidDate: true }),
  fc.constantFrom(...ends),
);

/** The first column of each is the kind's own; the others are those of schemas that others have made. */
const cases: readonly Case[] = [
  ["int16", {}, ["smallint", "bigint", "numeric"], integers(16)],
  ["int32", {}, ["integer", "smallint", "bigint", "double precision", "text"], integers(32)],
  ["int64", {}, ["bigint", "integer", "numeric"], fc.oneof(fc.maxSafeInteger(), fc.constantFrom(...safe))],
  ["bigint", {}, ["bigint", "numeric"], fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ["double", {}, ["double precision", "real", "numeric"], doubles],
  ["boolean", {}, ["boolean", "integer"], fc.boolean()],
  ["char", { length: 3 }, ["character(3)", "text"], fc.constantFrom("abc", "a  ", "   ", "🙂é\\")],
  ["string", { length: 50 }, ["varchar(50)", "varchar(5)", "text", "character(20)", "json"], texts],
  ["text", {}, ["text", "varchar(5)", "uuid"], texts],
  ["enum", { values: ["a", "b"] }, ["text", "varchar(5)"], fc.constantFrom("a", "b")],
  ["bytes", {}, ["bytea"], fc.uint8Array()],
  ["datetime", { precision: 3 }, ["timestamptz(3)", "timestamptz", "timestamptz(0)", "timestamp", "date"], instants],
];

const codecOf = (kind: StorageKind, facets: Facets) => (storages[kind] as Storage<unknown>).codec(facets);

describe.each(dialects)("lists in the binary form of $name", (dialect) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(dialect);
  });
  afterAll(() => db.close());
  beforeEach(() => db.connection.execute("begin"));
  afterEach(() => db.connection.execute("rollback"));

  /** What a table holds once these were inserted, as text, or the code of the error. */
  async function inserted(kind: StorageKind, facets: Facets, value: DriverValue, prepare: boolean): Promise<unknown> {
    await db.connection.execute("savepoint before");
    const text = `insert into t (v) ${insertion.select([{ bind: "$1", kind, facets }])} returning v`;
    try {
      return (await db.connection.run({ text, values: [value], prepare })).rows;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await db.connection.execute("rollback to before");
    }
  }

  it.each(cases)("%s %j inserts what its text does into %j", async (kind, facets, columns, values) => {
    const { encode, encodeList } = codecOf(kind, facets);
    for (const column of columns) {
      await db.connection.execute(`drop table if exists t; create temp table t (v ${column})`);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.option(values), { maxLength: 30 }), fc.boolean(), async (members, prepare) => {
          const text = list.encode(
            members.map((each) => (each === null ? null : encode(each))),
            kind,
          );
          const binary = encodeList?.(members);
          expect(binary).toBeInstanceOf(Uint8Array);
          const outcome = await inserted(kind, facets, binary as DriverValue, prepare);
          expect(outcome).toEqual(await inserted(kind, facets, text, prepare));
          if (column === columns[0]) expect(outcome).toHaveLength(members.length);
        }),
        { numRuns: column === columns[0] ? 60 : 20 },
      );
    }
  });

  it("takes texts of any length, and as many as there are", async () => {
    const { encodeList } = codecOf("text", {});
    const long = ["x".repeat(60_000), "é🙂".repeat(40_000), null, ""];
    const many = Array.from({ length: 50_000 }, (_, i) => `ü${i}`);
    for (const members of [long, many]) {
      const rows = await db.rows(insertion.select([{ bind: "$1", kind: "text", facets: {} }]), [
        encodeList?.(members) as DriverValue,
      ]);
      expect(rows.map(([value]) => value)).toEqual(members);
    }
  });
});

describe("a list that has no binary form", () => {
  const misfits: readonly (readonly [StorageKind, unknown])[] = [
    ["int16", 32_768],
    ["int32", 2 ** 31],
    ["int32", 0.5],
    ["int32", Number.NaN],
    ["int64", 2 ** 53],
    ["int64", "1"],
    ["bigint", 2n ** 63n],
    ["bigint", 1],
    ["double", "1"],
    ["boolean", "t"],
    ["text", 1],
    ["datetime", new Date(Number.NaN)],
  ];
  it.each(misfits)("goes as text: %s %s", (kind, value) => {
    expect(codecOf(kind, {}).encodeList?.([value])).toBeUndefined();
    expect(codecOf(kind, {}).encodeList?.([null])).toBeInstanceOf(Uint8Array);
  });

  it("is one of a type that the user has named, whose number differs from database to database", () => {
    expect(codecOf("enum", { values: ["a"], typeName: "letter" }).encodeList).toBeUndefined();
  });
});

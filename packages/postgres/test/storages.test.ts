import type { Facets, Storage, StorageKind } from "@chakra-orm/core/internal";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dialects, openDatabase, type TestDatabase } from "./databases.js";

/** Each kind with facets and values that must come back exactly. */
const cases: readonly (readonly [StorageKind, Facets, readonly unknown[]])[] = [
  ["int16", {}, [0, 1, -32768, 32767]],
  ["int32", {}, [0, -2147483648, 2147483647]],
  ["int64", {}, [0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
  ["bigint", {}, [0n, 9007199254740993n, 2n ** 63n - 1n, -(2n ** 63n)]],
  ["double", {}, [0, -0, 0.1, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 1e21, 123456789.12345678]],
  ["decimal", { precision: 40, scale: 20 }, ["0.00000000000000000000", "12345678901234567890.12345678901234567890"]],
  ["decimal", { precision: 5, scale: 0 }, ["0", "-99999"]],
  ["boolean", {}, [true, false]],
  ["char", { length: 3 }, ["abc", "a  ", "   ", "🙂🙂🙂", "É'\""]],
  ["string", { length: 7 }, ["", " ", "1234567", "a      ", "👨‍👩‍👧‍👦", "\\'\"%_", "\uFEFFa", "\uFFFE"]],
  ["string", {}, ["x".repeat(5000)]],
  ["text", {}, ["", "é", "e\u0301", "İIıi", "straße", "\u202Eabc", "a\nb\r\n\tc", "NULL", "{}", "x".repeat(2 ** 20)]],
  ["uuid", {}, ["00000000-0000-0000-0000-000000000000", "0190b6a1-7e2f-7c3d-8a4b-5c6d7e8f9a0b"]],
  ["bytes", {}, [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, i) => i), new Uint8Array(70_000).fill(92)]],
  ["bytes", { length: 2 }, [new Uint8Array([0, 255])]],
  ["date", {}, ["0001-01-01", "1582-10-10", "2011-12-30", "2024-02-29", "9999-12-31"]],
  ["time", {}, ["00:00:00", "23:59:59.999999", "12:00:00.5", "12:00:00.000001", "10:20:30"]],
  ["datetime", {}, instants()],
  ["datetime", { precision: 0 }, [new Date("2024-02-29T23:59:59Z")]],
  ["datetime", { precision: 6 }, instants()],
  ["interval", {}, ["PT0S", "P1Y2M3DT4H5M6.789S", "P-1Y-2M3DT-4H-5M-0.000001S", "PT100H", "P14D", "P1M-1DT-0.5S"]],
  ["interval", {}, ["P178956970Y7M", "P2147483647D", "PT2562047787H59M54.775807S"]],
  ["json", {}, [{}, [], "", "text", 0, 1.5, 5e-324, 1e308, true, false, JSON.parse('{"__proto__":{"polluted":1}}')]],
  ["json", {}, [{ a: [1, null, { "": '"\\' }], "ü 🙂": "\u2028\u007f" }, deep(450)]],
  ["enum", { values: ["a", "it's", "", 'q"u', "\\"] }, ["a", "it's", "", 'q"u', "\\"]],
  ["array", of("int32"), [[], [1, -2], [2147483647]]],
  ["array", of("bigint", true), [[null, 2n ** 63n - 1n, null]]],
  ["array", of("double"), [[-0, 5e-324, 0.1]]],
  ["array", of("decimal", false, { precision: 5, scale: 2 }), [["1.50", "-999.99"]]],
  ["array", of("boolean"), [[true, false]]],
  ["array", of("text", true), [["", " ", "NULL", null, 'a"b', "a\\b", "{x,y}", "a,b", "\\", '"', "'", "\n", "🙂"]]],
  ["array", of("char", false, { length: 2 }), [["ab", "a "]]],
  ["array", of("bytes"), [[new Uint8Array(), new Uint8Array([0, 34, 92, 255])]]],
  ["array", of("uuid"), [["0190b6a1-7e2f-7c3d-8a4b-5c6d7e8f9a0b"]]],
  ["array", of("date"), [["0001-01-01", "2024-02-29"]]],
  ["array", of("time"), [["12:00:00.5"]]],
  ["array", of("datetime"), [instants()]],
  ["array", of("interval"), [["P1DT-2H", "PT0S"]]],
  ["array", of("json"), [[{ a: '"' }, [], "x", 1]]],
  ["array", of("enum", true, { values: ["a", 'b"', "it's", "\\"] }), [["a", 'b"', "it's", "\\", null]]],
];

function of(kind: StorageKind, nullable = false, facets: Facets = {}): Facets {
  return { element: { kind, facets, nullable } };
}

function instants(): Date[] {
  const texts = ["1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2024-02-29T23:59:59.123Z"];
  const far = [
    "0099-12-31T00:00:00.001Z",
    "0001-01-01T00:00:00.000Z",
    "0000-06-15T12:00:00.010Z",
    "-000043-03-15T00:00:00Z",
  ];
  const ends = ["+010000-01-01T00:00:00.100Z", "+275760-09-13T00:00:00.000Z", "-004713-11-24T00:00:00.000Z"];
  return [...texts, ...far, ...ends].map((text) => new Date(text));
}

function deep(levels: number): unknown {
  let value: unknown = "bottom";
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

describe.each(dialects)("storages of $name", (dialect) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(dialect);
  });
  afterAll(() => db.close());

  beforeEach(() => db.connection.execute("begin"));
  afterEach(() => db.connection.execute("rollback"));

  it.each(cases)("gives back %s %j exactly", async (kind, facets, values) => {
    const storage = dialect.storages[kind] as Storage<unknown>;
    const check = storage.check?.("v", facets);
    await db.connection.execute(
      `create temp table t (i int, v ${storage.type(facets)} not null ${check ? `check (${check})` : ""})`,
    );
    const codec = storage.codec(facets);
    for (const [i, value] of values.entries()) {
      expect(codec.refuse?.(value)).toBeUndefined();
      await db.rows("insert into t values ($1, $2)", [String(i), codec.encode(value)]);
    }
    const read = await db.rows("select v from t order by i");
    expect(read.map(([raw]) => codec.decode(raw))).toStrictEqual(values);
    const request = { text: "select v from t order by i", values: [], prepare: false, readers: [codec.fromBytes] };
    const { rows: readByBytes } = await db.connection.run(request);
    expect(readByBytes.map(([raw]) => codec.decode(raw))).toStrictEqual(values);
    if (kind !== "array") {
      const { list } = dialect;
      const members = list.encode(values.map(codec.encode), kind);
      const found = await db.rows(`select v from t where ${list.contains("v", "$1", kind)}`, [members]);
      expect(found).toHaveLength(values.length);
    }
    for (const value of values) {
      const found = await db.rows("select i from t where v = $1", [codec.encode(value)]);
      expect(found.length, `v = ${String(value).slice(0, 50)}`).toBeGreaterThan(0);
    }
  });

  it("keeps to the checks that a storage writes", async () => {
    const refused: readonly (readonly [StorageKind, Facets, string])[] = [
      ["bytes", { length: 2 }, "'\\x000000'"],
      ["enum", { values: ["a", "it's"] }, "'b'"],
      ["array", of("int32"), "'{1,NULL}'"],
      ["array", of("enum", false, { values: ["a"] }), "'{a,b}'"],
    ];
    for (const [kind, facets, literal] of refused) {
      const storage = dialect.storages[kind] as Storage<unknown>;
      await db.connection.execute(
        `create temp table c (v ${storage.type(facets)} check (${storage.check?.("v", facets)}))`,
      );
      await db.connection.execute("savepoint before");
      await expect(db.rows(`insert into c values (${literal})`), kind).rejects.toMatchObject({ code: "23514" });
      await db.connection.execute("rollback to before; drop table c");
    }
  });

  it("makes a named enum type usable where it has a name", async () => {
    const facets: Facets = { values: ["on", "off"], typeName: "Switch State" };
    const storage = dialect.storages.enum;
    expect(storage.check?.("v", facets)).toBeUndefined();
    await db.connection.execute(`create type "Switch State" as enum ('on', 'off')`);
    await db.connection.execute(
      `create temp table e (v ${storage.type(facets)}, a ${dialect.storages.array.type(of("enum", false, facets))})`,
    );
    await db.rows("insert into e values ($1, $2)", ["on", '{"off"}']);
    expect(await db.rows("select v, a from e where v = any($1)", ['{"on"}'])).toEqual([["on", "{off}"]]);
  });

  it("refuses what it cannot hold before it is sent, and what it cannot read afterwards", async () => {
    const { storages } = dialect;
    expect(storages.bigint.codec({}).refuse?.(2n ** 63n)).toMatch(/64 bits/);
    expect(storages.datetime.codec({}).refuse?.(new Date(-8.64e15))).toMatch(/4714-11-24 BC/);
    expect(storages.interval.codec({}).refuse?.("P999999999Y")).toMatch(/2147483647/);
    expect(storages.interval.codec({}).refuse?.("P999999999W")).toMatch(/2147483647/);
    expect(storages.array.codec(of("bigint", true)).refuse?.([null, 2n ** 63n])).toMatch(/at \[1\]/);
    const unreadable: readonly (readonly [StorageKind, string, RegExp])[] = [
      ["int64", "9007199254740993::int8", /2\^53/],
      ["decimal", "'NaN'::numeric", /no decimal/],
      ["decimal", "'Infinity'::numeric", /no decimal/],
      ["date", "'infinity'::date", /0001 to 9999/],
      ["date", "'4713-01-01 BC'::date", /0001 to 9999/],
      ["date", "'10000-01-01'::date", /0001 to 9999/],
      ["datetime", "'infinity'::timestamptz", /infinity/],
      ["datetime", "'-infinity'::timestamptz", /-infinity/],
      ["datetime", "'294276-12-31 23:59:59Z'::timestamptz", /275760/],
      ["datetime", "'2024-01-01'::date", /not an instant/],
    ];
    for (const [kind, expression, message] of unreadable) {
      const [[raw] = []] = await db.rows(`select ${expression}`);
      expect(() => storages[kind].codec({}).decode(raw), expression).toThrow(message);
    }
    const arrays = storages.array.codec(of("int32"));
    for (const [expression, message] of [
      ["'{{1,2},{3,4}}'::int[]", /several dimensions/],
      ["'{1,NULL}'::int[]", /NULL/],
    ] as const) {
      const [[raw] = []] = await db.rows(`select ${expression}`);
      expect(() => arrays.decode(raw)).toThrow(message);
    }
    const [[shifted] = []] = await db.rows("select '[0:1]={7,8}'::int[]");
    expect(arrays.decode(shifted)).toEqual([7, 8]);
    expect(() => storages.array.type({ element: { kind: "array", facets: of("int32"), nullable: false } })).toThrow(
      /field\.json/,
    );
  });
});

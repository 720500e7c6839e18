import { isDeepStrictEqual } from "node:util";
import type { Facets, KindValues, Storage, StorageKind } from "@chakra-orm/core/internal";
import { sqlite } from "@chakra-orm/sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { failure, rows, session } from "./session.js";

const storageOf = (kind: StorageKind) => sqlite.storages[kind] as Storage<unknown>;

/** A table of one column, as core would create it. */
async function column(kind: StorageKind, facets: Facets = {}) {
  const storage = storageOf(kind);
  const connection = await session();
  const check = storage.check?.('"v"', facets);
  await connection.execute(
    `create table t (n integer primary key autoincrement, "v" ${storage.type(facets)}${check ? ` check (${check})` : ""})${sqlite.ddl.tableSuffix}`,
  );
  const codec = storage.codec(facets);
  return {
    connection,
    codec,
    async trip(value: unknown): Promise<unknown> {
      const written = await rows(connection, 'insert into t ("v") values (?) returning "v"', codec.encode(value));
      const read = await rows(connection, 'select "v" from t order by n desc limit 1');
      expect(codec.decode(written[0]?.[0])).toEqual(codec.decode(read[0]?.[0]));
      return codec.decode(read[0]?.[0]);
    },
    async refuses(raw: string | number | bigint | Uint8Array) {
      const error = await failure(rows(connection, 'insert into t ("v") values (?)', raw));
      expect(["check", "value"]).toContain(sqlite.readError(error).kind);
    },
  };
}

const hostileTexts = [
  "",
  " ",
  "a'b\"c\\d",
  "👨‍👩‍👧‍👦",
  "é",
  "e\u0301",
  "\u202eabc",
  "\ufeffa",
  "\ufffe",
  "İIıi",
  "straße",
  "x".repeat(100_000),
  "%_*?[",
  "NULL",
  "1e3",
];

/** Facets stand in a tuple always, so that the tuples of all kinds are one type. */
type Sample = { [K in StorageKind]: [K, readonly KindValues[K][], Facets] }[StorageKind];
const sample = <K extends StorageKind>(kind: K, values: readonly KindValues[K][], facets: Facets = {}) =>
  [kind, values, facets] as Sample;

const samples: readonly Sample[] = [
  sample("int16", [0, -32768, 32767]),
  sample("int32", [0, -1, 2147483647, -2147483648]),
  sample("int64", [0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]),
  sample("bigint", [0n, 9007199254740993n, 2n ** 63n - 1n, -(2n ** 63n)]),
  sample("double", [0, 0.1, 1.5, 5e-324, 1.7976931348623157e308, 2 ** 53, 123456789012345680000]),
  sample("decimal", ["0.00", "12.50", "-12.50", "12345678901234567890.12", "-0.01"], { precision: 22, scale: 2 }),
  sample("decimal", ["0", "-7", "99999"], { precision: 5, scale: 0 }),
  sample("decimal", ["0.99", "-0.01", "0.00"], { precision: 2, scale: 2 }),
  sample("boolean", [true, false]),
  sample("char", ["NL", "é😀"], { length: 2 }),
  sample("string", ["", "a".repeat(50), "😀".repeat(50)], { length: 50 }),
  sample("text", hostileTexts),
  sample("uuid", ["018f4e5c-7b1a-7c3d-9e2f-0123456789ab"]),
  sample("bytes", [new Uint8Array(), new Uint8Array([0, 255, 0]), new Uint8Array(100_000).fill(7)]),
  sample("date", ["2024-02-29", "0001-01-01", "1582-10-10", "9999-12-31"]),
  sample("time", ["00:00:00", "23:59:59.999999", "12:00:00.5"]),
  sample(
    "datetime",
    ["1970-01-01T00:00:00.000Z", "0000-01-01T00:00:00.001Z", "9999-12-31T23:59:59.999Z"].map((text) => new Date(text)),
  ),
  sample("interval", ["PT0S", "P1DT2H", "P1M-1DT-0.000001S"]),
  sample("json", [
    {},
    [],
    "text",
    0,
    false,
    { "": 1, 'q"': "\\" },
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"p":1}}'),
  ]),
  sample("enum", ["draft", "it's"], { values: ["draft", "it's"] }),
];

test.each(samples)("%s values come back as they went", async (kind, values, facets) => {
  const { trip, codec } = await column(kind, facets);
  for (const value of values) {
    expect(codec.refuse?.(value)).toBeUndefined();
    // Vitest's own comparison sets __proto__ where it should compare it.
    expect(isDeepStrictEqual(await trip(value), value)).toBe(true);
  }
});

test("bytes come back as a plain Uint8Array over memory of their own", async () => {
  const { trip } = await column("bytes");
  const value = (await trip(new Uint8Array([1, 2, 3]))) as Uint8Array;
  expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype);
  expect(value.buffer.byteLength).toBe(3);
});

const arrays: readonly [StorageKind, readonly unknown[], Facets?][] = [
  ["int32", [1, -1, null]],
  ["int64", [Number.MAX_SAFE_INTEGER]],
  ["bigint", [2n ** 63n - 1n, -(2n ** 63n), null]],
  ["double", [0.1, -0, 2 ** 70, 5e-324]],
  ["decimal", ["12345678901234567890.10"], { precision: 22, scale: 2 }],
  ["boolean", [true, false, null]],
  ["text", ["", 'a"b', "NULL", "😀", null]],
  ["bytes", [new Uint8Array(), new Uint8Array([0, 255])]],
  ["datetime", [new Date("2024-02-29T12:00:00.123Z")]],
];

test.each(arrays)("arrays of %s come back as they went", async (kind, value, facets = {}) => {
  const { trip } = await column("array", { element: { kind, facets, nullable: true } });
  expect(await trip(value)).toStrictEqual(value);
  expect(await trip([])).toStrictEqual([]);
});

test("doubles of every size are exact, alone and in arrays", async () => {
  const alone = await column("double");
  const listed = await column("array", { element: { kind: "double", facets: {}, nullable: false } });
  await fc.assert(
    fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (value) => {
      expect(await alone.trip(value)).toEqual(Object.is(value, -0) ? 0 : value);
      expect(await listed.trip([value])).toStrictEqual([value]);
    }),
    { numRuns: 300 },
  );
});

test("other writers cannot store what a field would not", async () => {
  await (await column("int16")).refuses(32768n);
  await (await column("int32")).refuses(2147483648n);
  await (await column("boolean")).refuses(2n);
  await (await column("bigint")).refuses("12a");
  await (await column("string", { length: 2 })).refuses("abc");
  await (await column("char", { length: 2 })).refuses("a");
  await (await column("bytes", { length: 2 })).refuses(new Uint8Array(3));
  await (await column("uuid")).refuses("018F4E5C-7b1a-7c3d-9e2f-0123456789ab");
  await (await column("enum", { values: ["a"] })).refuses("b");
  await (await column("json")).refuses("{oops");
  await (await column("array")).refuses("{}");
  for (const text of ["2023-02-29", "2024-1-01", "0000-00-00", "now", ""]) await (await column("date")).refuses(text);
  for (const text of ["24:00:00", "23:59:60", "12:00", "12:00:00.50", "12:00:00.", "12:00:00.1234567", "1a:00:00"]) {
    await (await column("time")).refuses(text);
  }
  for (const text of ["2023-02-29T00:00:00.000Z", "2024-01-01", "2024-01-01T10:00:00.120+01:00", "soon"]) {
    await (await column("datetime")).refuses(text);
  }
});

test("an instant written by SQLite itself reads as UTC", async () => {
  const { connection, codec } = await column("datetime");
  for (const expression of ["current_timestamp", "datetime('now')", "strftime('%Y-%m-%d %H:%M:%f', 'now')"]) {
    const [row] = await rows(connection, `insert into t ("v") values (${expression}) returning "v"`);
    expect(Math.abs((codec.decode(row?.[0]) as Date).getTime() - Date.now())).toBeLessThan(5000);
  }
});

test("values that SQLite cannot hold are refused with a reason", () => {
  expect(
    storageOf("bigint")
      .codec({})
      .refuse?.(2n ** 63n),
  ).toMatch(/64 bits/);
  expect(storageOf("double").codec({}).refuse?.(Number.NaN)).toMatch(/NaN/);
  expect(storageOf("datetime").codec({}).refuse?.(new Date("+010000-01-01T00:00:00Z"))).toMatch(/9999/);
  expect(storageOf("date").codec({}).refuse?.("10000-01-01")).toMatch(/9999/);
});

const misfits: readonly [StorageKind, unknown][] = [
  ["int64", 2n ** 53n],
  ["int32", "7"],
  ["int32", 1.5],
  ["bigint", 1.5],
  ["boolean", 2n],
  ["decimal", 0.1],
  ["decimal", "abc"],
  ["decimal", "1.5"],
  ["text", 1n],
  ["bytes", "x"],
  ["datetime", "2023-02-30T00:00:00.000Z"],
  ["datetime", 1n],
  ["json", "{secret"],
  ["array", "{}"],
];

test.each(misfits)("a stored value that is no %s is a ValueError: %s", (kind, raw) => {
  const codec = storageOf(kind).codec({ scale: 0 });
  expect(() => codec.decode(raw)).toThrow(expect.objectContaining({ name: "ValueError" }));
  expect(() => codec.decode(raw)).not.toThrow(/secret/);
});

import { createRequire } from "node:module";
import type { ByteReader, DriverRequest, DriverValue } from "@chakra-orm/core/internal";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { writeExecution } from "../../src/pg/messages.js";
import { storages } from "../../src/storages/index.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

/** What pg itself writes with, which it does not export. */
interface Serializer {
  parse(query: { text: string; name: string }): Buffer;
  bind(config: {
    statement: string;
    values: unknown[];
    binary: boolean;
    valueMapper: (value: unknown) => unknown;
  }): Buffer;
  describe(what: { type: "P" }): Buffer;
  execute(config: object): Buffer;
  sync(): Buffer;
}

const { serialize } = createRequire(createRequire(import.meta.url).resolve("pg/package.json"))("pg-protocol") as {
  serialize: Serializer;
};

const value: fc.Arbitrary<DriverValue> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", minLength: 900, maxLength: 1100 }),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
);

describe("the messages of a statement", () => {
  it("are byte by byte those of pg, with Describe or without", () => {
    const texts = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ minLength: 990, maxLength: 1010 }));
    fc.assert(
      fc.property(
        texts,
        fc.stringMatching(/^[a-z_.]{0,20}$/),
        fc.array(value, { maxLength: 5 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.array(texts, { maxLength: 2 }),
        (...given) => {
          const [text, name, values, isPrepared, describes, binary, before] = given;
          const valueMapper = (each: unknown) => (each === null || Buffer.isBuffer(each) ? each : String(each));
          const first = before.flatMap((each) => [
            serialize.parse({ text: each, name: "" }),
            serialize.bind({ statement: "", values: [], valueMapper, binary: false }),
            serialize.execute({}),
          ]);
          const parts = [
            serialize.bind({ statement: name, values, valueMapper, binary }),
            ...(describes ? [serialize.describe({ type: "P" })] : []),
            serialize.execute({}),
            serialize.sync(),
          ];
          const own = isPrepared ? parts : [serialize.parse({ text, name }), ...parts];
          const isBinary = binary ? [true] : undefined;
          const written = writeExecution({ text, name, values, isPrepared, describes, isBinary, before });
          expect(written.equals(Buffer.concat([...first, ...own]))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const readers = {
  integer: storages.int64.codec({}).fromBytes,
  instant: storages.datetime.codec({}).fromBytes,
  boolean: storages.boolean.codec({}).fromBytes,
};

describe.each(["binary", "text"] as const)("a statement whose rows are read from %s", (readRows) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres, { options: { readRows } });
  });
  afterAll(() => db.close());

  const run = (text: string, more: Partial<DriverRequest> = {}) =>
    db.connection.run({ text, values: [], prepare: false, ...more });

  it("gives every row of a result that is larger than any buffer", async () => {
    const { rows, affected } = await run("select i, repeat('é', i % 3000) from generate_series(1, 20000) as i");
    expect(affected).toBe(20_000);
    expect(rows.every(([i, text], at) => Number(i) === at + 1 && text === "é".repeat((at + 1) % 3000))).toBe(true);
  });

  it("gives a field of twenty megabytes, and a row of a thousand columns", async () => {
    const { rows } = await run("select repeat('x', 20000000), 1");
    expect(String(rows[0]?.[0]).length).toBe(20_000_000);
    const wide = await run(`select ${Array.from({ length: 1000 }, (_, i) => i).join(", ")}`);
    expect(wide.rows).toEqual([Array.from({ length: 1000 }, (_, i) => String(i))]);
  });

  it("tells NULL from empty text, in each column", async () => {
    const given = await run("select null, '', null::int, null::timestamptz, null::bool", {
      readers: [undefined, undefined, readers.integer, readers.instant, readers.boolean],
    });
    expect(given.rows).toEqual([[null, "", null, null, null]]);
  });

  it("fails as a whole when it fails in the middle of its rows, and the next one works", async () => {
    const failing = run("select 10 / (500 - i) from generate_series(1, 1000) as i");
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect((await run("select 1")).rows).toEqual([["1"]]);
  });

  it("gets all its rows with notices between them", async () => {
    await db.connection.execute(
      "create function pg_temp.noisy(i int) returns int language plpgsql as $$ begin raise notice 'n %', i; return i; end $$",
    );
    const { rows } = await run("select pg_temp.noisy(i) from generate_series(1, 300) as i");
    expect(rows.map(([i]) => Number(i))).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  it("can be cancelled while rows come", async () => {
    const other = await postgres.createDriver(configOf({ url: db.url })).connect();
    try {
      const running = other.run({
        text: "select i, pg_sleep(0.005) from generate_series(1, 100000) as i",
        values: [],
        prepare: false,
      });
      running.catch(() => undefined);
      await db.rows("select pg_sleep(0.2)");
      other.cancel?.();
      await expect(running).rejects.toMatchObject({ code: "57014" });
      expect((await other.run({ text: "select 2", values: [], prepare: false })).rows).toEqual([["2"]]);
    } finally {
      await other.close();
    }
  });

  it("takes bytes and text of any size, prepared or not", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
    for (const prepare of [true, true, false]) {
      const { rows } = await run("select length($1::bytea), $2::text, $3::text", {
        values: [bytes, "ü".repeat(50_000), null],
        prepare,
      });
      expect(rows).toEqual([["70000", "ü".repeat(50_000), null]]);
    }
  });

  it("gives nothing for a text without a statement", async () => {
    expect(await run("")).toMatchObject({ rows: [], affected: 0 });
  });

  it("refuses a COPY, and goes on", async () => {
    await db.connection.execute("create temp table if not exists copied (i int)");
    await expect(run("copy copied from stdin")).rejects.toThrow();
    expect((await run("select 3")).rows).toEqual([["3"]]);
  });

  it("reads what the codecs read from text", async () => {
    const text =
      "select i::int8, ts, i % 2 = 0 from (select i, '2024-02-29 23:59:59.123+00'::timestamptz + i * interval '1 day 7 ms' as ts from generate_series(-2000, 2000) as i) as t";
    const asText = await run(text);
    const own = [readers.integer, readers.instant, readers.boolean] as ByteReader[];
    const codecs = [storages.int64.codec({}), storages.datetime.codec({}), storages.boolean.codec({})];
    const decoded = (rows: unknown[][]) => rows.map((row) => row.map((raw, i) => codecs[i]?.decode(raw)));
    // The second time the types of the columns are known.
    for (const prepare of [false, false, true, true]) {
      const asValues = await run(text, { readers: own, prepare });
      expect(decoded(asValues.rows)).toEqual(decoded(asText.rows));
    }
  });
});

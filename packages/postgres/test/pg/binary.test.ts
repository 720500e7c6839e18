import type { ByteReader } from "@chakra-orm/core/internal";
import { createPostgresDatabase } from "@chakra-orm/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { postgres } from "../../src/index.js";
import { storages } from "../../src/storages/index.js";
import { openDatabase, type TestDatabase } from "../databases.js";

const codecs = {
  int16: storages.int16.codec({}),
  int32: storages.int32.codec({}),
  int64: storages.int64.codec({}),
  double: storages.double.codec({}),
  boolean: storages.boolean.codec({}),
  instant: storages.datetime.codec({}),
} as const;

/** What reading takes of a codec. */
interface Reading {
  readonly decode: (raw: never) => unknown;
  readonly fromBytes?: ByteReader;
}

/** What a codec makes of a value of a row, or the error that tells why it can't. */
function outcome({ decode }: Reading, raw: unknown): unknown {
  try {
    return raw === null ? null : decode(raw as never);
  } catch (error) {
    return (error as Error).message;
  }
}

describe("rows in the server's binary form", () => {
  let binary: TestDatabase;
  let text: TestDatabase;
  beforeAll(async () => {
    binary = await openDatabase(postgres, { options: { readRows: "binary" } });
    text = await openDatabase(postgres, { url: binary.url, options: { readRows: "text" } });
  });
  afterAll(async () => {
    await binary.close();
    await text.close();
  });

  /** The values of one column, read twice so that the types are known at the second time. */
  async function read(db: TestDatabase, codec: Reading, statement: string, prepare: boolean) {
    const request = { text: statement, values: [], prepare, readers: [codec.fromBytes as ByteReader] };
    await db.connection.run(request);
    const { rows } = await db.connection.run(request);
    return rows.map(([raw]) => ({ raw, value: outcome(codec, raw) }));
  }

  const numbers = (values: readonly (bigint | number | null)[], type: string) =>
    `select v::${type} from unnest(array[${values.map(String).join(",")}]::${type}[]) as v`;
  const integer = (bits: number) => fc.bigInt({ min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n });
  const edges = [0n, 1n, -1n, 127n, 128n, -128n, 255n, 256n, 32_767n, -32_768n];
  const far = [2n ** 31n, 2n ** 32n, -(2n ** 32n), 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n];
  const ends = [2n ** 63n - 1n, -(2n ** 63n)];

  it.each([
    [
      "int2",
      codecs.int16,
      fc.array(integer(16), { maxLength: 200 }).map((more) => numbers([...edges, ...more, null], "int2")),
    ],
    [
      "int4",
      codecs.int32,
      fc.array(integer(32), { maxLength: 200 }).map((more) => numbers([...edges, ...more], "int4")),
    ],
    [
      "int8",
      codecs.int64,
      fc.array(integer(64), { maxLength: 200 }).map((more) => numbers([...edges, ...far, ...ends, ...more], "int8")),
    ],
    [
      "float8",
      codecs.double,
      fc
        .array(fc.double({ noDefaultInfinity: true, noNaN: true }), { maxLength: 200 })
        .map(
          (more) =>
            `select v from unnest(array['NaN','Infinity','-Infinity','-0',${more.map((each) => `'${each}'`).join(",") || "'0'"}]::float8[]) as v`,
        ),
    ],
    [
      "timestamptz",
      codecs.instant,
      fc.array(fc.bigInt({ min: -210_866_803_200_000_000n, max: 9_223_371_331_200_000_000n }), { maxLength: 200 }).map(
        (more) =>
          `select v from (select 'epoch'::timestamptz + ((m / 1000000) || ' s')::interval + ((m % 1000000) || ' us')::interval as v from unnest(array[0,1,-1,999,1000,-999,-1001${more.map((each) => `,${each}`).join("")}]::int8[]) as m) as t
             union all select unnest(array['infinity','-infinity','4714-11-24 00:00:00+00 BC','0044-03-15 12:00:00.123999 BC','1715-01-01','2285-12-31 23:59:59.999999','275760-09-13','275760-09-13 00:00:00.001','294276-12-31 23:59:59.999999',null]::timestamptz[])`,
      ),
    ],
  ] as const)("give the same values of %s as their text", async (_, codec, statements) => {
    await fc.assert(
      fc.asyncProperty(statements, fc.boolean(), async (statement, prepare) => {
        const [ours, theirs] = [
          await read(binary, codec, statement, prepare),
          await read(text, codec, statement, false),
        ];
        expect(ours.map(({ value }) => value)).toEqual(theirs.map(({ value }) => value));
        // If nothing had come in binary, this would prove nothing.
        expect(ours.some(({ raw }) => typeof raw === "number")).toBe(true);
        expect(theirs.every(({ raw }) => raw === null || typeof raw === "string")).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it("give true and false, and NULL for any type", async () => {
    for (const prepare of [true, false]) {
      const given = await read(binary, codecs.boolean, "select * from (values (true), (false), (null)) as t", prepare);
      expect(given.map(({ value }) => value)).toEqual([true, false, null]);
    }
  });

  it("stay text where a column has another type than its model says", async () => {
    for (const prepare of [true, false]) {
      expect(await read(binary, codecs.int32, "select 12.50::numeric", prepare)).toEqual([
        { raw: "12.50", value: 12.5 },
      ]);
      expect(await read(binary, codecs.int32, "select 7::float4", prepare)).toEqual([{ raw: 7, value: 7 }]);
      expect(await read(binary, codecs.boolean, "select 1", prepare)).toEqual([{ raw: false, value: false }]);
      const [without] = await read(binary, codecs.instant, "select timestamp '2024-02-29 23:59:59.123'", prepare);
      expect(without?.value).toEqual(new Date("2024-02-29T23:59:59.123Z"));
    }
  });

  it.each([
    ["prepared", { prepare: true }],
    ["replanned", { prepare: false, replanned: true }],
    ["unnamed", { prepare: false }],
  ])("are right at once when a column's type changes (%s)", async (way, how) => {
    const table = `typed_${way}`;
    await text.connection.execute(`create table ${table} (n int, at timestamptz)`);
    await text.connection.execute(`insert into ${table} values (7, '2024-02-29 12:00:00+00')`);
    const readers = [codecs.int64.fromBytes as ByteReader, codecs.instant.fromBytes as ByteReader];
    const rows = async () => {
      const [row] = (
        await binary.connection.run({ text: `select n, at, 'x' from ${table}`, values: [], ...how, readers })
      ).rows;
      return [outcome(codecs.int64, row?.[0]), outcome(codecs.instant, row?.[1]), row?.[2]];
    };
    const expected = [7, new Date("2024-02-29T12:00:00Z"), "x"];
    expect([await rows(), await rows()]).toEqual([expected, expected]);
    for (const change of ["n type int8", "n type numeric(10, 2)", "at type text", "n type float8", "n type int2"]) {
      await text.connection.execute(`alter table ${table} alter column ${change}`);
      // Often enough for one of them to be prepared anew.
      for (let i = 0; i < 7; i++) expect(await rows()).toEqual(expected);
    }
  });

  it("are right at once when another process changes a column's type, wherever that falls", async () => {
    const url = await createPostgresDatabase(inject("postgresUrl"));
    const [ours, other] = [await openDatabase(postgres, { url }), await openDatabase(postgres, { url })];
    try {
      await other.connection.execute("create table t (n int); insert into t values (7)");
      const readers = [codecs.int64.fromBytes as ByteReader];
      const request = {
        text: "select n from t where n < $1 limit 1",
        values: ["9"],
        prepare: false,
        replanned: true,
        readers,
      };
      for (let i = 0; i < 30; i++) {
        if (i % 4 === 3)
          await other.connection.execute(
            `alter table t alter column n type ${i % 8 === 3 ? "text" : "int using n::int"}`,
          );
        const [row] = (await ours.connection.run(request)).rows;
        expect(outcome(codecs.int64, row?.[0])).toBe(7);
      }
    } finally {
      await other.close();
      await ours.close();
    }
  });
});

import { connect, type Database } from "@chakra-orm/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dialects, emptyUrl } from "./databases.js";

/** What each type is read as by db.sql. */
const cases: Readonly<Record<string, unknown>> = {
  true: true,
  "'f'::boolean": false,
  "7::smallint": 7,
  "-7": -7,
  "7::bigint": 7,
  "9007199254740991": Number.MAX_SAFE_INTEGER,
  "9007199254740992": 9007199254740992n,
  "'-9223372036854775808'::bigint": -(2n ** 63n),
  "7::oid": 7,
  "0.1::real": 0.1,
  "1e300::float8": 1e300,
  "'NaN'::float8": Number.NaN,
  "1.50": "1.50",
  "12345678901234567890.123456789::numeric": "12345678901234567890.123456789",
  "'NaN'::numeric": "NaN",
  "'a'": "a",
  "'a'::varchar(3)": "a",
  "'a'::char(3)": "a  ",
  "'6F9619FF-8B86-D011-B42D-00C04FC964FF'::uuid": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
  "date '2024-02-29'": "2024-02-29",
  "date 'infinity'": "infinity",
  "time '12:30:00.5'": "12:30:00.5",
  "timestamptz '2024-02-29 12:00:00.123+02'": new Date("2024-02-29T10:00:00.123Z"),
  "timestamp '2024-02-29 12:00:00'": new Date("2024-02-29T12:00:00Z"),
  "interval '1 month 2 days'": "P1M2D",
  [`'{"a":[1,null]}'::json`]: { a: [1, null] },
  [`'"text"'::jsonb`]: "text",
  "'null'::jsonb": null,
  "'\\x00ff27'::bytea": Uint8Array.of(0, 255, 39),
  "array[1,null,3]": [1, null, 3],
  "array[9007199254740993]": [9007199254740993n],
  "array['a,b', '\"', 'NULL', null]": ["a,b", '"', "NULL", null],
  "array[true,false]": [true, false],
  "array[1.50]": ["1.50"],
  "array[timestamptz '2024-02-29 12:00:00Z']": [new Date("2024-02-29T12:00:00Z")],
  "array['{\"a\":1}'::jsonb]": [{ a: 1 }],
  "array['\\x00'::bytea]": [Uint8Array.of(0)],
  "'{}'::text[]": [],
  "inet '10.0.0.1'": "10.0.0.1",
  "int4range(1, 5)": "[1,5)",
  "b'101'": "101",
  "row(1, 'a')": "(1,a)",
  "'pg_class'::regclass": "pg_class",
  "null::integer": null,
};

describe.each(dialects)("db.sql of $name", (dialect) => {
  let db: Database;
  beforeAll(async () => {
    const url = await emptyUrl(dialect);
    db = await connect({ dialect, url, name: `read columns ${dialect.name}` });
  });
  afterAll(() => db.close());
  const select = async (expression: string): Promise<Record<string, unknown> | null> =>
    db.sql(Object.assign([`select ${expression} as value`], { raw: [] })).first();

  test.each(Object.entries(cases))("reads %s", async (expression, value) => {
    expect(await select(expression)).toStrictEqual({ value });
  });

  test("reads named enums and domains by what they are made of", async () => {
    await db.sql`create type mood as enum ('glad', 'sad')`;
    await db.sql`create domain small as integer check (value < 10)`;
    expect(await db.sql`select 'sad'::mood as mood, 7::small as small`).toEqual([{ mood: "sad", small: 7 }]);
  });

  test("says of which column a value cannot be read", async () => {
    for (const expression of ["timestamptz 'infinity'", "array[array[1]]"]) {
      await expect(select(expression)).rejects.toMatchObject({
        code: "VALUE",
        message: expect.stringMatching(/^The column "value" cannot be read: /),
      });
    }
  });

  test("values count as they would if they were written out", async () => {
    const row = await db.sql`
      select pg_typeof(${7})::text as whole, pg_typeof(${2 ** 40})::text as large, pg_typeof(${0.5})::text as half,
        pg_typeof(${true})::text as yes, pg_typeof(${new Date()})::text as at, pg_typeof(${Uint8Array.of(1)})::text as bytes,
        ${2} + ${1} as sum, ${1} / ${2} as cut, date '2024-01-31' + ${1} as next, date '2024-01-31' = ${"2024-01-31"} as same,
        lpad('a', ${3}, ${"-"}) as padded, round(${2.345}, ${2}) as rounded, concat(${1}, ${true}, ${"x"}::text) as joined`.only();
    expect(row).toEqual({
      whole: "integer",
      large: "bigint",
      half: "numeric",
      yes: "boolean",
      at: "timestamp with time zone",
      bytes: "bytea",
      sum: 3,
      cut: 0,
      next: "2024-02-01",
      same: true,
      padded: "--a",
      rounded: "2.35",
      joined: "1tx",
    });
  });
});

import type { DriverValue, StorageKind } from "@chakra-orm/core/internal";
import { sqlite } from "@chakra-orm/sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rows, session } from "./session.js";

const { list } = sqlite;

async function finder(kind: StorageKind, type: string) {
  const connection = await session();
  await connection.execute(`create table t (v ${type}) strict; create index tv on t (v)`);
  return async (stored: readonly DriverValue[], wanted: readonly DriverValue[]) => {
    await connection.execute("delete from t");
    for (const value of stored) await rows(connection, "insert into t values (?)", value);
    const found = await rows(
      connection,
      `select v from t where ${list.contains("v", "?", kind)} order by rowid`,
      list.encode(wanted, kind),
    );
    return found.flat();
  };
}

const cases = [
  ["bigint", "integer", fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ["double", "real", fc.double({ noNaN: true, noDefaultInfinity: true })],
  ["double", "real", fc.double({ noNaN: true, noDefaultInfinity: true }).map(Math.trunc)],
  ["text", "text", fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"))],
  ["bytes", "blob", fc.uint8Array({ maxLength: 20 })],
] as const satisfies readonly (readonly [StorageKind, string, fc.Arbitrary<DriverValue>])[];

test.each(cases)("a list of %s (%s) finds each of its members and no other", async (kind, type, values) => {
  const find = await finder(kind, type);
  await fc.assert(
    fc.asyncProperty(
      fc.array(values as fc.Arbitrary<DriverValue>, { maxLength: 6 }),
      fc.array(values as fc.Arbitrary<DriverValue>, { maxLength: 2 }),
      async (wanted, others) => {
        const plain = (value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value === 0 ? 0 : value;
        const known = new Set(wanted.map(plain));
        const outsiders = others.filter((value) => !known.has(plain(value)));
        expect((await find([...wanted, ...outsiders], wanted)).map(plain)).toEqual(wanted.map(plain));
      },
    ),
    { numRuns: 200 },
  );
});

test("an empty list finds nothing, a long one is still one parameter, and the index serves", async () => {
  const find = await finder("int64", "integer");
  expect(await find([1n], [])).toEqual([]);
  expect(
    await find(
      [69_999n, 70_000n],
      Array.from({ length: 70_000 }, (_, i) => BigInt(i)),
    ),
  ).toEqual([69_999n]);
  const connection = await session();
  await connection.execute("create table t (v text) strict; create index tv on t (v)");
  const plan = await rows(
    connection,
    `explain query plan select * from t where ${list.contains("v", "?", "text")}`,
    "[]",
  );
  expect(String(plan[0]?.[3])).toMatch(/SEARCH t USING .*INDEX tv/);
});

import { connect, field, Model, ValueError } from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readUsual } from "../src/storages/usual-instant.js";

class Reading extends Model {
  id = field.id();
  size = field.bigInteger({ as: "number" });
  label = field.text({ nullable: true });

  static table = "readings";
}

/** Another program's view of the same table, so that both read by one text. */
class ExactReading extends Model {
  id = field.id();
  size = field.bigInteger();
  label = field.text({ nullable: true });

  static table = "readings";
}

const limit = BigInt(Number.MAX_SAFE_INTEGER);

test("integers are exact, or refused, in whichever order models with and without bigints read one statement", async () => {
  const db = await connect("sqlite::memory:", { models: [Reading] });
  await db.createTables();
  const sizes = [0n, -1n, 2n ** 31n - 1n, 2n ** 31n, -(2n ** 31n) - 1n, limit, -limit];
  const tooLarge = [limit + 1n, -limit - 1n, limit + 2n, 2n ** 62n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];
  for (const size of [...sizes, ...tooLarge]) await db.sql`insert into readings (size) values (${size})`.run();
  for (const [i, size] of [...sizes, ...tooLarge].entries()) {
    const read = async () => Number((await Reading.find(i + 1)).size);
    const readExactly = async () => (await ExactReading.find(i + 1)).size;
    for (let turn = 0; turn < 2; turn++) {
      expect(await readExactly()).toBe(size);
      if (i < sizes.length) expect(await read()).toBe(Number(size));
      else await expect(read()).rejects.toThrow(ValueError);
    }
  }
  await db.sql`delete from readings where id > ${sizes.length}`.run();
  expect((await Reading.orderBy("id")).map(({ size }) => BigInt(size))).toEqual(sizes);
  // What comes beside the columns is read from what is exact.
  const sums = await ExactReading.orderBy("id").values((row) => ({ more: row.size.plus(2n ** 60n) }));
  expect(sums.map(({ more }) => more)).toEqual(sizes.map((size) => size + 2n ** 60n));
  await db.close();
});

test("the usual form of an instant is read as a Date reads it, and any other is left alone", () => {
  const instant = fc.date({ min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31"), noInvalidDate: true });
  const text = instant.map((value) => value.toISOString());
  const marred = fc
    .tuple(text, fc.nat({ max: 23 }), fc.constantFrom(..."0123456789-:.TZ +é"))
    .map(([whole, at, letter]) => whole.slice(0, at) + letter + whole.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(text, marred), (given) => {
      const read = readUsual(given);
      const date = new Date(given);
      const isReal = !Number.isNaN(date.getTime()) && date.toISOString() === given;
      if (read !== undefined) expect([given, read]).toEqual([given, date.getTime()]);
      else expect(isReal && !given.includes("-02-29T")).toBe(false);
      if (!isReal) expect(read).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

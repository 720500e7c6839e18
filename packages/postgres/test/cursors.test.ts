import { connect, field, Model } from "@chakra-orm/core";
import { rawRows } from "@chakra-orm/testing/suite";
import { describe, expect, test } from "vitest";
import { dialects, emptyUrl } from "./databases.js";

class Moment extends Model {
  id = field.id();
  at = field.dateTime({ precision: 6, nullable: true });
  speed = field.float({ nullable: true });
}

describe.each(dialects)("cursors of $name", (dialect) => {
  test("find their place in columns that are finer or coarser than what a property holds", async () => {
    const url = await emptyUrl(dialect);
    const db = await connect({ dialect, url, name: `cursors ${dialect.name}` });
    try {
      await db.use(async () => {
        await db.createTables({ models: [Moment] });
        // As in a table that others made: single precision, and microseconds that no Date can hold.
        await rawRows(db, "alter table moments alter speed type real");
        await rawRows(
          db,
          "insert into moments (at, speed) select '2024-02-29 12:00:00'::timestamptz + (i % 7) * interval '1 microsecond', 0.1 + i % 3 from generate_series(1, 20) i",
        );
        await rawRows(db, "insert into moments (at, speed) values (null, 0.1), ('infinity', null)");
        const query = Moment.orderBy("-at", "speed").select("id");
        const whole = (await query.orderBy("id")).map(({ id }) => id);
        for (const size of [1, 3, 22]) {
          const seen: number[] = [];
          for await (const { records } of query.inBatches(size)) {
            seen.push(...records.map(({ id }) => id));
            // Where a place is not found again, this would not come to an end.
            if (seen.length > whole.length) break;
          }
          expect(seen).toEqual(whole);
        }
      });
    } finally {
      await db.close();
    }
  });
});

import { expect, test } from "vitest";
import { field } from "../../src/fields/index.js";
import { Model } from "../../src/model/model.js";
import { recordingDatabase } from "../recording/database.js";

class Song extends Model {
  id = field.id();
  title = field.string(50);
  static table = { orderBy: "title" };
}

test("a look-up by key is not sorted by the model's order; a list is", async () => {
  const { db, driver } = await recordingDatabase();
  await db.use(async () => {
    await Song.findOrNull(1);
    await Song.findMany([1, 2]).catch(() => undefined);
    await Song.all();
  });
  expect(driver.requests.map(({ text }) => text.includes("order by"))).toEqual([false, false, true]);
});

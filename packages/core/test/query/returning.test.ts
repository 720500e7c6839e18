import { expect, test } from "vitest";
import { field, Model, UnsupportedError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Task extends Model {
  id = field.id();
  title = field.string(50);
}

test.each([
  ["update", () => Task.all().update({ title: "a" }, { returning: ["id"] })],
  ["delete", () => Task.all().delete({ returning: ["id"] })],
  ["destroy", () => Task.all().destroy({ returning: ["id"] })],
])("%s gives no rows back where the database does not", async (_, work) => {
  const { driver } = await recordingDatabase({}, { capabilities: { returning: false } });
  const error = await work().then(undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnsupportedError);
  expect((error as Error).message).toBe(
    "recording does not give back what it writes (capability returning). Read the rows in the same transaction.",
  );
  expect(driver.requests).toEqual([]);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database, field, LockTimeoutError, Model } from "@chakra-orm/core";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";

class Row extends Model {
  static table = "busy_rows";
  id = field.id();
  name = field.string(20);
}

const folder = mkdtempSync(join(tmpdir(), "chakra-busy-"));
let file = 0;
let one: Database;
let other: Database;

beforeEach(async () => {
  const url = `sqlite:${join(folder, `${++file}.db`)}?busyTimeout=1`;
  one = await connect(url, { name: "one", models: [Row] });
  other = await connect(url, { name: "other" });
  await one.createTables();
});
afterEach(async () => {
  await one.close();
  await other.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a file that another connection keeps busy is an error, or waited for by running again", async () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = one.transaction(() => opened);
  const write = (retries: number) =>
    other.use(() => other.transaction(({ attempt }) => Row.create({ name: `attempt ${attempt}` }), { retries }));
  await expect(write(0)).rejects.toBeInstanceOf(LockTimeoutError);
  const patient = write(100);
  setTimeout(open, 60);
  await held;
  expect((await patient).name).not.toBe("attempt 1");
  expect(await one.use(() => Row.count())).toBe(1);
});

test("a read-only transaction does not wait for who writes, and leaves the connection writable", async () => {
  await one.transaction(async () => {
    expect(await other.use(() => other.transaction(() => Row.count(), { readOnly: true }))).toBe(0);
  });
  const write = () => other.use(() => Row.create({ name: "a" }));
  await expect(other.transaction(write, { readOnly: true })).rejects.toMatchObject({ code: "DATABASE" });
  await expect(other.transaction(() => Promise.reject(new Error("stop")), { readOnly: true })).rejects.toThrow("stop");
  expect((await write()).id).toBe(1);
});

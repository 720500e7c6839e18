import { ConnectionError, connect, LockTimeoutError } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import { expect, inject, onTestFinished, test } from "vitest";

const errorOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

test("a lock keeps out other programs, and one whose connection is lost is an error", async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  const [one, other] = [await connect(url, { name: "one" }), await connect(url, { name: "other", prepared: false })];
  onTestFinished(async () => {
    await one.close();
    await other.close();
  });
  await one.lock("job", async () => {
    expect(await errorOf(other.lock("job", () => 1, { timeout: 5 }))).toBeInstanceOf(LockTimeoutError);
    expect(await other.lock("another job", () => 7, { timeout: 0 })).toBe(7);
  });
  const lost = one.lock("job", async () => {
    await other.sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`;
    expect(await other.lock("job", () => 7)).toBe(7);
  });
  const error = await errorOf(lost);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(String(error)).toMatch(/held lock\("job"\) at .*locks\.test\.ts.* was lost while it was held/);
  expect(one.pool).toMatchObject({ waiting: 0, idle: one.pool.total });
  expect(await one.lock("job", () => 7)).toBe(7);
});

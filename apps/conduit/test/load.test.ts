// Many people at once, and a database whose sessions are killed under them. CONDUIT_LOAD_SECONDS=60 makes it long.
import { setTimeout as wait } from "node:timers/promises";
import { connect, type Database } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { Crowd } from "./http/crowd.js";
import { type RunningServer, servers } from "./servers.js";

const seconds = Number(process.env["CONDUIT_LOAD_SECONDS"] ?? 4);

describe.each(Object.entries(servers))("%s under load", (name, start) => {
  let server: RunningServer;
  let crowd: Crowd;
  let admin: Database;

  beforeAll(async () => {
    const databaseUrl = await createPostgresDatabase(inject("postgresUrl"));
    server = await start({ databaseUrl, seed: true });
    crowd = new Crowd(server.url, 50);
    await crowd.signUp();
    admin = await connect(databaseUrl, { name: `admin of ${name}`, pool: { max: 1 } });
  });
  afterAll(async () => {
    await admin.close();
    crowd.leave();
    await server.close();
  });

  const isIdle = () => {
    const { waiting, idle, total } = server.db.pool;
    return waiting === 0 && idle === total;
  };

  test("answers everybody, and leaves the pool idle", { timeout: (seconds + 60) * 1000 }, async () => {
    const seen = await crowd.act(seconds * 1000);
    expect(Object.keys(seen).filter((status) => Number(status) >= 400)).toEqual([]);
    expect(seen[200]).toBeGreaterThan(50);
    await vi.waitFor(() => expect(isIdle()).toBe(true));
  });

  test("says that it cannot, and when to come back, while sessions are killed; then it can", async () => {
    let isKilling = true;
    const killing = async () => {
      while (isKilling) {
        await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
        await wait(150);
      }
    };
    const [seen] = await Promise.all([crowd.act(3000).finally(() => (isKilling = false)), killing()]);
    expect(Object.keys(seen).filter((status) => Number(status) >= 400 && status !== "503")).toEqual([]);
    expect(seen[200]).toBeGreaterThan(0);
    // Only whoever cannot know whether it was saved is not told to send it again.
    for (const body of crowd.withoutRetryAfter) expect(body).toContain("It is not known whether this was saved");
    const after = await crowd.act(500);
    expect(Object.keys(after).filter((status) => Number(status) >= 400)).toEqual([]);
    await vi.waitFor(() => expect(isIdle()).toBe(true));
  });
});

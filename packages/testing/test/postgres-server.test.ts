import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startPostgres } from "../src/postgres-server.js";

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text, rowMode: "array" });
  await client.end();
  return rows[0]?.[0];
}

describe("startPostgres", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it("starts a server in UTF-8, gives out empty databases, and leaves nothing behind", async () => {
    vi.stubEnv("CHAKRA_TEST_POSTGRES_URL", "");
    const server = await startPostgres({ settings: { work_mem: "7MB" } });
    const folder = String(await ask(server.url, "show data_directory"));
    expect(existsSync(folder)).toBe(true);
    expect(await ask(server.url, "show server_encoding")).toBe("UTF8");
    expect(await ask(server.url, "show work_mem")).toBe("7MB");
    expect(await ask(server.url, "select 'É' ilike 'é'")).toBe(true);
    const [one, two] = await Promise.all([server.createDatabase(), server.createDatabase()]);
    expect(one).not.toBe(two);
    await ask(one, "create table t ()");
    expect(await ask(two, "select to_regclass('t')")).toBeNull();
    await server.stop();
    await server.stop();
    await expect(ask(server.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(existsSync(join(folder, ".."))).toBe(false);
  });

  it("uses the server of CHAKRA_TEST_POSTGRES_URL and drops what it made there", async () => {
    vi.stubEnv("CHAKRA_TEST_POSTGRES_URL", "");
    const own = await startPostgres();
    vi.stubEnv("CHAKRA_TEST_POSTGRES_URL", own.url);
    const server = await startPostgres();
    expect(new URL(server.url).port).toBe(new URL(own.url).port);
    await server.createDatabase();
    const count = "select count(*)::int from pg_database where datname like 'chakra_test_%'";
    expect(await ask(own.url, count)).toBe(2);
    await server.stop();
    expect(await ask(own.url, count)).toBe(0);
    await own.stop();
  });

  it("says why when the server cannot be reached", async () => {
    vi.stubEnv("CHAKRA_TEST_POSTGRES_URL", "postgres://user:secret@127.0.0.1:1/x");
    await expect(startPostgres()).rejects.toThrow(/cannot be reached at 127\.0\.0\.1:1/);
  });

  it("says what the server said when it does not start", async () => {
    vi.stubEnv("CHAKRA_TEST_POSTGRES_URL", "");
    await expect(startPostgres({ settings: { no_such_setting: "1" } })).rejects.toThrow(/no_such_setting/);
  });

  it("ends the server when the process that started it is killed", async () => {
    const source = fileURLToPath(new URL("../src/postgres-server.ts", import.meta.url));
    const script = `import { startPostgres } from ${JSON.stringify(source)}; console.log((await startPostgres()).url); setInterval(() => {}, 1000);`;
    const env = { ...process.env, CHAKRA_TEST_POSTGRES_URL: "" };
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    const [url] = await once(child.stdout.setEncoding("utf8"), "data");
    const folder = String(await ask(String(url).trim(), "show data_directory"));
    child.kill("SIGKILL");
    await expect.poll(() => existsSync(join(folder, "..")), { timeout: 10_000 }).toBe(false);
    await expect(ask(String(url).trim(), "select 1")).rejects.toThrow(/ECONNREFUSED/);
  });
});

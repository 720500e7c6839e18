import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { fill, many } from "./rows.js";
import type { Measured } from "./stream.js";

const megabyte = 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), "chakra-memory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads all rows in a process of its own. */
async function measure(url: string, how: "stream" | "all"): Promise<Measured> {
  const child = fork(fileURLToPath(new URL("stream.ts", import.meta.url)), [url, how], {
    execArgv: ["--expose-gc", "--conditions=@chakra-orm/source", "--import", "tsx"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const ended = once(child, "exit");
  let measured: Measured | undefined;
  child.on("message", (message) => {
    measured = message as Measured;
  });
  const [code] = await ended;
  if (measured === undefined) throw new Error(`The process ended with ${code} and told nothing.`);
  return measured;
}

describe.each([
  ["sqlite", () => `sqlite:${join(folder, "notes.db")}`],
  ["postgres", () => createPostgresDatabase(inject("postgresUrl"))],
] as const)("200,000 rows of %s", (name, place) => {
  test("stream within 100 MB, where all of them at once take more", { timeout: 600_000 }, async () => {
    const url = await place();
    const db = await connect(url, { name: `memory ${name}` });
    try {
      await fill(db);
    } finally {
      await db.close();
    }
    const streamed = await measure(url, "stream");
    expect(streamed).toMatchObject({ rows: many, views: (many / 1000) * 499_500 });
    expect((streamed.peak - streamed.idle) / megabyte).toBeLessThan(100);
    // The measure itself: it has to see what does not fit.
    const whole = await measure(url, "all");
    expect(whole.rows).toBe(many);
    expect((whole.peak - whole.idle) / megabyte).toBeGreaterThan(100);
  });
});

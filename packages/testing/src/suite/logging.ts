import { Writable } from "node:stream";
import { field, type Logger, Model, withRequest } from "@chakra-orm/core";
import { pino } from "pino";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Logged extends Model {
  static table = "suite_logged";
  id = field.id();
  name = field.string(20, { unique: true });
}

type Line = { level: string; message: string } & Record<string, unknown>;

/** A log like pino's that keeps what it is told. */
function fakeLog(): { lines: Line[]; log: Logger } {
  const lines: Line[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ ...fields, level, message });
  return { lines, log: { debug: at("debug"), warn: at("warn"), error: at("error") } };
}

/** `log: pino()` writes statements to a log. */
export function logging(suite: Suite): void {
  const secret = "very-secret";

  test("statements are logged at debug, without values", async () => {
    const { lines, log } = fakeLog();
    const db = await suite.open({ log, slowQueryMs: 60_000, models: [Logged] });
    await db.createTables();
    lines.length = 0;
    await db.use(async () => {
      await Logged.create({ name: secret });
      await Logged.where({ name: secret });
      await failure(() => Logged.create({ name: secret }));
    });
    expect(lines.map(({ level, message, operation, model, rows }) => [level, message, operation, model, rows])).toEqual(
      [
        ["debug", "statement", "insert", "Logged", 1],
        ["debug", "statement", "select", "Logged", 1],
        ["debug", "statement failed", "insert", "Logged", 0],
      ],
    );
    expect(lines[0]).toMatchObject({ database: db.name, sql: expect.stringContaining("suite_logged") });
    expect(lines[0]?.durationMs).toBeGreaterThanOrEqual(0);
    expect(lines[2]?.["code"]).toBeDefined();
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  test("slow ones are warned of, with the line that ran them", async () => {
    const { lines, log } = fakeLog();
    const db = await suite.open({ log, slowQueryMs: 0, models: [Logged] });
    await db.createTables();
    lines.length = 0;
    async function listNames(): Promise<unknown> {
      return await db.use(() => Logged.pluck("name"));
    }
    await listNames();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "warn", message: "slow statement" });
    expect(lines[0]?.["caller"]).toMatch(/logging\.[jt]s:\d+/);
  });

  test("of a request its route and id, and once a text that it runs again and again", async () => {
    const { lines, log } = fakeLog();
    const db = await suite.open({ log, slowQueryMs: 60_000, models: [Logged], logLevels: { statement: false } });
    await db.createTables();
    async function countOneByOne(): Promise<void> {
      for (let i = 0; i < 12; i++) await Logged.count();
    }
    await db.use(() => withRequest({ id: "7f3a", route: "/logs" }, countOneByOne));
    await db.use(countOneByOne);
    expect(lines).toMatchObject([
      { level: "warn", message: "repeated statement", model: "Logged", route: "/logs", requestId: "7f3a" },
    ]);
    expect(lines[0]?.["caller"]).toMatch(/countOneByOne .*logging\.[jt]s:\d+/);
  });

  test("at the levels that are asked for", async () => {
    const { lines, log } = fakeLog();
    const logLevels = { statement: false, slow: "error", failed: "warn" } as const;
    const db = await suite.open({ log, slowQueryMs: 0, models: [Logged], logLevels });
    await db.createTables();
    lines.length = 0;
    await db.use(async () => {
      await Logged.create({ name: secret });
      await failure(() => Logged.create({ name: secret }));
    });
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ["error", "slow statement"],
      ["warn", "statement failed"],
    ]);
    const wrong = [{ statment: "info" }, { statement: "loud" }, { statement: "info" }, { slow: true }, "info"];
    for (const given of wrong) {
      expect(await failure(() => suite.open({ name: "other", log, logLevels: given as never }))).toMatchObject({
        code: "CONFIGURATION",
      });
    }
  });

  test("pino itself, at its levels", async () => {
    for (const [level, slowQueryMs, expected] of [
      ["debug", 60_000, ["debug", "debug"]],
      ["info", 60_000, []],
      ["info", 0, ["warn", "warn"]],
    ] as const) {
      const written: { level: number; msg: string; model?: string }[] = [];
      const stream = new Writable({
        write(chunk, _, done) {
          written.push(JSON.parse(String(chunk)));
          done();
        },
      });
      const db = await suite.open({ log: pino({ level }, stream), slowQueryMs, models: [Logged] });
      await db.createTables();
      written.length = 0;
      await db.use(async () => {
        await Logged.create({ name: secret });
        await Logged.count();
      });
      expect(written.map((line) => pino.levels.labels[line.level])).toEqual(expected);
      expect(written.every(({ msg, model }) => msg.endsWith("statement") && model === "Logged")).toBe(true);
      expect(JSON.stringify(written)).not.toContain(secret);
    }
  });
}

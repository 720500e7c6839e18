import { type Database, field, Model, UniqueViolationError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { forge, Patient, storedTexts } from "./kit/clinic.js";
import { suiteKey } from "./kit/make-suite.js";
import { clinic, keyOf, keysUsed, writtenWithSuiteKey } from "./kit/old-keys.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const [older, newer] = [suiteKey, keyOf("new")];

class Plain extends Model {
  static table = "suite_plains";
  id = field.id();
}

/** Keeps a version and the time of its last change, and is marked as deleted. */
class Chart extends Model {
  static table = "suite_charts";
  static audited = true;
  static defaultScopes = { open: { closed: false } };
  id = field.id();
  closed = field.boolean({ default: false });
  text = field.encrypted(field.text());
  updatedAt = field.updatedAt();
  version = field.version();
  deletedAt = field.deletedAt();
}

/** What an older key has encrypted is encrypted with the newest, in batches, while others write. */
export function encryptingAnew(suite: Suite): void {
  tables(suite, Patient);
  const patients = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ssn: `${i}`, ward: i % 2 ? "b" : "a", diagnosis: `d${i}` }));

  async function rotated(count: number): Promise<Database> {
    const db = await clinic(suite, newer, older);
    await writtenWithSuiteKey(suite, db, patients(count));
    return db;
  }

  test("goes in batches, tells how far it is, and leaves nothing to do", async () => {
    const db = await rotated(25);
    await db.use(async () => {
      await Patient.create({ ssn: "99", ward: "a", diagnosis: "new" });
      const told: [number, number][] = [];
      const run = () =>
        Patient.reencrypt({
          batchSize: 10,
          onProgress: ({ rows, reencrypted }) => void told.push([rows, reencrypted]),
        });
      expect(await run()).toBe(25);
      expect(told).toEqual([
        [10, 10],
        [20, 20],
        [26, 25],
      ]);
      const texts = await storedTexts(db, "diagnosis");
      const again = await countQueries(db, run);
      expect([again.result, again.count]).toEqual([0, 6]);
      expect(await storedTexts(db, "diagnosis")).toEqual(texts);
      expect(await Patient.orderBy("id").pluck("diagnosis")).toEqual([...patients(25).map((p) => p.diagnosis), "new"]);
      for (const column of ["ssn", "diagnosis"]) expect(await keysUsed(db, column)).toEqual([26]);
      expect(await Patient.where({ ssn: "7" }).pluck("diagnosis")).toEqual(["d7"]);
    });
  });

  test("goes through the rows of a query, and can be ended and begun again", async () => {
    const db = await rotated(20);
    await db.use(async () => {
      expect(await Patient.where({ ward: "b" }).reencrypt()).toBe(10);
      expect(await keysUsed(db, "ssn")).toEqual([10, 10]);
      expect(await Patient.where({ ssn: "4" }).reencrypt()).toBe(1);
      const ender = new AbortController();
      const ended = () => Patient.reencrypt({ batchSize: 6, signal: ender.signal, onProgress: () => ender.abort() });
      expect((await failure(ended)).name).toBe("AbortError");
      expect(await keysUsed(db, "ssn")).toEqual([7, 13]);
      expect(await Patient.reencrypt()).toBe(7);
      expect(await keysUsed(db, "ssn")).toEqual([20]);
    });
  });

  test("keeps what others write at the same time", async () => {
    const db = await rotated(60);
    await db.use(async () => {
      const ids = await Patient.orderBy("id").pluck("id");
      let isOver = false;
      const writing = (async () => {
        for (let round = 1; !isOver; round++) {
          for (const id of ids) await Patient.where({ id }).update({ diagnosis: `r${round}` });
        }
      })();
      const count = await Patient.reencrypt({ batchSize: 7 });
      const seen = await Patient.pluck("diagnosis");
      isOver = true;
      await writing;
      expect(count).toBe(60);
      expect(seen.every((text) => /^[rd]\d+$/.test(text))).toBe(true);
      expect(new Set(await Patient.pluck("diagnosis")).size).toBe(1);
      for (const column of ["ssn", "diagnosis"]) expect(await keysUsed(db, column)).toEqual([60]);
    });
  });

  test("a value that was changed since it was read stays as it was changed", async () => {
    const db = await rotated(3);
    await db.use(async () => {
      let written: Promise<unknown> | undefined;
      const off = db.on("query", ({ operation, sql }) => {
        // Between the reading of the texts and the first of the updates.
        if (operation === "select" && sql.includes("diagnosis") && written === undefined) {
          written = Patient.where({ ssn: "1" }).update({ diagnosis: "changed" });
        }
      });
      await Patient.reencrypt();
      off();
      await written;
      expect(await Patient.orderBy("id").pluck("diagnosis")).toEqual(["d0", "changed", "d2"]);
      expect(await keysUsed(db, "diagnosis")).toEqual([3]);
    });
  });

  test("touches neither updatedAt nor the version unless told to, finds hidden rows, and leaves no history", async () => {
    const text = "the same";
    const db = await suite.open({ models: [Chart], encryptionKeys: [older] });
    await db.createTables();
    await db.use(async () => {
      await Chart.createMany([{ text }, { text, closed: true }, { text }]);
      await (await Chart.orderBy("-id").firstOrFail()).delete();
      const before = await Chart.unscoped().withDeleted().orderBy("id");
      // The same rows under another key: nothing is newest.
      expect(await Chart.reencrypt()).toBe(0);
      const entries = async () => (await db.sql`select * from audit_entries`).length;
      const count = await entries();
      const next = await suite.open({ models: [Chart], encryptionKeys: [newer, older] });
      await next.createTables();
      const rows = await db.sql<{ text: string; updated_at: unknown; deleted_at: unknown }>`
        select text, updated_at, deleted_at from suite_charts order by id`;
      await next.use(async () => {
        await Chart.createMany(before.map(({ closed }) => ({ closed, text: "x" })));
        for (const [i, row] of rows.entries()) {
          await next.sql`update suite_charts set text = ${row.text}, deleted_at = ${i === 2 ? new Date(0) : null} where id = ${i + 1}`;
        }
        const then = await Chart.unscoped().withDeleted().orderBy("id");
        expect(then.map((chart) => chart.text)).toEqual([text, text, text]);
        const entriesThen = (await next.sql`select * from audit_entries`).length;
        expect(await Chart.all().reencrypt()).toBe(1);
        expect(await Chart.reencrypt()).toBe(2);
        const now = await Chart.unscoped().withDeleted().orderBy("id");
        expect(now.map((chart) => chart.toJSON())).toEqual(then.map((chart) => chart.toJSON()));
        expect((await next.sql`select * from audit_entries`).length).toBe(entriesThen);
      });
      expect(await entries()).toBe(count);
      const last = await suite.open({ models: [Chart], encryptionKeys: [keyOf("third"), older] });
      await last.createTables();
      await last.use(async () => {
        await Chart.create({ text: "x" });
        await last.sql`update suite_charts set text = ${rows[0]?.text}`;
        const [then] = await Chart.all();
        expect(await Chart.reencrypt({ touch: true })).toBe(1);
        const [now] = await Chart.all();
        expect(now?.version).toBe((then?.version ?? 0) + 1);
        expect(now?.updatedAt.getTime()).toBeGreaterThanOrEqual(then?.updatedAt.getTime() ?? 0);
      });
    });
  });

  test("two rows of one unique value are told by their key, and the batches before stay", async () => {
    const db = await clinic(suite, newer, older);
    await db.use(() => Patient.create({ ssn: "2", ward: "c" }));
    await writtenWithSuiteKey(suite, db, patients(4));
    await db.use(async () => {
      const [id] = await Patient.where({ ssn: "2", ward: "a" }).pluck("id");
      const error = await failure(() => Patient.reencrypt({ batchSize: 1 }));
      expect(error).toBeInstanceOf(UniqueViolationError);
      expect(error.message).toContain(`The Patient with the key ${id} cannot be encrypted anew: Patient.ssn has`);
      expect(await keysUsed(db, "ssn")).toEqual([2, 3]);
      await Patient.where({ ssn: "2", ward: "c" }).destroy();
      expect(await Patient.reencrypt()).toBe(2);
    });
  });

  test("what nobody can read, and what is nothing to go through, is told", async () => {
    const db = await rotated(2);
    const strangers = await clinic(suite, newer);
    const [text = ""] = await storedTexts(db, "diagnosis");
    await strangers.use(() => Patient.create({ ssn: "1" }));
    await forge(strangers, "diagnosis", text);
    const lost = await failure(() => strangers.use(() => Patient.reencrypt()));
    expect(lost).toMatchObject({ code: "CONFIGURATION", model: "Patient", fields: ["diagnosis"] });
    const say = async (work: () => unknown) => (await refusal(db, () => db.use(async () => await work()))).message;
    expect(await say(() => Plain.reencrypt())).toContain("Plain has no field.encrypted");
    expect(await say(() => Patient.limit(3).reencrypt())).toContain("takes no limit");
    expect(await say(() => Patient.reencrypt({ batchSize: 0 }))).toContain("1 or more");
    expect(await say(() => Patient.reencrypt({ batch: 5 } as never))).toContain('no option "batch"');
  });
}

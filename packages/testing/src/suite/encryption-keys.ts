import { connect, type Database } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { forge, Patient, storedTexts } from "./kit/clinic.js";
import { suiteKey } from "./kit/make-suite.js";
import { keyOf, writtenWithSuiteKey } from "./kit/old-keys.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** What a connection encrypts with, and how one key takes the place of another. */
export function encryptionKeys(suite: Suite): void {
  tables(suite, Patient);

  async function clinic(...encryptionKeys: readonly (string | Uint8Array)[]): Promise<Database> {
    const keys = encryptionKeys.length === 0 ? {} : { encryptionKeys };
    const db = await suite.open({ models: [Patient], ...keys });
    await db.createTables();
    return db;
  }

  /** A row as it is written under a key, in another database. */
  async function moved(from: string, to: Database): Promise<void> {
    const db = await clinic(from);
    await db.use(() => Patient.create({ ssn: "111-11", email: "ann@b.org", diagnosis: "flu" }));
    await to.use(() => Patient.create({ ssn: "9", email: "x@b.org" }));
    for (const column of ["ssn", "email", "diagnosis"]) {
      const [text = ""] = await storedTexts(db, column);
      await forge(to, column, text);
    }
  }

  test("what was written with any of them is read and found", async () => {
    const db = await clinic(keyOf("new"), suiteKey);
    await db.use(async () => {
      await Patient.create({ ssn: "222-22", email: "ann@b.org", ward: "b" });
      await writtenWithSuiteKey(suite, db, [{ ssn: "111-11", email: "ann@b.org", diagnosis: "flu" }]);
      const ann = await Patient.findByOrFail({ ssn: "111-11" });
      expect(ann).toMatchObject({ ssn: "111-11", email: "ann@b.org", diagnosis: "flu" });
      expect(await Patient.where({ email: "ann@b.org" }).count()).toBe(2);
      expect(await Patient.where((row) => row.email.oneOf(["ann@b.org"])).count()).toBe(2);
      expect(await Patient.where((row) => row.email.ne("ann@b.org")).count()).toBe(0);
      expect((await Patient.findOrCreate({ ssn: "111-11" })).id).toBe(ann.id);
    });
    const [first, second] = (await storedTexts(db, "email")).map((text) => text.slice(0, 10));
    expect(first).not.toBe(second);
  });

  test("what is saved again is encrypted with the newest", async () => {
    const db = await clinic(keyOf("new"), keyOf("old"));
    await moved(keyOf("old"), db);
    const [before = ""] = await storedTexts(db, "diagnosis");
    await db.use(async () => {
      const ann = await Patient.firstOrFail();
      await ann.update({ diagnosis: "cough" });
      await Patient.where({ id: ann.id }).update({ ssn: ann.ssn, email: ann.email });
    });
    for (const column of ["ssn", "email", "diagnosis"]) {
      const [text = ""] = await storedTexts(db, column);
      expect(text.slice(0, 10)).not.toBe(before.slice(0, 10));
    }
    expect(await db.use(() => Patient.where({ ssn: "111-11" }).pluck("diagnosis"))).toEqual(["cough"]);
  });

  test("what was written with another one is not read, and the message tells which", async () => {
    const db = await clinic(keyOf("new"));
    await moved(keyOf("old"), db);
    const error = await failure(() => db.use(() => Patient.first()));
    expect(error).toMatchObject({ code: "CONFIGURATION", model: "Patient", fields: ["ssn"] });
    expect(error.message).toMatch(/key \([0-9a-f]{8}\) which the connection does not have/);
    expect(await db.use(() => Patient.where({ ssn: "111-11" }).count())).toBe(0);
    expect(await db.use(() => Patient.pluck("ward"))).toEqual(["a"]);
  });

  test("without any, nothing is written, read or looked for", async () => {
    const db = await clinic();
    const missing = { code: "CONFIGURATION", model: "Patient", fields: ["ssn"] };
    await db.use(async () => {
      expect(await refusal(db, () => Patient.create({ ssn: "1" }))).toMatchObject(missing);
      expect(await refusal(db, () => Patient.createMany([{ ssn: "1" }]))).toMatchObject(missing);
      expect(await refusal(db, async () => await Patient.where({ ssn: "1" }))).toMatchObject(missing);
      expect(await Patient.count()).toBe(0);
    });
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ["a text", suiteKey],
    ["none", []],
    ["a password", ["correct horse battery staple"]],
    ["a key that is too short", [Buffer.alloc(16, "x").toString("base64")]],
    ["bytes that are too many", [new Uint8Array(33)]],
    ["no text", [32]],
    ["undefined, as of a variable that is not set", [undefined]],
    ["a key twice", [suiteKey, Buffer.alloc(32, "suite")]],
    ["Base64 with a slip", [`${suiteKey.slice(0, 20)}!${suiteKey.slice(21)}`]],
  ];
  describe.each(wrong)("as %s", (_, encryptionKeys) => {
    test("are refused, without being told", async () => {
      const given = { dialect: suite.dialect, name: "never", encryptionKeys } as never;
      const error = await refusal(suite.db, () => connect(given));
      expect(error).toMatchObject({ code: "CONFIGURATION" });
      expect(error.message).toMatch(/^encryptionKeys/);
      expect(error.message).not.toMatch(/horse|c3VpdG/);
    });
  });

  test("are no part of what a connection shows of itself", async () => {
    const { inspect } = await import("node:util");
    const db = await clinic(keyOf("new"));
    const shown = inspect(db, { depth: 20, showHidden: true });
    expect(shown).not.toContain(keyOf("new").slice(0, 12));
    expect(shown).not.toContain("6e 65 77 6e 65 77");
  });
}

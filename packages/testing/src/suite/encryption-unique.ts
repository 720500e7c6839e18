import { type Database, UniqueViolationError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Patient } from "./kit/clinic.js";
import { suiteKey } from "./kit/make-suite.js";
import { clinic, keyOf, keysUsed, writtenWithSuiteKey } from "./kit/old-keys.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const [older, newer] = [suiteKey, keyOf("new")];

/** Unique rules over encrypted columns hold while keys change, although the same value is another text. */
export function uniqueWhileKeysChange(suite: Suite): void {
  tables(suite, Patient);

  const old = [
    { ssn: "1", email: "ann@b.org", diagnosis: "flu" },
    { ssn: "2", email: "bob@b.org", ward: "b" },
  ];
  const writes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["create", () => Patient.create({ ssn: "1" })],
    ["createMany", () => Patient.createMany([{ ssn: "7" }, { ssn: "1" }])],
    ["insertMany", () => Patient.insertMany([{ ssn: "7" }, { ssn: "1" }])],
    ["import", () => Patient.import([{ ssn: "7" }, { ssn: "1" }])],
    ["update of a record", async () => (await Patient.findByOrFail({ ssn: "2" })).update({ ssn: "1" })],
    ["update of a set", () => Patient.where({ ssn: "2" }).update({ ssn: "1" })],
    ["a rule of several", () => Patient.create({ ssn: "7", ward: "a", email: "ANN@b.org" })],
    ["update of all of it", () => Patient.where({ ssn: "2" }).update({ ward: "a", email: "ann@b.org" })],
    [
      "update of the plain part of it",
      async () => {
        await Patient.where({ ssn: "2" }).update({ email: "ann@b.org" });
        await Patient.where({ ssn: "2" }).update({ ward: "a" });
      },
    ],
  ];

  test("what an older key encrypted is in the way of every write", async () => {
    const db = await clinic(suite, newer, older);
    await db.use(async () => {
      for (const [name, write] of writes) {
        await Patient.all().delete();
        await writtenWithSuiteKey(suite, db, old);
        expect(await failure(write), name).toBeInstanceOf(UniqueViolationError);
        expect(await Patient.count(), name).toBe(2);
        expect(await Patient.where({ ssn: "1" }).pluck("diagnosis"), name).toEqual(["flu"]);
      }
      await Patient.all().delete();
      await writtenWithSuiteKey(suite, db, old);
      const ann = await Patient.findByOrFail({ ssn: "1" });
      // The same value can be written again where it is.
      await Patient.where({ id: ann.id }).update({ ssn: "1", email: "ann@b.org" });
      ann.ward = "c";
      await ann.save();
      expect(await Patient.where({ ssn: "1", ward: "c" }).count()).toBe(1);
      expect(await keysUsed(db, "ssn")).toEqual([1, 1]);
    });
  });

  test("upsert, findOrCreate, updateOrCreate and skipDuplicates find it", async () => {
    const db = await clinic(suite, newer, older);
    await writtenWithSuiteKey(suite, db, old);
    await db.use(async () => {
      const [ann] = await Patient.where({ ssn: "1" });
      const rows = [{ ssn: "1", diagnosis: "cough" }, { ssn: "3" }];
      const [again, cid] = await Patient.upsert(rows, { onConflict: "ssn" });
      expect([again?.id, again?.diagnosis, again?.email]).toEqual([ann?.id, "cough", "ann@b.org"]);
      expect(cid?.id).not.toBe(ann?.id);
      expect(await keysUsed(db, "ssn")).toEqual([1, 2]);
      expect(await Patient.insertMany([{ ssn: "2" }, { ssn: "4" }], { skipDuplicates: true })).toBe(1);
      expect(await keysUsed(db, "ssn")).toEqual([4]);
      await writtenWithSuiteKey(suite, db, [{ ssn: "5", diagnosis: "old" }]);
      expect((await Patient.findOrCreate({ ssn: "5" }, { diagnosis: "other" })).diagnosis).toBe("old");
      await Patient.updateOrCreate({ ssn: "5" }, { diagnosis: "other" });
      expect(await Patient.where({ ssn: "5" }).pluck("diagnosis")).toEqual(["other"]);
      expect(await Patient.count()).toBe(5);
    });
  });

  test("it costs one look-up a column while there are several keys, and nothing with one", async () => {
    const counted = async (db: Database, work: () => Promise<unknown>) =>
      (await countQueries(db, () => db.use(() => work()))).count;
    const many = Array.from({ length: 50 }, (_, i) => ({ ssn: `${i + 5}` }));
    const both = await clinic(suite, newer, older);
    expect(await counted(both, () => Patient.create({ ssn: "1" }))).toBe(2);
    expect(await counted(both, () => Patient.insertMany(many))).toBe(2);
    await suite.db.use(() => Patient.all().delete());
    expect(await counted(suite.db, () => Patient.create({ ssn: "1" }))).toBe(1);
  });
}

import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Doctor extends Model {
  static table = "suite_doctors";
  id = field.id();
  onCall = field.boolean({ default: true });
}

/** A gate that others wait at until it is opened. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Transactions at the same time: what they see of each other, and what the database does when they cannot both be. */
export function isolation(suite: Suite): void {
  tables(suite, Doctor);
  beforeEach(() => empty(Doctor));
  const { needing } = suite;

  needing("concurrentConnections")("what is not committed is not seen by others", async () => {
    const [written, looked] = [gate(), gate()];
    const writer = suite.db.transaction(async () => {
      await Doctor.create({});
      written.open();
      await looked.opened;
    });
    await written.opened;
    expect(await Doctor.count()).toBe(0);
    looked.open();
    await writer;
    expect(await Doctor.count()).toBe(1);
  });

  needing("concurrentConnections", "isolationLevels")(
    "repeatable read sees one moment, read committed the last",
    async () => {
      for (const [level, expected] of [
        ["repeatable read", 0],
        ["read committed", 1],
      ] as const) {
        await empty(Doctor);
        const [begun, changed] = [gate(), gate()];
        const reader = suite.db.transaction(
          async () => {
            const before = await Doctor.count();
            begun.open();
            await changed.opened;
            return [before, await Doctor.count()];
          },
          { isolation: level },
        );
        await begun.opened;
        await Doctor.create({});
        changed.open();
        expect(await reader, level).toEqual([0, expected]);
      }
    },
  );

  needing("concurrentConnections", "isolationLevels")(
    "write skew at serializable fails one of two, which can be run again",
    async () => {
      const [a, b] = [await Doctor.create({}), await Doctor.create({})];
      const [first, second] = [gate(), gate()];
      const leave = (doctor: Doctor, mine: ReturnType<typeof gate>, other: ReturnType<typeof gate>) =>
        suite.db.transaction(
          async () => {
            if ((await Doctor.where({ onCall: true }).count()) < 2) return;
            mine.open();
            await other.opened;
            await doctor.update({ onCall: false });
          },
          { isolation: "serializable" },
        );
      const results = await Promise.allSettled([leave(a, first, second), leave(b, second, first)]);
      const failed = results.filter((result) => result.status === "rejected");
      expect(failed).toHaveLength(1);
      expect(failed[0]?.reason).toMatchObject({
        name: "SerializationError",
        code: "SERIALIZATION",
        status: 503,
        expected: true,
      });
      expect(await Doctor.where({ onCall: true }).count()).toBe(1);
    },
  );

  needing("concurrentConnections")("two that wait for each other: one fails, the other goes on", async () => {
    const [a, b] = [await Doctor.create({}), await Doctor.create({})];
    const [first, second] = [gate(), gate()];
    const swap = (one: Doctor, other: Doctor, mine: ReturnType<typeof gate>, theirs: ReturnType<typeof gate>) =>
      suite.db.transaction(async () => {
        await (await Doctor.find(one.id)).update({ onCall: false });
        mine.open();
        await theirs.opened;
        await (await Doctor.find(other.id)).update({ onCall: false });
      });
    const results = await Promise.allSettled([swap(a, b, first, second), swap(b, a, second, first)]);
    const failed = results.filter((result) => result.status === "rejected");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({ name: "DeadlockError", code: "DEADLOCK", status: 503, expected: true });
    expect(await Doctor.where({ onCall: false }).count()).toBe(2);
    expect(suite.db.pool.waiting).toBe(0);
  });

  test("counters that are read and written in serial transactions lose nothing", async () => {
    const { id } = await Doctor.create({});
    for (let i = 0; i < 10; i++) {
      await suite.db.transaction(async () => {
        const doctor = await Doctor.find(id);
        doctor.onCall = !doctor.onCall;
        await doctor.save();
      });
    }
    expect((await Doctor.find(id)).onCall).toBe(true);
    expect(await failure(() => suite.db.transaction(() => Doctor.find(404)))).toMatchObject({
      code: "RECORD_NOT_FOUND",
    });
  });
}

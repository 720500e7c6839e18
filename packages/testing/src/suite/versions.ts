import { field, Model, type StaleRecordError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Account extends Model {
  static table = "suite_versions";
  id = field.id();
  owner = field.string(20);
  balance = field.integer({ default: 0 });
  version = field.version();
  deletedAt = field.deletedAt();
}

/** Optimistic locking: nobody undoes what they have not seen. */
export function versions(suite: Suite): void {
  tables(suite, Account);
  const wrote = (work: () => unknown) => written(suite.db, work);

  test("a version counts the writes", async () => {
    const account = await Account.create({ owner: "a" });
    expect(account.version).toBe(1);
    account.balance = 5;
    expect(await wrote(() => account.save())).toEqual(["update of 2"]);
    expect([account.version, (await Account.find(account.id)).version]).toEqual([2, 2]);
    expect(await wrote(() => account.save())).toEqual([]);
  });

  test("a save that did not see another one's is refused, whichever columns they change", async () => {
    const { id } = await Account.create({ owner: "b" });
    const [first, second] = [await Account.find(id), await Account.find(id)];
    await first.update({ balance: 10 });
    second.owner = "c";
    const error = await failure(() => second.save());
    expect(error).toMatchObject({ name: "StaleRecordError", code: "STALE_RECORD", status: 409, model: "Account" });
    expect((error as StaleRecordError).versions).toEqual({ expected: 1, actual: 2 });
    expect(error.message).toContain("version 1 of its row was read, and it is at version 2 now");
    expect([second.version, second.owner, second.$isDirty]).toEqual([1, "c", true]);
    await second.reload();
    expect([second.version, second.balance, second.owner]).toEqual([2, 10, "b"]);
    await second.update({ owner: "c" });
    expect(await Account.find(id)).toMatchObject({ owner: "c", balance: 10, version: 3 });
  });

  test("a record that was read without its version is not saved, nor deleted", async () => {
    const { id } = await Account.create({ owner: "e" });
    const part = await Account.where({ id }).select("id", "owner").firstOrFail();
    part.owner = "f";
    const sentence = "This Account was read without version, by which its row is found again. Select it as well";
    for (const work of [() => part.save(), () => part.delete()]) {
      expect((await refusal(suite.db, work)).message).toContain(sentence);
    }
    const whole = await Account.where({ id }).select("id", "owner", "version").firstOrFail();
    await whole.update({ owner: "g" });
    expect(await Account.find(id)).toMatchObject({ owner: "g", version: 2 });
  });

  test("of many at once, one wins, and no write is lost", async () => {
    const { id } = await Account.create({ owner: "d" });
    const add = async (): Promise<void> => {
      for (;;) {
        const account = await Account.find(id);
        account.balance++;
        try {
          await account.save();
          return;
        } catch (error) {
          if ((error as { code?: string }).code !== "STALE_RECORD") throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 10 }, add));
    expect(await Account.find(id)).toMatchObject({ balance: 10, version: 11 });
  });

  test("deletions look at the version too", async () => {
    const { id } = await Account.create({ owner: "e" });
    const [first, second] = [await Account.find(id), await Account.find(id)];
    await first.update({ balance: 1 });
    expect(await failure(() => second.delete())).toMatchObject({ code: "STALE_RECORD" });
    expect(second.deletedAt).toBeNull();
    expect(await failure(() => second.destroy())).toMatchObject({ code: "STALE_RECORD" });
    await first.delete();
    expect(await Account.findOrNull(id)).toBeNull();
    await first.destroy();
    expect(await Account.withDeleted().findOrNull(id)).toBeNull();
  });

  test("nobody sets the version together with others", async () => {
    const account = await Account.create({ owner: "f" });
    expect(await refusal(suite.db, () => account.update({ version: 9 } as never))).toMatchObject({
      code: "VALIDATION",
    });
  });
}

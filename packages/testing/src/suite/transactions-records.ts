import { DeadlockError, field, Model, manyToOne, oneToMany, SerializationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Owner extends Model {
  static table = "suite_transactions_owners";
  id = field.id();
  name = field.string(20);
  createdAt = field.createdAt();
  accounts = oneToMany(() => Account, { backPopulates: "owner" });
}

class Account extends Model {
  static table = "suite_transactions_accounts";
  id = field.id();
  cents = field.integer({ default: 0 });
  tags = field.json<string[]>({ default: () => [] });
  version = field.version();
  deletedAt = field.deletedAt();
  ownerId = field.foreignKey(() => Owner, { nullable: true });
  owner = manyToOne(() => Owner, { nullable: true, backPopulates: "accounts" });
}

const stop = new Error("stop");
const conflict = () => new SerializationError("two transactions met");

/** Records that were written in a transaction which is rolled back, or run again. */
export function transactionsRecords(suite: Suite): void {
  tables(suite, Owner, Account);
  beforeEach(async () => {
    await empty(Account);
    await empty(Owner);
  });

  /** Runs work in a transaction that fails at its end. */
  const undone = async (work: () => Promise<unknown>): Promise<void> => {
    const error = await failure(() =>
      suite.db.transaction(async () => {
        await work();
        throw stop;
      }),
    );
    expect(error).toBe(stop);
  };

  test("a record that was created is new again, without what the database gave it", async () => {
    const owner = new Owner({ name: "a" });
    await undone(async () => {
      await owner.save();
      expect([owner.$isNew, owner.id > 0]).toEqual([false, true]);
    });
    expect([owner.$isNew, owner.id, owner.createdAt, owner.name]).toEqual([true, undefined, undefined, "a"]);
    await owner.save();
    expect((await Owner.find(owner.id)).name).toBe("a");
  });

  test("a record that was changed is changed still, and another save writes it", async () => {
    const account = await Account.create({ cents: 1 });
    account.cents = 2;
    account.tags.push("x");
    await undone(async () => {
      await account.save();
      account.cents = 3;
      await account.save();
      expect([account.$isDirty, account.version]).toEqual([false, 3]);
    });
    expect([account.cents, account.version, account.$original]).toMatchObject([2, 1, { cents: 1, tags: [] }]);
    await account.save();
    expect(await Account.find(account.id)).toMatchObject({ cents: 2, tags: ["x"], version: 2 });
  });

  test("a record that was deleted, touched or read again is as before", async () => {
    const [gone, marked, read] = [await Account.create({}), await Account.create({}), await Account.create({})];
    await undone(async () => {
      await gone.destroy();
      await marked.delete();
      await Account.where({ id: read.id }).update({ cents: 9 });
      await read.reload();
      await read.increment("cents", 0);
      expect([read.cents, marked.deletedAt]).toEqual([9, expect.any(Date)]);
    });
    expect([read.cents, marked.deletedAt, marked.$isDirty, gone.$isNew]).toEqual([0, null, false, false]);
    for (const record of [gone, marked, read]) await record.update({ cents: 4 });
    expect(await Account.pluck("cents")).toEqual([4, 4, 4]);
  });

  test("records that were written together, and their relations, are as before together", async () => {
    const owner = new Owner({ name: "a", accounts: [{ cents: 1 }, { cents: 2 }] });
    await undone(() => owner.save());
    const accounts = owner.accounts as unknown as Account[];
    expect([owner.$isNew, ...accounts.map((account) => [account.$isNew, account.ownerId])]).toEqual([
      true,
      [true, null],
      [true, null],
    ]);
    await owner.save();
    expect(await Account.where({ ownerId: owner.id }).count()).toBe(2);
    const other = await Account.create({});
    await undone(() => owner.accounts.add(other));
    expect([other.ownerId, accounts.length]).toEqual([null, 2]);
    await owner.accounts.add(other);
    expect([other.ownerId, accounts.length]).toEqual([owner.id, 3]);
  });

  test("a savepoint puts back what was written in it, and what was written before it stays", async () => {
    const account = await Account.create({ cents: 1 });
    await suite.db.transaction(async () => {
      await account.update({ cents: 2 });
      await undone(() => account.update({ cents: 3 }));
      expect([account.version, account.$original]).toMatchObject([2, { cents: 2 }]);
      await suite.db.transaction(() => account.update({ cents: 4 }));
    });
    expect([account.cents, account.version, account.$isDirty]).toEqual([4, 3, false]);
    await undone(() => suite.db.transaction(() => account.update({ cents: 5 })));
    expect([account.version, account.$original]).toMatchObject([3, { cents: 4 }]);
    await account.update({ cents: 6 });
    expect((await Account.find(account.id)).cents).toBe(6);
  });

  test("a conflict is tried again as often as was said, and its work is told which run it is", async () => {
    const runs: number[] = [];
    const work = ({ attempt }: { attempt: number }) => {
      runs.push(attempt);
      throw attempt % 2 === 0 ? conflict() : new DeadlockError("they wait for each other");
    };
    expect(await failure(() => suite.db.transaction(work, { retries: 2 }))).toMatchObject({ code: "DEADLOCK" });
    expect(runs).toEqual([1, 2, 3]);
    expect(await failure(() => suite.db.transaction(work))).toMatchObject({ code: "DEADLOCK" });
    expect(runs).toEqual([1, 2, 3, 1]);
    const other = await failure(() =>
      suite.db.transaction(
        ({ attempt }) => {
          runs.push(attempt);
          throw stop;
        },
        { retries: 5 },
      ),
    );
    expect([other, runs.length]).toEqual([stop, 5]);
  });

  test("a run that failed leaves no row, no callback and no change behind", async () => {
    const heard: string[] = [];
    const account = await Account.create({ cents: 10 });
    const fresh = new Owner({ name: "fresh" });
    await suite.db.transaction(
      async ({ attempt }) => {
        suite.db.afterCommit(() => heard.push(`committed ${attempt}`));
        suite.db.afterRollback(() => heard.push(`rolled back ${attempt}`));
        expect([account.cents, account.version, fresh.$isNew]).toEqual([10, 1, true]);
        await account.update({ cents: account.cents - 1 });
        account.assign({ tags: [...account.tags, "run"] });
        await account.save();
        await fresh.save();
        await Owner.create({ name: `run ${attempt}` });
        if (attempt < 3) throw conflict();
      },
      { retries: 2 },
    );
    expect(heard).toEqual(["rolled back 1", "rolled back 2", "committed 3"]);
    expect(await Owner.orderBy("name").pluck("name")).toEqual(["fresh", "run 3"]);
    expect(await Account.find(account.id)).toMatchObject({ cents: 9, tags: ["run"], version: 3 });
    expect([account.cents, account.$isDirty, fresh.$isNew]).toEqual([9, false, false]);
  });

  test("a change that nobody saw is refused the second time, not made twice", async () => {
    const account = await Account.create({ cents: 10 });
    const work = async ({ attempt }: { attempt: number }) => {
      account.cents -= 1;
      await account.save();
      if (attempt < 2) throw conflict();
    };
    const error = await failure(() => suite.db.transaction(work, { retries: 2 }));
    expect(error).toMatchObject({ code: "TRANSACTION", model: "Account", fields: ["cents"] });
    expect(error.message).toMatch(/Account\.cents.*Read the record inside the transaction, or set it with assign/);
    expect((await Account.find(account.id)).cents).toBe(10);
    // Set before, it is what every run writes.
    const other = await Account.create({ cents: 10 });
    other.cents = 5;
    await suite.db.transaction(
      async ({ attempt }) => {
        await other.save();
        if (attempt < 3) throw conflict();
      },
      { retries: 2 },
    );
    expect((await Account.find(other.id)).cents).toBe(5);
  });

  test("a nested one is never run again by itself", async () => {
    const runs: string[] = [];
    await suite.db.transaction(
      async ({ attempt }) => {
        runs.push(`outer ${attempt}`);
        await suite.db.transaction(
          (inner) => {
            runs.push(`inner ${inner.attempt}`);
            if (attempt === 1) throw conflict();
          },
          { retries: 5 },
        );
      },
      { retries: 1 },
    );
    expect(runs).toEqual(["outer 1", "inner 1", "outer 2", "inner 1"]);
  });

  test("a conflict that the work has wrapped, or passed over, is one still", async () => {
    let runs = 0;
    await suite.db.transaction(
      async () => {
        runs++;
        if (runs < 3) throw new Error("the order was not placed", { cause: conflict() });
      },
      { retries: 2 },
    );
    expect(runs).toBe(3);
  });

  test("what a callback meets after the commit does not run it again", async () => {
    let runs = 0;
    const work = () => {
      runs++;
      suite.db.afterCommit(() => Promise.reject(conflict()));
    };
    expect(await failure(() => suite.db.transaction(work, { retries: 5 }))).toMatchObject({ code: "TRANSACTION" });
    expect(runs).toBe(1);
  });
}

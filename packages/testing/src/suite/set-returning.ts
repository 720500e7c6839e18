import { exists, QueryError, UnsupportedError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Draft, Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** What writes of many rows give back of them. */
export function setReturning(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeEach(seedLedgers);
  const { needing } = suite;
  const sorted = <R extends { label: string }>(rows: readonly R[]) =>
    [...rows].sort((a, b) => (a.label < b.label ? -1 : 1));

  needing("returning")("an update gives the rows as they are then, in the same statement", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Entry.where({ kind: "rent" }).update(
        { count: (row) => row.count.plus(10), amount: "1.00", label: (row) => row.label.upper() },
        { returning: ["label", "count", "amount", "large", "day", "facts", "version"] },
      ),
    );
    expect(count).toBe(1);
    const rest = { amount: "1.00", facts: {}, version: 2 };
    expect(sorted(result)).toEqual([
      { label: "RENT 1", count: 11, large: 9007199254740993n, day: "2024-01-31", ...rest },
      { label: "RENT 2", count: 12, large: 2n, day: "2024-02-29", ...rest },
    ]);
    expect(Object.getPrototypeOf(result[0])).toBe(Object.prototype);
  });

  needing("returning")("what is stamped comes back as well, and NULLs do", async () => {
    const before = Date.now();
    const rows = await Entry.where({ label: "nothing" }).update({ kind: null }, { returning: ["updatedAt", "weight"] });
    expect(rows).toEqual([{ updatedAt: expect.any(Date), weight: null }]);
    expect(rows[0]?.updatedAt.getTime()).toBeGreaterThanOrEqual(before - 1);
  });

  needing("returning")("a deletion gives the rows as they were", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Entry.where({ kind: "rent" }).delete({ returning: ["label", "amount"] }),
    );
    expect([sorted(result), count]).toEqual([
      [
        { label: "rent 1", amount: "700.10" },
        { label: "rent 2", amount: "700.20" },
      ],
      1,
    ]);
    expect(await Entry.count()).toBe(3);
    const [gone] = await Entry.where({ label: "other" }).destroy({ returning: ["label"] });
    expect(gone).toEqual({ label: "other" });
  });

  needing("returning")("where rows are marked as deleted, delete gives the mark and destroy the row", async () => {
    const marked = await Draft.where({ words: 10 }).delete({ returning: ["title", "deletedAt"] });
    expect(marked).toEqual([{ title: "draft 10", deletedAt: expect.any(Date) }]);
    expect(await Draft.withDeleted().count()).toBe(3);
    expect(await Draft.onlyDeleted().destroy({ returning: ["title", "deletedAt"] })).toEqual(marked);
    expect(await Draft.withDeleted().count()).toBe(2);
  });

  needing("returning")("conditions across relations, orders and limits say which rows", async () => {
    const across = await Entry.where({ ledger: { name: "home" } }).update(
      { kind: "at home" },
      { returning: ["label"] },
    );
    expect(sorted(across).map(({ label }) => label)).toEqual(["food 1", "rent 1", "rent 2"]);
    const named = await Entry.where((row) => row.ledger.name.eq("work")).update(
      { kind: (row) => row.ledger.name },
      { returning: ["label", "kind"] },
    );
    expect(named).toEqual([{ label: "other", kind: "work" }]);
    const last = await Entry.orderBy("-id")
      .limit(2)
      .delete({ returning: ["label"] });
    expect(sorted(last).map(({ label }) => label)).toEqual(["nothing", "other"]);
    const best = Entry.where((row) => exists(Entry.where((other) => other.amount.gt(row.amount))));
    expect(await best.delete({ returning: ["label"] })).toHaveLength(2);
  });

  needing("returning")("of no rows there is nothing, and what has no effect sends nothing", async () => {
    expect(await Entry.where({ label: "not there" }).update({ count: 1 }, { returning: ["id"] })).toEqual([]);
    const { result, count } = await countQueries(suite.db, async () => [
      await Entry.all().update({}, { returning: ["id"] }),
      await Entry.all()
        .limit(0)
        .update({ count: 1 }, { returning: ["id"] }),
      await Entry.where((row) => row.id.oneOf([])).delete({ returning: ["id"] }),
      await Ledger.all()
        .limit(0)
        .destroy({ returning: ["name", "name"] }),
    ]);
    expect([result, count]).toEqual([[[], [], [], []], 0]);
    expect(await Entry.all().update({ kind: "all" }, { returning: ["kind", "kind"] })).toEqual(
      Array(5).fill({ kind: "all" }),
    );
  });

  needing("returning")("what is asked for wrongly is refused before any statement", async () => {
    const entries = loose(Entry).all();
    for (const options of [
      { returning: [] },
      { returning: "id" },
      { returning: true },
      { returning: ["ledger"] },
      { returning: ["lable"] },
      { returning: ["__proto__"] },
      { returning: ['id"; drop table suite_entries; --'] },
      { returning: [1] },
      { retuning: ["id"] },
      {},
      [],
      null,
      "id",
    ]) {
      for (const work of [
        () => entries.update({ count: 1 }, options),
        () => entries.delete(options),
        () => entries.destroy(options),
      ]) {
        expect(await refusal(suite.db, work), JSON.stringify(options)).toBeInstanceOf(QueryError);
      }
    }
    expect((await refusal(suite.db, () => entries.delete({ returning: ["lable"] }))).message).toBe(
      'Entry has no property "lable", named in returning. Did you mean "label"?',
    );
    expect((await refusal(suite.db, () => entries.update({ count: 1 }, { returning: "id" }))).message).toBe(
      'update of Entry takes the properties that are to come back as { returning: ["id", …] }, not returning: a string.',
    );
  });

  test("a database that does not give back what it writes says so", async () => {
    if (suite.capabilities.returning) return;
    const error = await refusal(suite.db, () => Entry.all().delete({ returning: ["id"] }));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toMatch(/capability returning/);
    expect(await Entry.count()).toBe(5);
  });
}

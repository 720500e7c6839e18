import { NotLoadedError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Draft, Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Records with some of their columns: what they have, what they say of the rest, and how they are written. */
export function selections(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeEach(seedLedgers);
  const entries = loose(Entry);
  const notLoaded = async (work: () => unknown, property: string) => {
    const error = await failure(work);
    expect(error).toBeInstanceOf(NotLoadedError);
    expect(error).toMatchObject({ code: "NOT_LOADED", model: "Entry", fields: [property] });
    expect(error.message).toContain(property);
  };

  test("have what was selected, in the order of the class", async () => {
    const [entry] = await Entry.select("count", "label").orderBy("id");
    expect(Object.keys(entry as object)).toEqual(["label", "count"]);
    expect([entry?.label, entry?.count]).toEqual(["rent 1", 1]);
    expect(entry).toBeInstanceOf(Entry);
  });

  test("whatever else is read of them is an error that says so", async () => {
    const [entry] = await entries.select("label").orderBy("id");
    await notLoaded(() => entry?.["amount"], "amount");
    await notLoaded(() => entry?.["id"], "id");
    await notLoaded(() => (entry as unknown as Entry).ledgerId, "ledgerId");
  });

  test("omit leaves out", async () => {
    const [entry] = await entries.omit("facts", "updatedAt", "version").orderBy("id");
    expect(Object.keys(entry as object)).toEqual([
      "id",
      "label",
      "kind",
      "count",
      "large",
      "amount",
      "weight",
      "day",
      "ledgerId",
    ]);
    await notLoaded(() => entry?.["facts"], "facts");
    const narrow = await Entry.select("label", "count").omit("count").first();
    expect({ ...narrow }).toEqual({ label: "rent 1" });
  });

  test("spread, JSON and keys show what there is and nothing else", async () => {
    const entry = await Entry.select("label", "amount").orderBy("id").firstOrFail();
    expect({ ...entry }).toEqual({ label: "rent 1", amount: "700.10" });
    expect(JSON.parse(JSON.stringify(entry))).toEqual({ label: "rent 1", amount: "700.10" });
    expect("amount" in entry && !Object.hasOwn(entry, "count")).toBe(true);
  });

  test("methods and private fields of the class work", async () => {
    const entry = await Entry.select("label").orderBy("id").firstOrFail();
    const record = entry as unknown as Entry;
    expect([record.look(), record.look()]).toEqual(["rent 1, looked at 1 times", "rent 1, looked at 2 times"]);
  });

  test("constructors of the class run", async () => {
    const draft = await Draft.select("title").orderBy("id").firstOrFail();
    expect({ ...draft }).toEqual({ made: "by its constructor", title: "draft 10" });
    await expect(failure(() => (draft as unknown as Draft).words)).resolves.toBeInstanceOf(NotLoadedError);
  });

  test("with their key they are saved, and only what changed is written", async () => {
    const entry = (await Entry.select("id", "label", "version").orderBy("id").firstOrFail()) as unknown as Entry;
    entry.label = "changed";
    const { count } = await countQueries(suite.db, () => entry.save());
    expect(count).toBe(1);
    expect(await Entry.find(entry.id)).toMatchObject({ label: "changed", count: 1, amount: "700.10", version: 2 });
    expect((await countQueries(suite.db, () => entry.save())).count).toBe(0);
  });

  test("a property that was not selected can be set, and is written", async () => {
    const draft = (await Draft.select("id").orderBy("id").firstOrFail()) as unknown as Draft;
    draft.words = 99;
    expect(draft.words).toBe(99);
    await draft.save();
    expect(await Draft.find(draft.id)).toMatchObject({ title: "draft 10", words: 99 });
  });

  test("without their key they are neither saved nor deleted, with a clear error", async () => {
    const draft = (await Draft.select("title", "deletedAt").orderBy("id").firstOrFail()) as unknown as Draft;
    draft.title = "lost";
    for (const work of [() => draft.save(), () => draft.delete(), () => draft.destroy(), () => draft.reload()]) {
      const error = await failure(work);
      expect(error).toMatchObject({ code: "QUERY", model: "Draft" });
      expect(error.message).toContain("id");
    }
    expect(await Draft.where({ title: "lost" }).count()).toBe(0);
    expect(await Draft.count()).toBe(3);
  });

  test("with their key they are deleted, softly or not", async () => {
    const draft = (await Draft.select("id").orderBy("id").firstOrFail()) as unknown as Draft;
    await draft.delete();
    expect(await Draft.onlyDeleted().pluck("id")).toEqual([draft.id]);
    const entry = (await Entry.select("id", "version").orderBy("id").firstOrFail()) as unknown as Entry;
    await entry.delete();
    expect(await Entry.findOrNull(entry.id)).toBeNull();
  });

  test("reload gives them all", async () => {
    const draft = (await Draft.select("id").orderBy("id").firstOrFail()) as unknown as Draft;
    await draft.reload();
    expect([draft.title, draft.words]).toEqual(["draft 10", 10]);
    draft.words = 11;
    await draft.save();
    expect(await Draft.find(draft.id)).toMatchObject({ title: "draft 10", words: 11 });
  });

  test("whole records of one query stay whole beside them", async () => {
    expect(Object.keys(await Entry.select("id").firstOrFail())).toEqual(["id"]);
    expect(await Entry.orderBy("id").first()).toHaveProperty("label", "rent 1");
  });

  test("nothing, twice or what is none is refused or the same", async () => {
    expect(Object.keys((await Entry.select("id", "id").first()) as object)).toEqual(["id"]);
    for (const given of [[], ["nothing"], [1], [null], ["entries"], [["id"], "constructor"]]) {
      expect(await refusal(suite.db, () => entries.select(...given))).toMatchObject({ code: "QUERY" });
    }
    const all = Object.keys(new Entry({ label: "x" })).filter((key) => key !== "ledger");
    expect(all.length).toBeGreaterThan(5);
    expect(await refusal(suite.db, () => entries.omit("id").omit(...all))).toMatchObject({ code: "QUERY" });
  });
}

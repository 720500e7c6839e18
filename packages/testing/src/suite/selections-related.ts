import { NotLoadedError } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { Entry, Ledger, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Records with some of their columns, and relations beside them. */
export function relatedSelections(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);

  test("relations load beside them, and can be selected from too", async () => {
    const [entry] = await Entry.select("label", "ledgerId").with("ledger").orderBy("id").limit(1);
    expect(entry?.ledger?.name).toBe("home");
    expect(Object.keys(entry as object)).toEqual(["label", "ledgerId", "ledger"]);
    const ledger = await Ledger.select("id", "name")
      .with({ entries: (query) => query.select("label").orderBy("id") })
      .orderBy("id")
      .firstOrFail();
    expect(JSON.parse(JSON.stringify(ledger))).toEqual({
      id: ledger.id,
      name: "home",
      entries: [{ label: "rent 1" }, { label: "rent 2" }, { label: "food 1" }],
    });
    const [counted] = await Ledger.select("name").withCount("entries").orderBy("id");
    expect({ ...counted }).toEqual({ name: "home", entriesCount: 3 });
  });

  test("relations whose key was not selected say which one to select", async () => {
    for (const query of [Entry.select("label").with("ledger"), Ledger.select("name").with("entries")]) {
      const error = await failure(() => query.all());
      expect(error).toBeInstanceOf(NotLoadedError);
      expect(error.message).toMatch(/"ledgerId"|"id"/);
    }
    const [entry] = await Entry.select("label").orderBy("id");
    const lazy = await failure(() => (entry as unknown as Entry).ledger);
    expect(lazy).toBeInstanceOf(NotLoadedError);
  });
}

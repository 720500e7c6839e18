import { count, type Expression, rowNumber, when } from "@chakra-orm/core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { on } from "./kit/callbacks.js";
import { prototypeKeys } from "./kit/hostile-texts.js";
import { Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const payloads: readonly string[] = [
  "'",
  '"',
  "`",
  "\\",
  "\\'; drop table suite_entries; --",
  "'; drop table suite_entries; --",
  '"; drop table suite_entries; --',
  'x" from suite_entries; --',
  "label, (select 1)",
  "label; delete from suite_entries",
  "-- comment",
  "/* comment */",
  "*/ or 1=1 /*",
  "label\0",
  "\0",
  "?",
  "??",
  "\\?",
  "$1",
  ":name",
  "{0}",
  "{*}",
  "{||}",
  "{column}",
  "1",
  "1 desc",
  "id asc, 1/0",
  "-",
  "--id",
  " id",
  "ID",
  "",
  ...prototypeKeys,
];

/** Whatever takes a name or a unit takes one of a closed list; whatever takes a value binds it. */
export function expressionInjection(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
  const entries = loose(Entry);
  const refused = async (work: () => unknown) => expect(await refusal(suite.db, work)).toMatchObject({ code: "QUERY" });
  afterEach(async () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(await Entry.count()).toBe(5);
  });

  describe.each(payloads)("%j", (text) => {
    test("is no name of a property", async () => {
      await refused(() => entries.select(text));
      await refused(() => entries.omit(text));
      await refused(() => entries.groupBy(text).aggregate(() => ({ n: count() })));
      await refused(() => entries.orderBy(text));
      await refused(() => entries.orderBy(`-${text}`));
      await refused(() => entries.pluck(text));
      await refused(() => entries.all().sum(text));
      await refused(() => entries.all().min(text));
      const error = await refusal(suite.db, () => entries.all().update({ [text]: 1 }));
      expect(error).toMatchObject({ model: "Entry" });
      if (text !== "then" && text !== "toJSON")
        await refused(() => entries.values((row: LooseColumns) => ({ x: row[text] })));
    });

    test("is no name of what comes out, if nothing has it", async () => {
      const rows = entries.groupBy("kind").aggregate(() => ({ n: count() }));
      await refused(() => rows.orderBy(text));
      await refused(() => rows.orderBy(`-${text}`));
    });

    test("is no unit and no frame", async () => {
      for (const method of ["startOf", "part"]) {
        await refused(() => entries.values((row: LooseColumns) => ({ x: on(row["day"], method, text) })));
        await refused(() => entries.orderBy((row: LooseColumns) => on(row["updatedAt"], method, text)));
      }
      await refused(() => entries.values(() => ({ n: rowNumber().over({ frame: text as never }) })));
    });

    test("is no number", async () => {
      await refused(() => entries.limit(text));
      await refused(() => entries.offset(text));
      await refused(() => entries.values((row: LooseColumns) => ({ x: on(row["weight"], "round", text) })));
      await refused(() => entries.values((row: LooseColumns) => ({ x: on(row["label"], "substring", text) })));
      await refused(() => entries.values((row: LooseColumns) => ({ x: on(row["count"], "plus", text) })));
    });

    test("is a name that what comes out may have, and a value like every other", async () => {
      const isKept = !text.includes("\0");
      const rows = await Entry.where({ label: "rent 1" }).values((row) => {
        const outputs: Record<string, Expression<unknown>> = Object.create(null);
        outputs["length"] = row.label.length();
        outputs[text] = isKept ? row.label.concat(text) : row.label;
        return { ...outputs };
      });
      expect(Object.keys(rows[0] as object).sort()).toEqual(["length", text].sort());
      expect(Object.getOwnPropertyDescriptor(rows[0], text)?.value).toBe(isKept ? `rent 1${text}` : "rent 1");
      if (!isKept) return;
      const [named] = await Entry.groupBy((row) => ({ [text]: row.label.replace("rent 1", text) }))
        .aggregate((row) => ({ all: row.label.stringAgg(text) }))
        .having((row) => row.label.min().eq("rent 1"))
        .orderBy(`-${text}` as "-all");
      expect(Object.getOwnPropertyDescriptor(named, text)?.value).toBe(text);
      expect(await Entry.where((row) => row.label.concat(text).endsWith(text)).count()).toBe(5);
      expect(await Entry.where((row) => row.label.eq(text).or(row.label.oneOf([text]))).count()).toBe(0);
      const key = text as "note";
      expect(await Entry.where((row) => row.facts.at(key).eq(text).or(row.facts.hasKey(key))).count()).toBe(0);
      expect(await Entry.where((row) => row.facts.at(key).isNull()).count()).toBe(5);
      expect(await Entry.where((row) => row.label.position(text).gt(text === "" ? 1 : 0)).pluck("label")).toEqual(
        ["rent 1", "rent 2", "food 1", "other", "nothing"].filter((label) => text !== "" && label.includes(text)),
      );
    });
  });

  test("no statement's text depends on a value, nor holds one", async () => {
    const texts = payloads.filter((text) => !text.includes("\0"));
    const sentWith = async (text: string, number: number) => {
      const { statements } = await countQueries(suite.db, async () => {
        await Entry.where((row) => row.label.concat(text).contains(text).and(row.count.plus(number).gt(number)))
          .orderBy((row) => [when(row.label.eq(text), number, 0), row.id])
          .limit(number);
        await Entry.where((row) =>
          row.facts
            .at(text as "note")
            .contains(text)
            .or(row.facts.jsonContains({ note: text })),
        );
        await Entry.groupBy((row) => ({ part: row.label.replace(text, text) })).aggregate((row) => ({
          n: count().filter(row.label.ne(text)),
          all: row.label.stringAgg(text),
        }));
        await Entry.where({ label: text }).update({ label: (row) => row.label.concat(text), count: number });
        await Entry.where((row) => row.label.eq(`${text}!`)).delete();
      });
      return statements.map(({ sql }) => sql).join("\n");
    };
    const sent = new Set<string>();
    for (const [i, text] of texts.entries()) sent.add(await sentWith(text, 800_000 + i));
    expect(sent.size).toBe(1);
    for (const text of texts.filter((each) => each.length > 6)) expect([...sent].join()).not.toContain(text);
    expect([...sent].join()).not.toMatch(/8000\d\d/);
  });
}

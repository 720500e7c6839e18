import { matchesText } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { Author, archiveModels, Book, Leaf, Plate, Shelf } from "./kit/archive.js";
import { type LooseModel, loose } from "./kit/loose.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const words = ["kato", "lume", "nori"] as const;
const text = fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((parts) => parts.join(" "));
const number = fc.nat(5);

type Step =
  | { readonly do: "create" | "update"; readonly at: number; readonly text: string }
  | { readonly do: "delete"; readonly at: number }
  | { readonly do: "move"; readonly at: number; readonly to: number }
  | { readonly do: "update all"; readonly word: string; readonly text: string }
  | { readonly do: "delete all"; readonly word: string };

const word = fc.constantFrom(...words);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("create" as const), at: number, text }),
  fc.record({ do: fc.constant("update" as const), at: number, text }),
  fc.record({ do: fc.constant("delete" as const), at: number }),
  fc.record({ do: fc.constant("move" as const), at: number, to: number }),
  fc.record({ do: fc.constant("update all" as const), word, text }),
  fc.record({ do: fc.constant("delete all" as const), word }),
);
const steps = fc.array(fc.record({ isUndone: fc.boolean(), work: fc.array(step, { minLength: 1, maxLength: 6 }) }), {
  maxLength: 5,
});

/** How a row that a number stands for is named and filled. */
interface Shelving {
  readonly model: LooseModel;
  readonly property: string;
  readonly key: (at: number) => Record<string, unknown>;
}

const shelvings: readonly Shelving[] = [
  { model: loose(Leaf), property: "front", key: (at) => ({ id: `00000000-0000-4000-8000-00000000000${at}` }) },
  { model: loose(Shelf), property: "rank", key: (at) => ({ room: `r${at % 2}`, number: at }) },
  { model: loose(Plate), property: "text", key: (at) => ({ number: at }) },
];

async function apply({ model, property, key }: Shelving, step: Step, rows: Map<number, string>): Promise<void> {
  switch (step.do) {
    case "create":
      if (rows.has(step.at)) return;
      await model.create({ ...key(step.at), [property]: step.text });
      rows.set(step.at, step.text);
      return;
    case "update":
      if (!rows.has(step.at)) return;
      await (await model.findByOrFail(key(step.at))).update({ [property]: step.text } as never);
      rows.set(step.at, step.text);
      return;
    case "delete":
      await model.where(key(step.at)).delete();
      rows.delete(step.at);
      return;
    case "move": {
      const moved = rows.get(step.at);
      if (moved === undefined || rows.has(step.to)) return;
      await model.where(key(step.at)).update(key(step.to));
      rows.delete(step.at);
      rows.set(step.to, moved);
      return;
    }
    default:
      for (const [at, held] of [...rows]) {
        if (!held.includes(step.word)) continue;
        if (step.do === "update all") rows.set(at, step.text);
        else rows.delete(at);
      }
      if (step.do === "update all") await model.where(matchesText(step.word)).update({ [property]: step.text });
      else await model.where(matchesText(step.word)).delete();
  }
}

async function expectFound({ model, property }: Shelving, rows: ReadonlyMap<number, string>): Promise<void> {
  for (const word of words) {
    const found = (await model.where(matchesText(word)).pluck(property)).sort();
    expect(found).toEqual([...rows.values()].filter((held) => held.includes(word)).sort());
  }
}

/** What is found is what there is, whatever was written how, and whatever of it was taken back. */
export function keptTextSearch(suite: Suite): void {
  tables(suite, ...archiveModels);
  beforeEach(async () => {
    for (const model of [Book, Author, Leaf, Shelf, Plate]) await loose(model).all().delete();
  });

  describe.each(shelvings.map((shelving) => [shelving.model.name, shelving] as const))("of %s", (_, shelving) => {
    test("after random writes, in transactions that hold or do not", async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (rounds) => {
          await shelving.model.all().delete();
          let rows = new Map<number, string>();
          for (const { isUndone, work } of rounds) {
            const kept = new Map(rows);
            const transaction = suite.db.transaction(async () => {
              for (const step of work) await apply(shelving, step, rows);
              await expectFound(shelving, rows);
              if (isUndone) throw new Error("undone");
            });
            if (!isUndone) await transaction;
            else expect((await failure(() => transaction)).message).toBe("undone");
            if (isUndone) rows = kept;
            await expectFound(shelving, rows);
          }
        }),
        { numRuns: 25 },
      );
    });
  });

  test("after what the database deletes by itself, and what is marked as deleted", async () => {
    const author = await Author.create({ name: "anna", books: [{ title: "kato" }, { title: "lume" }] });
    const found = (query: string) => Book.withDeleted().where(matchesText(query)).count();
    await Book.where({ title: "kato" }).delete();
    expect([await found("kato"), await Book.where(matchesText("kato")).count()]).toEqual([1, 0]);
    await Author.where({ id: author.id }).delete();
    expect([await found("kato"), await found("lume")]).toEqual([0, 0]);
  });

  test("after many rows were inserted, and some of them inserted again or changed", async () => {
    const leaf = (at: number, front: string) => ({ id: `00000000-0000-4000-8000-00000000000${at}`, front });
    const found = (query: string) => Leaf.where(matchesText(query)).orderBy("front").pluck("front");
    await Leaf.insertMany([leaf(1, "kato"), leaf(2, "kato lume"), leaf(3, "nori")]);
    expect(await found("kato")).toEqual(["kato", "kato lume"]);
    await Leaf.upsert([leaf(1, "nori lume"), leaf(4, "kato nori")], { onConflict: "id" });
    expect(await found("kato")).toEqual(["kato lume", "kato nori"]);
    expect(await found("nori")).toEqual(["kato nori", "nori", "nori lume"]);
    await Plate.upsert({ number: 1, text: "kato" }, { onConflict: "number" });
    await Plate.upsert({ number: 1, text: "lume" }, { onConflict: "number" });
    expect(await Plate.where(matchesText("kato or lume")).pluck("text")).toEqual(["lume"]);
  });

  test("after a savepoint that is taken back, and one that is not", async () => {
    await suite.db.transaction(async () => {
      await failure(() =>
        suite.db.transaction(async () => {
          await Leaf.create({ front: "kato" });
          throw new Error("undone");
        }),
      );
      await suite.db.transaction(() => Leaf.create({ front: "lume" }));
    });
    expect(await Leaf.where(matchesText("kato or lume")).pluck("front")).toEqual(["lume"]);
  });

  test("after the table was dropped and made again", async () => {
    await Leaf.create({ front: "kato" });
    await suite.db.dropTables({ models: [Leaf] });
    await suite.db.createTables({ models: [Leaf] });
    expect(await Leaf.where(matchesText("kato")).count()).toBe(0);
    await Leaf.create({ front: "kato lume" });
    await suite.db.createTables({ models: [Leaf], ifNotExists: true });
    expect(await Leaf.where(matchesText("lume")).count()).toBe(1);
  });
}

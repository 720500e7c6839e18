import { Readable } from "node:stream";
import { field, Model, UniqueViolationError, type ValidationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { texts as hostileTexts } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import { Item, Shelf, Thing, withShelves } from "./kit/shelf.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Everything extends Model {
  static table = "suite_imports";
  id = field.id();
  text = field.text({ nullable: true });
  small = field.smallInteger({ nullable: true });
  large = field.bigInteger({ nullable: true });
  exact = field.decimal(10, 2, { nullable: true });
  rough = field.float({ nullable: true });
  yes = field.boolean({ nullable: true });
  at = field.dateTime({ nullable: true });
  day = field.date({ nullable: true });
  bytes = field.binary({ nullable: true });
  json = field.json({ nullable: true });
  list = field.array(field.text(), { nullable: true });
  key = field.uuid({ nullable: true });
}

/** Rows that come from a source, over the database's own way for many. */
export function imports(suite: Suite): void {
  withShelves(suite);
  tables(suite, Everything);
  beforeEach(() => Everything.all().delete());

  async function* codes(count: number) {
    for (let i = 0; i < count; i++) yield { code: `c${i}`, stock: i };
  }

  test("are inserted a batch at a time, and told of", async () => {
    const told: number[] = [];
    const { result, count } = await countQueries(suite.db, () =>
      Item.import(codes(1050), { batch: 500, onProgress: ({ rows }) => void told.push(rows) }),
    );
    expect([result, count, told]).toEqual([1050, 3, [500, 1000, 1050]]);
    expect(await Item.all().sum("stock")).toBe((1050 * 1049) / 2);
    const first = await Item.orderBy("id").firstOrFail();
    expect(first).toMatchObject({ code: "c0", stamp: 7, owner: "nobody", tags: [] });
    expect(first.createdAt).toBeInstanceOf(Date);
  });

  test("come from lists, generators and streams", async () => {
    expect(await Item.import([{ code: "a" }])).toBe(1);
    expect(await Item.import(new Set([{ code: "b" }, { code: "c", stamp: 1 }]))).toBe(2);
    expect(await Item.import(Readable.from([{ code: "d" }]))).toBe(1);
    expect(await Item.import([])).toBe(0);
    expect(await Item.orderBy("code").pluck("stamp")).toEqual([7, 7, 1, 7]);
  });

  test("hold every value exactly", async () => {
    const texts = [...hostileTexts, "\\.", "\\N", "\\", "a\tb", "a\nb", "a\r\nb", "", "NULL", "{}", "\\x00", "🦊"];
    const rows = texts.map((text, i) => ({
      text,
      small: i,
      large: 9007199254740993n + BigInt(i),
      exact: "-1.50",
      rough: i % 2 === 0 ? -0 : 1e300,
      yes: i % 2 === 0,
      at: new Date(i),
      day: "2024-02-29",
      bytes: Buffer.from([0, 92, 10, 9, 255]),
      json: { [text]: [text, null, { a: "\\N" }] },
      list: [text, "\\N", ""],
      key: "018f4d2e-7c3a-7b1e-9c55-0242ac120002",
    }));
    await Everything.import([...rows, {}]);
    const found = await Everything.orderBy("id");
    expect(found.slice(0, -1).map(({ id: _, ...each }) => each.text)).toEqual(texts);
    const created = await Everything.createMany(rows);
    const plain = (records: readonly Everything[]) => records.map((record) => ({ ...record.toJSON(), id: 0 }));
    expect(plain(found.slice(0, -1))).toEqual(plain(await Everything.findMany(created.map(({ id }) => id))));
    expect(found.at(-1)).toMatchObject({ text: null, bytes: null, json: null, list: null });
  });

  test("are all inserted, or none: with a wrong value, a violation, an error of the source, or an end of it", async () => {
    async function* wrong() {
      yield* codes(7);
      yield { code: "x", place: -1 };
    }
    const invalid = (await failure(() => Item.import(wrong(), { batch: 3 }))) as ValidationError;
    expect(invalid.issues[0]?.path).toEqual([7, "place"]);
    const again = [...Array.from({ length: 5 }, (_, i) => ({ code: `c${i}` })), { code: "c0" }];
    expect(await failure(() => Item.import(again, { batch: 2 }))).toBeInstanceOf(UniqueViolationError);
    async function* broken() {
      yield* codes(5);
      throw new Error("The file has an end.");
    }
    expect((await failure(() => Item.import(broken(), { batch: 2 }))).message).toBe("The file has an end.");
    const ender = new AbortController();
    const ended = Item.import(codes(50), { batch: 5, signal: ender.signal, onProgress: () => ender.abort() });
    expect((await failure(() => ended)).name).toBe("AbortError");
    const unknown = (await failure(() => loose(Item).import([{ code: "a" }, { coed: "b" }]))) as ValidationError;
    expect(unknown.issues[0]?.path).toEqual([1, "coed"]);
    expect(await Item.count()).toBe(0);
    expect(await Item.import(codes(3))).toBe(3);
  });

  test("take part in a transaction around them, and tell parents", async () => {
    const shelf = await Shelf.create({ name: "s" });
    const labels = ["a", "b", "c"].map((label) => ({ label, shelfId: shelf.id }));
    await failure(() =>
      suite.db.transaction(async () => {
        await Thing.import(labels);
        expect((await Shelf.find(shelf.id)).thingsCount).toBe(3);
        throw new Error("not this time");
      }),
    );
    expect([await Thing.count(), (await Shelf.find(shelf.id)).thingsCount]).toEqual([0, 0]);
    await Thing.import(labels);
    expect([await Thing.count(), (await Shelf.find(shelf.id)).thingsCount]).toEqual([3, 3]);
  });

  test("what is no source or no option is refused before any statement", async () => {
    const say = async (...given: unknown[]) =>
      (await refusal(suite.db, () => loose(Item).import(...(given as [unknown])))).message;
    expect(await say({ code: "a" })).toContain("takes a list, an iterator or a stream");
    expect(await say("abc".length)).toContain("takes a list");
    expect(await say([], { batch: 0 })).toContain("1 or more");
    expect(await say([], { bacth: 5 })).toContain("batch");
  });
}

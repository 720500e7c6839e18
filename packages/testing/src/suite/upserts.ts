import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { Item, Shelf, Thing, Ticket, withShelves } from "./kit/shelf.js";
import type { Suite } from "./kit/suite.js";

/** Rows are inserted, or those that are there changed, by one statement. */
export function upserts(suite: Suite): void {
  withShelves(suite);

  test("insert what is new and change what is there, only in what was given", async () => {
    const before = await Item.create({ code: "a", stock: 1, note: "kept", owner: "ann" });
    const { result, count } = await countQueries(suite.db, () =>
      Item.upsert(
        [
          { code: "b", stock: 2 },
          { code: "a", stock: 3 },
        ],
        { onConflict: "code" },
      ),
    );
    expect(count).toBe(1);
    expect(result.map(({ code, stock, note, owner }) => [code, stock, note, owner])).toEqual([
      ["b", 2, null, "nobody"],
      ["a", 3, "kept", "ann"],
    ]);
    expect(result[1]).toMatchObject({ id: before.id, stamp: 7, $isNew: false, $isDirty: false });
    expect(result[1]?.createdAt).toEqual(before.createdAt);
    expect((await Item.findByOrFail({ code: "a" })).toJSON()).toEqual(result[1]?.toJSON());
    (result[1] as Item).stock = 9;
    await result[1]?.save();
    expect(await Item.orderBy("code").pluck("stock")).toEqual([9, 2]);
  });

  test("give rows back in which there is nothing to change", async () => {
    const before = await Shelf.create({ name: "a", thingsCount: 3 });
    const shelves = await Shelf.upsert([{ name: "b" }, { name: "a" }], { onConflict: "name" });
    expect(shelves.map(({ name, thingsCount }) => [name, thingsCount])).toEqual([
      ["b", 0],
      ["a", 3],
    ]);
    expect(shelves[1]?.id).toBe(before.id);
  });

  test("take one row, and normal forms", async () => {
    const one = await Item.upsert({ code: "a", stock: 1 }, { onConflict: "code" });
    const two = await Item.upsert({ code: "  a ", stock: 2 }, { onConflict: ["code"] });
    expect([two.id, two.stock, await Item.count()]).toEqual([one.id, 2, 1]);
  });

  test("change only what they are told to", async () => {
    await Item.create({ code: "a", stock: 1, note: "old" });
    const named = await Item.upsert({ code: "a", stock: 5, note: "new" }, { onConflict: "code", update: ["note"] });
    expect([named.stock, named.note]).toEqual([1, "new"]);
    const merged = await Item.upsert(
      [
        { code: "a", stock: 5, note: "!" },
        { code: "b", stock: 4 },
      ],
      {
        onConflict: "code",
        update: {
          stock: (row, given) => row.stock.plus(given.stock).times(2),
          note: (row, given) => row.note.concat(given.note),
        },
      },
    );
    expect(merged.map(({ stock, note }) => [stock, note])).toEqual([
      [12, "new!"],
      [4, null],
    ]);
  });

  test("find rows by several columns, by the key, and by an index over some rows", async () => {
    await Item.create({ code: "a", owner: "ann", place: 1, badge: "gold" });
    const [several] = await Item.upsert([{ code: "b", owner: "ann", place: 1 }], { onConflict: ["place", "owner"] });
    expect(several?.code).toBe("b");
    const { id } = several as Item;
    expect(await Item.upsert({ id, code: "c" }, { onConflict: "id" })).toMatchObject({ id, code: "c", badge: "gold" });
    const badge = await Item.upsert({ code: "d", badge: "gold" }, { onConflict: "badge" });
    expect([badge.id, badge.code, await Item.count()]).toEqual([id, "d", 1]);
  });

  test("NULL is in nobody's way", async () => {
    const rows = () => [
      { code: `x${Math.random()}`, owner: "ann" },
      { code: `y${Math.random()}`, owner: "ann" },
    ];
    await Item.upsert(rows(), { onConflict: ["owner", "place"] });
    await Item.upsert(rows(), { onConflict: ["owner", "place"] });
    expect(await Item.count()).toBe(4);
  });

  test("leave deleted rows alone, and let the version grow", async () => {
    const gone = await Ticket.create({ number: 1, title: "gone" });
    await gone.delete();
    const [anew] = await Ticket.upsert([{ number: 1, title: "new" }], { onConflict: "number" });
    expect([anew?.id === gone.id, anew?.version, await Ticket.withDeleted().count()]).toEqual([false, 1, 2]);
    const again = await Ticket.upsert({ number: 1, title: "newer" }, { onConflict: "number" });
    expect([again.id, again.version, again.title]).toEqual([anew?.id, 2, "newer"]);
    again.title = "newest";
    await again.save();
    const back = await Ticket.upsert({ id: gone.id, number: 2 }, { onConflict: "id" });
    expect([back.deletedAt, back.title, await Ticket.count()]).toEqual([null, "gone", 2]);
  });

  test("a hundred parallel writers lose nothing", async () => {
    const one = () =>
      Item.upsert(
        { code: "n", stock: 1 },
        { onConflict: "code", update: { stock: (row, given) => row.stock.plus(given.stock) } },
      );
    await Promise.all(Array.from({ length: 100 }, one));
    expect(await Item.all().pluck("stock")).toEqual([100]);
  });

  test("what makes no sense is refused before any statement", async () => {
    const item = loose(Item);
    const say = async (work: () => unknown) => (await refusal(suite.db, work)).message;
    const row = { code: "a" };
    expect(await say(() => item.upsert(row))).toContain("onConflict");
    expect(await say(() => item.upsert(row, { onConflict: "stock" }))).toMatch(
      /No rule.*stock unique.*id, code, owner \+ place/,
    );
    expect(await say(() => item.upsert(row, { onConflict: "coed" }))).toContain("code");
    expect(await say(() => item.upsert(row, { onConflict: [] }))).toContain("No rule");
    expect(await say(() => item.upsert(row, { onConflict: "code", update: [] }))).toContain("skipDuplicates");
    expect(await say(() => item.upsert(row, { onConflict: "code", update: ["code"] }))).toContain("found by");
    expect(await say(() => item.upsert(row, { onConflict: "code", update: { stock: 3 } }))).toContain("callback");
    expect(await say(() => item.upsert(row, { onConflict: "code", updates: [] }))).toContain("update");
    expect(await say(() => item.upsert([row, { code: "b" }, row], { onConflict: "code" }))).toMatch(
      /twice, at 0 and at 2/,
    );
    expect(await say(() => loose(Thing).upsert({ label: "a" }, { onConflict: "id" }))).toContain("counterCache");
    expect(await say(() => item.upsert(row, { onConflict: "code); drop table x; --" }))).toContain("no column");
  });
}

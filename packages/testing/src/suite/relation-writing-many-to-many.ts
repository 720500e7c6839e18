import { expect, test } from "vitest";
import { Author, Book, Label, withBookshop } from "./kit/bookshop.js";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Many-to-many relations by a table that only joins: any number of records in one statement. */
export function manyToManyWriting(suite: Suite): void {
  withBookshop(suite);
  const wrote = (work: () => unknown) => written(suite.db, work);
  const book = async (title = "a") => {
    const author = (await Author.first()) ?? (await Author.create({ name: "ann" }));
    return Book.create({ title, authorId: author.id });
  };
  const labels = async (...names: string[]) => {
    const made: Label[] = [];
    for (const name of names) made.push(await Label.create({ name }));
    return made;
  };
  const namesOf = async (of: Book) => (await of.labels.orderBy("name").pluck("name")) as string[];

  test("add is one statement, and joins each pair once", async () => {
    const [a, all] = [await book(), await labels("x", "y", "z")];
    const [x, y, z] = all as [Label, Label, Label];
    expect(await wrote(() => a.labels.add(x, y, x))).toEqual(["insert"]);
    expect(await namesOf(a)).toEqual(["x", "y"]);
    expect(await wrote(() => a.labels.add(y, z))).toEqual(["insert"]);
    await a.labels.add(x, y, z);
    expect(await namesOf(a)).toEqual(["x", "y", "z"]);
    expect(await wrote(() => a.labels.add())).toEqual([]);
    expect(await x.books.all().pluck("id")).toEqual([a.id]);
    await z.books.remove(a);
    expect(await namesOf(a)).toEqual(["x", "y"]);
  });

  test("new records are saved with it, in one transaction", async () => {
    const [a, [x]] = [await book(), (await labels("x")) as [Label]];
    const fresh = new Label({ name: "f" });
    expect(await wrote(() => a.labels.add(x, fresh))).toEqual(["insert", "insert"]);
    expect([fresh.$isNew, await namesOf(a)]).toEqual([false, ["f", "x"]]);
    const [good, bad] = [new Label({ name: "g" }), new Label({ name: "x" })];
    expect(await failure(() => a.labels.add(good, bad))).toMatchObject({ code: "UNIQUE_VIOLATION", model: "Label" });
    expect([good.$isNew, good.id, bad.$isNew]).toEqual([true, undefined, true]);
    expect([await namesOf(a), await Label.count()]).toEqual([["f", "x"], 2]);
  });

  test("remove, clear and set are right for this owner alone", async () => {
    const [a, b, all] = [await book(), await book("b"), await labels("w", "x", "y", "z")];
    const [w, x, y, z] = all as [Label, Label, Label, Label];
    await a.labels.add(w, x, y);
    await b.labels.add(w, x, y);
    expect(await wrote(() => a.labels.remove(w, z))).toEqual(["delete"]);
    expect(await namesOf(a)).toEqual(["x", "y"]);
    expect(await wrote(() => a.labels.set([y, z]))).toEqual(["select", "delete", "insert"]);
    expect(await namesOf(a)).toEqual(["y", "z"]);
    await a.labels.set([z, y, z]);
    expect(await namesOf(a)).toEqual(["y", "z"]);
    await a.labels.set([new Label({ name: "n" }), z]);
    expect(await namesOf(a)).toEqual(["n", "z"]);
    expect(await wrote(() => a.labels.clear())).toEqual(["delete"]);
    expect(await wrote(() => a.labels.remove())).toEqual([]);
    expect([await namesOf(a), await namesOf(b)]).toEqual([[], ["w", "x", "y"]]);
    await b.labels.set([]);
    expect([await namesOf(b), await Label.count()]).toEqual([[], 5]);
  });

  test("create saves and joins, or neither", async () => {
    const a = await book();
    const made = await a.labels.create({ name: "x" });
    expect(made).toBeInstanceOf(Label);
    expect(await a.labels.contains(made)).toBe(true);
    expect(await wrote(() => a.labels.create({ name: "y" }))).toEqual(["insert", "insert"]);
    expect(await failure(() => a.labels.create({ name: "x" }))).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(await failure(() => a.labels.create({ name: "" }))).toMatchObject({ code: "VALIDATION" });
    expect(await namesOf(a)).toEqual(["x", "y"]);
  });

  test("a thousand at once are still one statement", async () => {
    const a = await book();
    const many = await suite.db.transaction(() =>
      Promise.all(Array.from({ length: 1000 }, (_, i) => Label.create({ name: `label ${i}` }))),
    );
    expect(await wrote(() => a.labels.add(...many))).toEqual(["insert"]);
    expect(await a.labels.count()).toBe(1000);
    expect(await wrote(() => a.labels.remove(...many.slice(1)))).toEqual(["delete"]);
    expect(await a.labels.count()).toBe(1);
  });

  test("parallel adds of the same pair join it once, without an error", async () => {
    const [a, [x, y]] = [await book(), (await labels("x", "y")) as [Label, Label]];
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? a.labels.add(x, y) : y.books.add(a))));
    expect(await namesOf(a)).toEqual(["x", "y"]);
    expect(await a.labels.count()).toBe(2);
  });

  test("a loaded list changes with it, on its own side", async () => {
    const { id } = await book();
    const [x, y] = (await labels("x", "y")) as [Label, Label];
    const loaded = await Book.with("labels").find(id);
    await loaded.labels.add(x, y, x);
    expect(loaded.labels.map(({ name }) => name)).toEqual(["x", "y"]);
    await loaded.labels.remove(await Label.find(x.id));
    expect(loaded.labels).toEqual([y]);
    const made = await loaded.labels.create({ name: "z" });
    expect(loaded.labels).toEqual([y, made]);
    await loaded.labels.set([x]);
    expect(loaded.labels).toEqual([x]);
    expect((await Book.with("labels").find(id)).labels.map(({ name }) => name)).toEqual(["x"]);
    await loaded.labels.clear();
    expect(loaded.labels).toHaveLength(0);
  });

  test("a failure leaves the list and the table as they were", async () => {
    const { id } = await book();
    const [x, y] = (await labels("x", "y")) as [Label, Label];
    const loaded = await Book.with("labels").find(id);
    await loaded.labels.add(x);
    const ghost = await Label.create({ name: "ghost" });
    await (await Label.find(ghost.id)).delete();
    for (const work of [() => loaded.labels.add(y, ghost), () => loaded.labels.set([y, ghost])]) {
      expect(await failure(work)).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
      expect(loaded.labels).toEqual([x]);
      expect(await namesOf(loaded)).toEqual(["x"]);
    }
  });

  test("mistakes are refused before any SQL", async () => {
    const [a, [x]] = [await book(), (await labels("x")) as [Label]];
    const author = await Author.first();
    for (const item of [author, null, undefined, 1, "x", [x]]) {
      for (const work of [
        () => a.labels.add(x, item as never),
        () => a.labels.remove(item as never),
        () => a.labels.set([x, item] as never),
      ]) {
        expect(await refusal(suite.db, work)).toMatchObject({ code: "VALIDATION", issues: [{ path: ["labels"] }] });
      }
    }
    const extra = await refusal(suite.db, () => a.labels.add(x, { since: 1 } as never));
    expect(extra).toMatchObject({ code: "QUERY", fields: ["labels"] });
    expect(extra.message).toMatch(/since.*through/s);
    const gone = await Label.create({ name: "gone" });
    await gone.delete();
    expect((await refusal(suite.db, () => a.labels.add(gone))).message).toMatch(/deleted/);
    expect((await refusal(suite.db, () => a.labels.remove(new Label({ name: "n" })))).message).toMatch(/not saved/);
    const unsaved = new Book({ title: "n", authorId: 1 });
    for (const work of [() => unsaved.labels.add(x), () => unsaved.labels.clear(), () => unsaved.labels.set([x])]) {
      expect((await refusal(suite.db, work)).message).toMatch(/not saved yet/);
    }
    expect(await a.labels.count()).toBe(0);
  });
}

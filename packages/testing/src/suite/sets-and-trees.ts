import { count, field, Model, manyToMany, manyToOne, oneToMany, QueryError, rank } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Folder extends Model {
  static table = "suite_folders";
  id = field.id();
  name = field.string(20, { unique: true });
  size = field.integer({ default: 1 });
  parentId = field.foreignKey(() => Folder, { nullable: true });
  deletedAt = field.deletedAt();
  parent = manyToOne(() => Folder, { nullable: true, backPopulates: "folders" });
  folders = oneToMany(() => Folder, { backPopulates: "parent" });
  links = manyToMany(() => Folder, { through: "suite_links", foreignKey: "fromId", otherKey: "toId" });
}

class Grain extends Model {
  static table = "suite_grains";
  row = field.integer({ primaryKey: true });
  column = field.integer({ primaryKey: true });
  weight = field.integer();
}

/** Rows put together as sets, trees gone through in one statement, and rows of rows. */
export function setsAndTrees(suite: Suite): void {
  tables(suite, Folder, Grain);
  beforeEach(async () => {
    await Folder.withDeleted().update({ parentId: null });
    await empty(Folder);
    await empty(Grain);
    await Folder.create({
      name: "home",
      folders: [
        { name: "ann", size: 5, folders: [{ name: "photos", size: 7, folders: [{ name: "2024", size: 2 }] }] },
        { name: "bob", size: 3 },
      ],
    });
  });
  const named = (name: string) => Folder.findByOrFail({ name });

  test("all descendants, and all ancestors, each in one statement", async () => {
    const log = await countQueries(suite.db, async () => {
      expect(await Folder.where({ name: "ann" }).reaching("folders").orderBy("id").pluck("name")).toEqual([
        "ann",
        "photos",
        "2024",
      ]);
      expect(await Folder.where({ name: "2024" }).reaching("parent").orderBy("id").pluck("name")).toEqual([
        "home",
        "ann",
        "photos",
        "2024",
      ]);
    });
    expect(log.count).toBe(2);
  });

  test("narrowed, ordered and loaded further like any query", async () => {
    const leaves = Folder.where({ name: "home" })
      .reaching("folders")
      .where((folder) => folder.folders.exists().not());
    expect(await leaves.orderBy("name").pluck("name")).toEqual(["2024", "bob"]);
    const [last] = await leaves.orderBy("-id").limit(1).with("parent");
    expect(last?.parent?.name).toBe("home");
    expect(await Folder.orderBy("-size").limit(1).reaching("parent").count()).toBe(3);
  });

  test("a circle ends where nothing new comes, through a join table too", async () => {
    const [home, ann, bob] = [await named("home"), await named("ann"), await named("bob")];
    await ann.links.add(bob);
    await bob.links.add(home);
    await home.links.add(ann);
    expect(await Folder.where({ id: ann.id }).reaching("links").orderBy("id").pluck("name")).toEqual([
      "home",
      "ann",
      "bob",
    ]);
    await home.update({ parent: ann });
    expect(await Folder.where({ id: ann.id }).reaching("parent").orderBy("id").pluck("name")).toEqual(["home", "ann"]);
  });

  test("what is marked as deleted is no way to go", async () => {
    await (await named("photos")).delete();
    expect(await Folder.where({ name: "ann" }).reaching("folders").pluck("name")).toEqual(["ann"]);
  });

  test("sets of the same model: random ones are what sets in JavaScript are", async () => {
    const sizes = fc.integer({ min: 0, max: 8 });
    const part = fc.record({
      least: sizes,
      most: sizes,
      limit: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    });
    const operation = fc.constantFrom("union", "intersect", "except");
    const all = await Folder.orderBy("id");
    await fc.assert(
      fc.asyncProperty(part, operation, part, async (one, how, other) => {
        const query = ({ least, most, limit }: typeof one) => {
          const found = Folder.where((folder) => folder.size.between(least, most)).orderBy("-size", "id");
          return limit === undefined ? found : found.limit(limit);
        };
        const expected = ({ least, most, limit }: typeof one) =>
          all
            .filter(({ size }) => size >= least && size <= most)
            .sort((a, b) => b.size - a.size || a.id - b.id)
            .slice(0, limit)
            .map(({ name }) => name);
        const [a, b] = [expected(one), expected(other)];
        const wanted = {
          union: [...new Set([...a, ...b])],
          intersect: a.filter((name) => b.includes(name)),
          except: a.filter((name) => !b.includes(name)),
        }[how];
        const found = await query(one)[how](query(other)).pluck("name");
        expect(found.toSorted()).toEqual(wanted.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  test("with composite keys", async () => {
    for (const [row, column] of [
      [1, 1],
      [1, 2],
      [2, 1],
    ] as const)
      await Grain.create({ row, column, weight: row * column });
    const lightest = Grain.orderBy("weight", "row").limit(1);
    const found = await Grain.where({ weight: 2 }).orderBy("row").union(lightest);
    expect(found.map((grain) => [grain.row, grain.column])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(await Grain.all().except(lightest).count()).toBe(2);
  });

  test("rows of rows: a condition on what windows and groups gave", async () => {
    const largest = await Folder.values((folder) => ({
      name: folder.name,
      place: rank().over({ partitionBy: folder.parentId, orderBy: folder.size.desc() }),
    }))
      .where((row) => row.place.eq(1))
      .orderBy("name");
    expect(largest.map(({ name }) => name)).toEqual(["2024", "ann", "home", "photos"]);
    const groups = await Folder.groupBy("parentId")
      .aggregate((folder) => ({ folders: count(), size: folder.size.sum() }))
      .where((row) => row.folders.gte(2).and(row.size.gt(3)));
    expect(groups).toEqual([{ parentId: (await named("home")).id, folders: 2, size: 8 }]);
  });

  test("is refused with other models, other relations and unknown names", async () => {
    for (const misuse of [
      () => Folder.all().union(Grain.all() as never),
      () => Folder.all().except([] as never),
      () => Folder.all().reaching("nope" as never),
      () => Folder.all().reaching(1 as never),
      () =>
        Folder.values(({ name }) => ({ name })).where(
          (row) => (row as never as Record<string, typeof row.name>).nam?.eq("x") as never,
        ),
    ]) {
      expect(await failure(async () => misuse())).toBeInstanceOf(QueryError);
    }
  });
}

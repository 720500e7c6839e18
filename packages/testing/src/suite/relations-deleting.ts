import { field, Model, manyToOne, oneToMany, type ReferentialAction, type TableOptions } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { Box, depotModels, Label, Shelf, seedDepot } from "./kit/depot.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** A parent and a child whose key does this when the parent goes or its key changes; nothing said for `undefined`. */
function family(action: ReferentialAction | undefined) {
  const suffix = action?.replace(" ", "_") ?? "unsaid";
  class Parent extends Model {
    static table = `suite_parents_${suffix}`;
    id = field.id();
    code = field.string(10, { unique: true });
    children = oneToMany(() => Child, { backPopulates: "parent" });
  }
  class Child extends Model {
    static table = `suite_children_${suffix}`;
    id = field.id();
    parentCode = field.foreignKey(() => Parent, "code", {
      nullable: true,
      default: "fallback",
      ...(action === undefined ? {} : { onDelete: action, onUpdate: action }),
    });
    parent = manyToOne(() => Parent, { backPopulates: "children", nullable: true });
  }
  return { Parent, Child };
}

const kept = "kept" as const;
const gone = "gone" as const;

/** What becomes of the child when its parent is deleted, and when the parent's key changes to "new". */
const outcomes: readonly (readonly [ReferentialAction | undefined, deleted: string | null, updated: string | null])[] =
  [
    ["cascade", gone, "new"],
    ["set null", null, null],
    ["set default", "fallback", "fallback"],
    ["restrict", kept, kept],
    ["no action", kept, kept],
    [undefined, kept, kept],
  ];

class Node extends Model {
  static table = "suite_nodes";
  id = field.id();
  parentId = field.foreignKey(() => Node, { nullable: true });
  parent = manyToOne(() => Node, { backPopulates: "children", nullable: true });
  children = oneToMany(() => Node, { backPopulates: "parent" });
}
class Hall extends Model {
  static table = "suite_halls";
  site = field.string(10, { primaryKey: true });
  number = field.integer({ primaryKey: true });
  seats = oneToMany(() => Seat, { backPopulates: "hall" });
}
class Seat extends Model {
  static table = {
    name: "suite_seats",
    foreignKeys: [{ on: ["hallSite", "hallNumber"], references: () => Hall }],
  } satisfies TableOptions<Seat>;
  id = field.id();
  hallSite = field.string(10);
  hallNumber = field.integer();
  hall = manyToOne(() => Hall, { backPopulates: "seats" });
}

/** What becomes of records when the one that they belong to goes, or changes its key. */
export function relationsDeleting(suite: Suite): void {
  describe.each(outcomes)("%s", (action, deleted, updated) => {
    const { Parent, Child } = family(action);
    tables(suite, Parent, Child);
    const make = async (code: string) => {
      if (!(await Parent.exists({ code: "fallback" }))) await Parent.create({ code: "fallback" });
      const parent = await Parent.create({ code });
      return { parent, child: await parent.children.create({}) };
    };

    test("the parent is deleted", async () => {
      const { parent, child } = await make("a");
      if (deleted === kept) {
        const error = await failure(() => parent.delete());
        expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", status: 409, model: "Parent" });
        expect(error.message).toMatch(/This Parent is still referenced by Child\.parentCode/);
        expect(error.message).toMatch(/onDelete/);
        expect((await child.parent)?.id).toBe(parent.id);
        await child.delete();
        await parent.delete();
        return;
      }
      await parent.delete();
      if (deleted === gone) return expect(await Child.findOrNull(child.id)).toBeNull();
      const left = await Child.find(child.id);
      expect(left.parentCode).toBe(deleted);
      expect((await left.parent)?.code).toBe(deleted ?? undefined);
    });

    test("the parent's key changes", async () => {
      const { parent, child } = await make("b");
      if (updated === kept) {
        const error = await failure(() => parent.update({ code: "new" }));
        expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
        expect(error.message).toMatch(/Child\.parentCode/);
        expect((await Parent.find(parent.id)).code).toBe("b");
        return;
      }
      await parent.update({ code: "new" });
      const left = await Child.find(child.id);
      expect(left.parentCode).toBe(updated);
      expect((await left.parent)?.code).toBe(updated ?? undefined);
      expect(await (await Parent.findByOrFail({ code: "new" })).children).toHaveLength(updated === "new" ? 1 : 0);
    });
  });

  describe("of a composite key", () => {
    tables(suite, ...depotModels, Hall, Seat);

    test("cascade follows and deletes by all of its columns, in join tables too", async () => {
      await seedDepot();
      const shelf = await Shelf.find({ site: "north", code: 1 });
      await shelf.update({ code: 7 } as never);
      expect((await Box.findByOrFail({ name: "b1" })).shelfCode).toBe(7);
      const moved = await Shelf.find({ site: "north", code: 7 });
      expect([(await moved.boxes).length, (await moved.labels).length]).toEqual([2, 2]);
      await moved.delete();
      expect((await Box.orderBy("name").pluck("name")).join()).toBe("b3,half");
      expect(await (await Label.findByOrFail({ name: "dry" })).shelves).toHaveLength(1);
    });

    test("restrict is what holds where nothing is said", async () => {
      const hall = await Hall.create({ site: "a", number: 1 });
      const free = await Hall.create({ site: "a", number: 2 });
      await Seat.create({ hall });
      const error = await failure(() => hall.delete());
      expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", model: "Hall" });
      expect(error.message).toMatch(/This Hall is still referenced by Seat\.hallSite \+ hallNumber/);
      await free.delete();
      expect(await Hall.count()).toBe(1);
    });
  });

  describe("of itself", () => {
    tables(suite, Node);

    test("a tree is kept from the root up, unless something else is said", async () => {
      const root = await Node.create({});
      const leaf = await root.children.create({});
      const error = await failure(() => root.delete());
      expect(error.message).toMatch(/This Node is still referenced by Node\.parentId/);
      await leaf.delete();
      await root.delete();
      expect(await Node.count()).toBe(0);
    });
  });
}

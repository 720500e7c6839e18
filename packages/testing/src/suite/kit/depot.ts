import { field, Model, manyToMany, manyToOne, oneToMany, type TableOptions } from "@chakra-orm/core";

/** Known by two columns together. */
export class Shelf extends Model {
  static table = "suite_depot_shelves";
  site = field.string(10, { primaryKey: true });
  code = field.integer({ primaryKey: true });
  name = field.string(20);
  boxes = oneToMany(() => Box, { backPopulates: "shelf" });
  labels = manyToMany(() => Label, { backPopulates: "shelves" });
}

/** Stands on a shelf, or on none. */
export class Box extends Model {
  static table = {
    name: "suite_depot_boxes",
    foreignKeys: [
      { on: ["shelfSite", "shelfCode"], references: () => Shelf, onDelete: "cascade", onUpdate: "cascade" },
    ],
  } satisfies TableOptions<Box>;
  id = field.id();
  name = field.string(20);
  shelfSite = field.string(10, { nullable: true });
  shelfCode = field.integer({ nullable: true });
  shelf = manyToOne(() => Shelf, { backPopulates: "boxes", foreignKey: ["shelfSite", "shelfCode"], nullable: true });
}

/** Joined with shelves by a table whose key has three columns. */
export class Label extends Model {
  static table = "suite_depot_labels";
  id = field.id();
  name = field.string(20);
  shelves = manyToMany(() => Shelf, { backPopulates: "labels" });
}

/** What `tables` makes for the depot. */
export const depotModels = [Shelf, Box, Label] as const;

/** Fills the depot: shelves that share one part of their keys, and a box of which only one part is known. */
export async function seedDepot(): Promise<void> {
  const [n1, n2, s1] = [
    await Shelf.create({ site: "north", code: 1, name: "n1" }),
    await Shelf.create({ site: "north", code: 2, name: "n2" }),
    await Shelf.create({ site: "south", code: 1, name: "s1" }),
  ];
  for (const [name, shelfSite, shelfCode] of [
    ["b1", "north", 1],
    ["b2", "north", 1],
    ["b3", "south", 1],
    ["half", "north", null],
  ] as const) {
    await Box.create({ name, shelfSite, shelfCode });
  }
  const [dry, cold] = [await Label.create({ name: "dry" }), await Label.create({ name: "cold" })];
  await n1.labels.add(dry, cold);
  await n2.labels.add(dry);
  await s1.labels.add(cold);
}

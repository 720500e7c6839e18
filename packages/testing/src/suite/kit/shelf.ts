import { field, Model, manyToOne, oneToMany, sql, type TableOptions, uuid } from "@chakra-orm/core";
import { beforeEach } from "vitest";
import type { Suite } from "./suite.js";
import { empty, tables } from "./tables.js";

/** What counts the things on it. */
export class Shelf extends Model {
  static table = "suite_shelves";
  id = field.id();
  name = field.string(20, { unique: true });
  thingsCount = field.integer({ default: 0 });
  things = oneToMany(() => Thing, { backPopulates: "shelf" });
}

/** What is counted. */
export class Thing extends Model {
  static table = "suite_things";
  id = field.id();
  label = field.string(20);
  shelfId = field.foreignKey(() => Shelf, { nullable: true, onDelete: "cascade" });
  shelf = manyToOne(() => Shelf, { backPopulates: "things", counterCache: "thingsCount", nullable: true });
}

/** A row with all that a write of many has to think of. */
export class Item extends Model {
  static table = {
    name: "suite_items",
    uniques: [["owner", "place"]],
    indexes: [{ on: ["badge"], unique: true, where: sql`${sql.column("badge")} <> '?'` }],
  } satisfies TableOptions<Item>;
  id = field.id();
  code = field.string(30, { unique: true, normalize: (code) => code.trim() });
  owner = field.string(10, { default: "nobody" });
  place = field.integer({ nullable: true, min: 0 });
  badge = field.string(10, { nullable: true });
  stock = field.integer({ default: 0 });
  note = field.text({ nullable: true });
  tags = field.array(field.string(10), { default: [] });
  stamp = field.integer({ default: sql`7` });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();
}

/** A row that is marked as deleted, and keeps a version. */
export class Ticket extends Model {
  static table = "suite_tickets";
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  number = field.integer({ unique: true });
  title = field.string(20, { default: "" });
  version = field.version();
  deletedAt = field.deletedAt();
}

/** All of them. */
export const shelfModels = [Shelf, Thing, Item, Ticket] as const;

/** Makes their tables, empty before each test. */
export function withShelves(suite: Suite): void {
  tables(suite, ...shelfModels);
  beforeEach(async () => {
    await empty(Thing);
    await empty(Shelf);
    await empty(Item);
    await empty(Ticket.withDeleted());
  });
}

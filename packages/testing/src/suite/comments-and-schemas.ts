import { field, Model, type TableOptions } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

const hostile = 'it\'s a "comment" \\ with ? and $1\n-- and */ more 日本 🙂';

class Commented extends Model {
  static table = { name: "suite_commented", comment: hostile } satisfies TableOptions<Commented>;
  id = field.id();
  name = field.string(10, { comment: `name: ${hostile}` });
  plain = field.string(10, { default: "" });
}

class Inside extends Model {
  static table = { name: "suite_inside", schema: 'suite "schema"', uniques: [["name"]] } satisfies TableOptions<Inside>;
  id = field.id();
  name = field.string(10);
  parentId = field.foreignKey(() => Inside, { nullable: true, onDelete: "cascade" });
}

class Outside extends Model {
  static table = "suite_inside";
  id = field.id();
  insideId = field.foreignKey(() => Inside);
}

/** Comments in the catalogue, and tables in schemas. */
export function commentsAndSchemas(suite: Suite): void {
  suite.needing("comments")("comments are in the catalogue as they were written", async () => {
    await suite.db.createTables({ models: [Commented] });
    const read = suite.catalogue.comments;
    if (read === undefined) throw new Error("Give runSuite a catalogue.comments, or comments cannot be looked at.");
    expect(await read(suite.db, "suite_commented")).toEqual({ "": hostile, name: `name: ${hostile}` });
    await suite.db.dropTables({ models: [Commented] });
  });

  test("a comment never stands in the way", async () => {
    await suite.db.createTables({ models: [Commented] });
    await Commented.create({ name: "a" });
    await suite.db.dropTables({ models: [Commented] });
  });

  suite.needing("schemas")("tables of one name in two schemas are two tables", async () => {
    await suite.db.createTables({ models: [Outside, Inside] });
    const inside = await Inside.create({ name: "a" });
    const child = await Inside.create({ name: "b", parentId: inside.id });
    const outside = await Outside.create({ insideId: inside.id });
    expect([await Inside.count(), await Outside.count()]).toEqual([2, 1]);
    expect(await failure(() => Outside.create({ insideId: 404 }))).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    expect(await failure(() => Inside.create({ name: "a" }))).toMatchObject({
      code: "UNIQUE_VIOLATION",
      fields: ["name"],
    });
    await child.update({ name: "c" });
    expect(await Inside.where({ name: "c" }).limit(1).count()).toBe(1);
    await suite.db.createTables({ models: [Inside, Outside], ifNotExists: true });
    await outside.delete();
    await inside.delete();
    expect(await Inside.count()).toBe(0);
    await suite.db.dropTables({ models: [Inside, Outside] });
    await suite.db.createTables({ models: [Inside, Outside] });
    await suite.db.dropTables({ models: [Inside, Outside] });
  });

  test("a schema that the database cannot have is refused in words", async () => {
    if (suite.capabilities.schemas) return;
    const error = await failure(() => suite.db.createTables({ models: [Inside] }));
    expect(error).toMatchObject({ code: "UNSUPPORTED" });
    expect(error.message).toContain("schema");
  });
}

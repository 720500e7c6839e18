import { describe, expect, test } from "vitest";
import { field, sql, type TableOptions } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "./definition-error.js";

const fields = {
  id: () => field.id(),
  title: () => field.string(50, { unique: true }),
  size: () => field.integer({ index: true, min: 0 }),
  authorId: () => field.integer(),
};
const modelWith = (table: unknown) => modelOf("Thing", fields, { table });
const mistake = (table: unknown) => mistakeIn(modelWith(table));

describe("static table", () => {
  test.each<[string, unknown, string]>([
    ["a list", [], "is the table's name or an object of options"],
    ["a number", 5, "is the table's name or an object of options"],
    ["null", null, "is the table's name or an object of options"],
    ["an empty name", "", "name is a string with something in it"],
    ["an empty name among options", { name: "" }, "name is a string with something in it"],
    ["a name with NUL", "a\0b", "name is a string with something in it"],
    ["a schema that is no name", { schema: 5 }, "schema is a string with something in it"],
    ["a comment that is no text", { comment: {} }, "comment is a string"],
    ["a misspelt option", { indices: [] }, 'has no option "indices". Did you mean "indexes"?'],
    ["readonly that is no switch", { readonly: "yes" }, "readonly is true or false"],
    ["an order that is no name", { orderBy: 5 }, "orderBy is a property or a list of them"],
    [
      "an order by an unknown property",
      { orderBy: "-sice" },
      '"sice", named in static table.orderBy. Did you mean "size"?',
    ],
    ["a search that is a list", { textSearch: ["title"] }, 'textSearch has no option "0"'],
    ["a search that is a name", { textSearch: "title" }, "textSearch is an object"],
    ["a search of nothing", { textSearch: { properties: [] } }, "textSearch names the properties to search"],
    ["a search of one name", { textSearch: { properties: "title" } }, "textSearch names the properties to search"],
    [
      "a search with a misspelt option",
      { textSearch: { properties: ["title"], langauge: "english" } },
      '"langauge". Did you mean "language"?',
    ],
    [
      "a search in an unknown language",
      { textSearch: { properties: ["title"], language: "englisch" } },
      'knows no language "englisch". Did you mean "english"?',
    ],
    ["a search in what is no language", { textSearch: { properties: ["title"], language: 5 } }, "no language 5"],
    ["a search twice", { textSearch: { properties: ["title", "title"] } }, 'textSearch names "title" twice'],
    ["a search without a name", { textSearch: { properties: ["title"], name: "" } }, "the name of textSearch"],
    [
      "a search of an unknown property",
      { textSearch: { properties: ["titel"] } },
      '"titel", named in static table.textSearch.properties. Did you mean "title"?',
    ],
    [
      "a search of numbers",
      { textSearch: { properties: ["size"] } },
      "Thing.size is a integer field; textSearch is over strings and texts",
    ],
    [
      "a search with the name of an index",
      { textSearch: { properties: ["title"], name: "ix_things_size" } },
      "two constraints or indexes named ix_things_size",
    ],
    ["indexes that are one name", { indexes: "size" }, "indexes is a list"],
    ["indexes without their own lists", { indexes: ["size", "title"] }, "each of indexes is a list or an object"],
    ["an index over nothing", { indexes: [[]] }, "an index is over nothing"],
    ["an index over nothing, spelt out", { indexes: [{ unique: true }] }, "an index is over nothing"],
    ["an index over one name", { indexes: [{ on: "size" }] }, "an index is over nothing"],
    [
      "an index with a misspelt option",
      { indexes: [{ on: ["size"], uniqe: true }] },
      '"uniqe". Did you mean "unique"?',
    ],
    [
      "an index over an unknown property",
      { indexes: [["-titel"]] },
      '"titel", named in static table.indexes. Did you mean "title"?',
    ],
    [
      "an index with an unknown property",
      { indexes: [{ on: ["title"], include: ["nope"] }] },
      '"nope", named in static table.indexes.include',
    ],
    ["an index over one property twice", { indexes: [["size", "-size"]] }, 'an index names "size" twice'],
    [
      "an index whose condition is text",
      { indexes: [{ on: ["authorId"], where: "size > 0" }] },
      "must be made by the sql tag",
    ],
    [
      "an index whose condition names what is not there",
      { indexes: [{ on: ["authorId"], where: sql`${sql.column("sice")} > 0` }] },
      'Did you mean "size"?',
    ],
    ["uniques without their own lists", { uniques: ["title", "size"] }, "each of uniques is a list of properties"],
    ["a unique rule of nothing", { uniques: [[]] }, "each of uniques is a list of properties"],
    ["a unique rule over one property twice", { uniques: [["size", "size"]] }, 'a unique rule names "size" twice'],
    ["a unique rule over an unknown property", { uniques: [["titel"]] }, 'Did you mean "title"?'],
    ["checks in a list", { checks: [sql`true`] }, "checks is an object of conditions by name"],
    ["a check in text", { checks: { positive: "size > 0" } }, "must be made by the sql tag"],
    [
      "a check of an unknown property",
      { checks: { positive: sql`${sql.column("sise")} > 0` } },
      'static table.checks.positive. Did you mean "size"?',
    ],
    [
      "a check with a value that has no literal",
      { checks: { positive: sql`${new Date()} > 0` } },
      "can hold strings, finite numbers",
    ],
  ])("is not %s", (_, table, why) => {
    const message = mistake(table);
    expect(message).toContain("Thing");
    expect(message).toContain(why);
  });

  test.each<[string, unknown]>([
    ["unique on the field and in uniques", { uniques: [["title"]] }],
    ["index on the field and in indexes", { indexes: [["size"]] }],
    [
      "two indexes of one name",
      {
        indexes: [
          { on: ["authorId"], name: "same" },
          { on: ["title"], name: "same" },
        ],
      },
    ],
    ["a check and a rule of the same name", { checks: { size_min: sql`true` } }],
  ])("states nothing twice: %s", (_, table) => {
    expect(mistake(table)).toMatch(/Thing has two constraints or indexes named \w+\. State each once/);
  });

  test("is everything that it may be", () => {
    const table = {
      name: "things",
      schema: "blog",
      comment: "",
      indexes: [["-size", "title"], { on: [sql`lower(title)`], name: "ix", unique: true, include: ["size"] }],
      uniques: [["title", "authorId"]],
      checks: { positive: sql`${sql.column("size")} > ${0}` },
      orderBy: ["-size", "title"],
      connection: "analytics",
      readonly: true,
    };
    const meta = metaOf(modelWith(table));
    expect(meta).toMatchObject({ table: "things", schema: "blog", connection: "analytics", readonly: true });
    expect(meta.indexes.map(({ name }) => name)).toEqual(["ix_things_size", "ix_things_size_title", "ix"]);
    expect(meta.uniques.map(({ columns }) => columns)).toEqual([["title"], ["title", "author_id"]]);
    expect(meta.checks.find(({ name }) => name === "ck_things_positive")).toMatchObject({ columns: ["size"] });
    expect(meta.orderBy.map(({ column, descending }) => [column.name, descending])).toEqual([
      ["size", true],
      ["title", false],
    ]);
  });
});

describe("a composite foreign key", () => {
  const Booking = modelOf("Booking", {
    room: () => field.string(10, { primaryKey: true }),
    day: () => field.date({ primaryKey: true }),
  });
  const guest = (key: unknown) =>
    modelOf(
      "Guest",
      { id: () => field.id(), room: () => field.string(10), day: () => field.date(), other: () => field.integer() },
      { table: { foreignKeys: [key] } as TableOptions<never> },
    );
  const references = () => Booking;

  test.each<[string, unknown, string]>([
    ["an object is needed", "room", "each of foreignKeys is an object"],
    ["properties are needed", { references }, "names its properties and a model"],
    ["a model is needed", { on: ["room", "day"] }, "names its properties and a model"],
    ["not a class but a function that gives it", { on: ["room"], references: {} }, "names its properties and a model"],
    ["a model, not something else", { on: ["room", "day"], references: () => 5 }, "needs references: () => SomeModel"],
    ["a misspelt option", { on: ["room", "day"], references, ondelete: "cascade" }, 'Did you mean "onDelete"?'],
    ["an unknown action", { on: ["room", "day"], references, onDelete: "destroy" }, 'not "destroy"'],
    [
      "an unknown property",
      { on: ["room", "dya"], references },
      'named in static table.foreignKeys.on. Did you mean "day"?',
    ],
    ["an unknown property of the target", { on: ["room"], references, key: ["rom"] }, 'Booking has no property "rom"'],
    ["too few properties", { on: ["room"], references }, "does not fit (room, day) of Booking"],
    ["other types", { on: ["room", "other"], references }, "int32 for date"],
    ["one property twice", { on: ["room", "room"], references }, 'names "room" twice'],
    ["nothing can be null", { on: ["room", "day"], references, onDelete: "set null" }, "Guest.room is not nullable"],
  ])("%s", (_, key, why) => {
    const message = mistakeIn(guest(key));
    expect(message).toContain("Guest");
    expect(message).toContain(why);
  });

  test("refers to the target's key in its order", () => {
    const [key] = metaOf(guest({ on: ["room", "day"], references, onDelete: "cascade" })).foreignKeys();
    expect(key).toMatchObject({
      table: "bookings",
      columns: ["room", "day"],
      targets: ["room", "day"],
      onDelete: "cascade",
    });
  });

  test("is stated once", () => {
    const twice = { on: ["room", "day"], references };
    const Guest = modelOf(
      "Guest",
      { id: () => field.id(), room: () => field.string(10), day: () => field.date() },
      { table: { foreignKeys: [twice, twice] } },
    );
    expect(mistakeIn(Guest)).toContain("Guest has two constraints or indexes named fk_guests_room_day");
  });
});

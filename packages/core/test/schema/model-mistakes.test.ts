import { describe, expect, test } from "vitest";
import { field, Model, sql } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "./definition-error.js";

const id = { id: () => field.id() };
const mistake = (fields: Record<string, () => unknown>, statics: Record<string, unknown> = {}) =>
  mistakeIn(modelOf("Thing", { ...id, ...fields }, statics));

describe("a model's class", () => {
  test("needs a primary key", () => {
    const message = mistakeIn(modelOf("Thing", { name: () => field.text() }));
    expect(message).toBe(
      "Thing has no primary key. Add one: id = field.id(), or { primaryKey: true } on the fields that identify a row.",
    );
  });

  test("that is abstract has no table", () => {
    expect(mistake({}, { abstract: true })).toContain("Thing is abstract");
  });

  test("cannot extend one with a table of its own", () => {
    class Animal extends Model {
      id = field.id();
    }
    class Dog extends Animal {
      name = field.text();
    }
    const message = mistakeIn(Dog);
    expect(message).toContain("Dog extends Animal, which is a model with a table of its own");
    expect(message).toContain("static abstract = true");
  });

  test("needs a table's name where its own is a minifier's", () => {
    expect(mistakeIn(modelOf("a", id))).toContain('static table = "users"');
    expect(metaOf(modelOf("a", id, { table: "things" })).table).toBe("things");
  });

  test.each(["", "default"])("named %j by the language needs a table's name", (name) => {
    expect(mistakeIn(modelOf(name, id))).toContain('static table = "users"');
  });

  test.each([
    ["a class that is no model", class Plain {}, "Plain is no model"],
    ["the base class itself", Model, "primary key"],
    ["an instance", new (modelOf("Thing", id))(), "is no model: class User extends Model"],
    ["undefined", undefined, "is no model"],
  ])("is not %s", (_, given, message) => {
    expect(() => metaOf(given as never)).toThrow(message);
  });

  test.each(["save", "delete", "toJSON", "assign", "reload", "then", "constructor", "__proto__", "$isNew", "$mine"])(
    "has no property named %s, which would hide what models have",
    (name) => {
      const message = mistake({ [name]: () => field.text() });
      expect(message).toContain(`Thing.${name} hides`);
      expect(message).toContain("Rename the property");
    },
  );

  test("hides nothing with a property that is no field either", () => {
    expect(mistake({ save: () => 5 })).toContain("Thing.save hides");
  });

  test("keeps names that its own statics have", () => {
    const Thing = modelOf("Thing", { ...id, find: () => field.text(), where: () => field.text() });
    expect(metaOf(Thing).columns.map(({ name }) => name)).toEqual(["id", "find", "where"]);
  });
});

describe("a field", () => {
  test("shares no column with another", () => {
    const message = mistake({ authorId: () => field.integer(), writer: () => field.integer({ column: "author_id" }) });
    expect(message).toContain('Thing.writer and Thing.authorId are both stored in the column "author_id"');
    expect(message).toContain('{ column: "…" }');
  });

  test.each(["", "a\0b"])("has a usable column name, not %j", (column) => {
    expect(mistake({ name: () => field.text({ column }) })).toContain("Thing.name has no usable column name");
  });

  test("in the primary key is not nullable", () => {
    const message = mistakeIn(modelOf("Thing", { key: () => field.text({ primaryKey: true, nullable: true }) }));
    expect(message).toContain("Thing.key is a primary key and cannot be nullable");
  });

  test("is made for one property of one model", () => {
    const shared = field.text();
    expect(mistake({ name: () => shared })).toContain("Thing.name shares its field with something else");
    const made: unknown[] = [];
    const once = () => (made.length > 0 ? made[0] : made[made.push(field.text()) - 1]);
    const twice = mistake({ one: once, other: once });
    expect(twice).toContain("Thing.other shares its field");
  });

  test("cannot be numbered beside a second key", () => {
    const numbered = () => field.integer({ primaryKey: true, autoIncrement: true });
    const message = mistakeIn(modelOf("Thing", { one: numbered, other: () => field.text({ primaryKey: true }) }));
    expect(message).toContain("Thing.one cannot be numbered by the database");
  });

  test("is numbered once in a model", () => {
    expect(mistake({ other: () => field.integer({ autoIncrement: true }) })).toContain(
      "Thing.other cannot be numbered",
    );
  });

  test("that is numbered is the key, and has no default", () => {
    const message = mistakeIn(
      modelOf("Thing", {
        key: () => field.text({ primaryKey: true }),
        n: () => field.integer({ autoIncrement: true }),
      }),
    );
    expect(message).toContain("Thing.n cannot be numbered");
    const both = { primaryKey: true, autoIncrement: true, default: 5 } as never;
    expect(mistakeIn(modelOf("Thing", { n: () => field.integer(both) }))).toContain("both autoIncrement and a default");
  });

  test.each(["createdAt", "updatedAt", "deletedAt", "version"] as const)("field.%s stands once in a model", (name) => {
    const message = mistake({ one: () => field[name](), other: () => field[name]() });
    expect(message).toContain(`Thing has 2 fields of field.${name}(): keep one.`);
  });

  test.each<[string, () => unknown, string]>([
    ["of another type", () => field.integer({ default: "a" as never }), "must be a whole number"],
    ["that is too long", () => field.string(2, { default: "abc" }), "may have 2 characters, not 3"],
    ["that is no member", () => field.enum(["a"], { default: "b" as never }), 'must be one of "a"'],
    ["below min", () => field.integer({ default: 0, min: 1 }), "must be at least 1"],
    ["above max", () => field.decimal(5, 2, { default: "10.01", max: "10" }), "must be at most 10"],
    ["of null without nullable", () => field.text({ default: null as never }), "nullable: true"],
  ])("has no default %s", (_, make, why) => {
    const message = mistake({ size: make });
    expect(message).toContain("The default of Thing.size");
    expect(message).toContain(why);
  });

  test("may have null for a default where it is nullable", () => {
    expect(
      metaOf(modelOf("Thing", { ...id, size: () => field.text({ nullable: true, default: null }) })).columns,
    ).toHaveLength(2);
  });

  test("is no static", () => {
    class Thing extends Model {
      static email = field.text();
      id = field.id();
    }
    expect(mistakeIn(Thing)).toBe("Thing.email is static, so it is no column. Leave the word static out.");
  });

  test("generated from a property that is not there is told", () => {
    const shape = () => field.generated(sql`lower(${sql.column("nmae")})`, field.text());
    const message = mistake({ name: () => field.text(), lower: shape });
    expect(message).toContain('"nmae"');
    expect(message).toContain('Did you mean "name"?');
  });
});

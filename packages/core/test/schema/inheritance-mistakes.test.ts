import { describe, expect, test } from "vitest";
import { definePlugin, field, Model, manyToOne, sql } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { tableShape } from "../../src/schema/to-shape.js";
import { mistakeIn } from "./definition-error.js";

class Payment extends Model {
  static table = { name: "payments" };
  static discriminator = "kind";
  id = field.id();
  kind = field.discriminator(["payment", "card", "cheque", "giro"]);
  amount = field.integer();
}

class Card extends Payment {
  last4 = field.char(4);
}
metaOf(Card);

describe("the class at the top", () => {
  test.each([
    [7, 'static discriminator of Thing is the name of the property that says of which class a row is, such as "kind"'],
    ["", "not an empty text"],
    [null, "not null"],
  ])("says %j", (discriminator, message) => {
    class Thing extends Model {
      static discriminator = discriminator;
      id = field.id();
    }
    expect(mistakeIn(Thing)).toContain(message);
  });

  test.each([
    [
      "a field of another kind",
      () => field.string(20),
      "write kind = field.discriminator() instead of field.string(…)",
    ],
    ["a foreign key", () => field.foreignKey(() => Payment), "instead of field.foreignKey(…)"],
    ["a relation", () => manyToOne(() => Payment), "Thing.kind is a relation, and no discriminator."],
    ["a value", () => "thing", "Thing.kind has a value of its own in the class body"],
  ])("has %s in its place", (_, declare, message) => {
    class Thing extends Model {
      static discriminator = "kind";
      id = field.id();
      kind = declare();
    }
    expect(mistakeIn(Thing)).toContain(message);
  });

  test("has a field for it, and does not say so", () => {
    class Thing extends Model {
      id = field.id();
      kind = field.discriminator();
    }
    expect(mistakeIn(Thing)).toBe(
      'Thing.kind is a field.discriminator(), and Thing shares its table with no class. Say so: static discriminator = "kind".',
    );
    class Two extends Model {
      static discriminator = "kind";
      id = field.id();
      kind = field.discriminator();
      sort = field.discriminator();
    }
    expect(mistakeIn(Two)).toContain("Two.sort is a field.discriminator(), and Two has another one, kind.");
  });

  test("is none for what states a value", () => {
    class Thing extends Model {
      static discriminatorValue = "thing";
      id = field.id();
    }
    expect(mistakeIn(Thing)).toContain("neither Thing nor what it extends says static discriminator");
  });

  test("has a column of another's name", () => {
    class Thing extends Model {
      static discriminator = "theKind";
      id = field.id();
      kind = field.string(20, { column: "the_kind" });
    }
    expect(mistakeIn(Thing)).toContain("Thing.theKind and Thing.kind are both stored in the column");
  });
});

describe("what rows are called", () => {
  test.each([
    [7, 'static discriminatorValue of Cheque is the text that its rows hold, such as "card"; not'],
    ["", "not an empty one"],
    ["gold", 'The discriminator of Cheque, "gold", must be one of "payment", "card"'],
    ["card", 'Card and Cheque both call their rows "card"'],
  ])("%j", (value, message) => {
    class Cheque extends Payment {
      static discriminatorValue = value;
    }
    expect(mistakeIn(Cheque)).toContain(message);
  });

  test("cannot be made of the class's name", () => {
    class Gold extends Payment {}
    expect(mistakeIn(Gold)).toMatch(/"gold", must be .* State another: static discriminatorValue = "…"\./);
    const Short = { t: class extends Payment {} }.t;
    expect(mistakeIn(Short)).toContain("looks like a minifier's, and rows must not be called after that");
  });

  test("of an abstract class are nothing", () => {
    class Cheque extends Payment {
      static abstract = true;
      static discriminatorValue = "cheque";
    }
    expect(mistakeIn(Cheque)).toContain("Cheque is abstract, so no row is called after it");
  });
});

describe("a class below", () => {
  test.each([
    ["a name", "cheques", "static table of Cheque states name, but its rows stand in the table payments of Payment."],
    ["a schema", { schema: "bank" }, "states schema"],
    ["a connection", { connection: "bank" }, "states connection"],
    ["a unique rule of all rows", { uniques: [["amount", "kind"]] }, "makes amount + kind unique, which rows of other"],
    ["the same as an index", { indexes: [{ on: ["amount"], unique: true }] }, "makes amount unique"],
    ["a property that is none", { indexes: [["nope"]] }, 'Cheque has no property "nope"'],
  ])("states %s for the table", (_, table, message) => {
    class Cheque extends Payment {
      static override table = table as never;
    }
    expect(mistakeIn(Cheque)).toContain(message);
  });

  test("says static discriminator once more", () => {
    class Cheque extends Payment {
      static override discriminator = "sort";
    }
    expect(mistakeIn(Cheque)).toContain("Cheque and Payment, which it extends, both say static discriminator");
  });

  test.each([
    ["a field of another", "amount", () => field.integer(), "Cheque.amount is declared by Payment already"],
    ["the discriminator", "kind", () => field.discriminator(), "Cheque.kind is declared by Payment already"],
    ["a value in its place", "kind", () => "cheque", "To tell only its type, write declare before it."],
    ["a key", "number", () => field.integer({ primaryKey: true }), "Cheque.number is a primary key, which concerns"],
    ["a version", "version", () => field.version(), "is a field.version(), which concerns every row"],
    ["a mark of deletion", "gone", () => field.deletedAt(), "declare it in the class at the top"],
    ["a column of another's name", "sum", () => field.integer({ column: "amount" }), "are both stored in the column"],
  ])("declares %s", (_, property, declare, message) => {
    class Cheque extends Payment {
      constructor(given?: object) {
        super(given);
        Object.assign(this, { [property]: declare() });
      }
    }
    expect(mistakeIn(Cheque)).toContain(message);
  });

  test.each([
    ["another length", () => field.char(5)],
    ["another type", () => field.string(4)],
    ["another rule", () => field.char(4, { minLength: 2 })],
    ["another constraint", () => field.char(4, { unique: true })],
  ])("shares a column with one beside it, and gives it %s", (_, declare) => {
    class Cheque extends Payment {
      last4 = declare();
    }
    expect(mistakeIn(Cheque)).toBe(
      'Card.last4 and Cheque.last4 share the column "last4" of payments, and are not declared alike. Declare both the same but for nullable and default, or give one of them a column of its own: { column: "…" }.',
    );
  });

  test("uses one name for two checks", () => {
    class Base extends Model {
      static discriminator = "kind";
      id = field.id();
    }
    class Left extends Base {
      static table = { checks: { fits: sql`1 = 1` } };
    }
    class Right extends Base {
      static table = { checks: { fits: sql`2 = 2` } };
    }
    metaOf(Left);
    metaOf(Right);
    expect(mistakeIn(() => tableShape(metaOf(Base)))).toContain("Left and Right share the table bases, and mean");
  });

  test("is told apart from one with a table of its own", () => {
    class Animal extends Model {
      static table = "animals";
      id = field.id();
      name = field.string(20);
    }
    class Dog extends Animal {
      static override table = "dogs";
    }
    expect([metaOf(Dog).table, metaOf(Dog).inheritance, metaOf(Dog).columns.length]).toEqual(["dogs", undefined, 2]);
    expect(metaOf(Dog).columns[1]).not.toBe(metaOf(Animal).columns[1]);
    class Cat extends Animal {}
    expect(mistakeIn(Cat)).toContain('or let both share one table: static discriminator = "kind" in Animal.');
  });

  test("may use plugins, where others may not", () => {
    const signed = definePlugin({ name: "signed", fields: () => ({ signature: field.text({ default: "" }) }) });
    class Giro extends Payment.use(signed) {}
    expect([metaOf(Giro).byProperty.has("signature"), metaOf(Giro).inheritance?.value]).toEqual([true, "giro"]);
    expect(metaOf(Giro).inheritance?.parent).toBe(metaOf(Payment));
  });
});

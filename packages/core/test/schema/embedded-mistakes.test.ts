import { describe, expect, test } from "vitest";
import { Embedded, embedded, field, Model, manyToOne, sql } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "./definition-error.js";

class Address extends Embedded {
  street = field.string(100);
  city = field.string(50);
}

const mistake = (fields: Record<string, () => unknown>, statics: Record<string, unknown> = {}) =>
  mistakeIn(modelOf("Thing", { id: () => field.id(), ...fields }, statics));
const embed = (type: unknown, options?: object) => () => embedded(type as typeof Address, options as object);

describe("an embedded object", () => {
  test("has its columns where it stands in the class, named after it or its prefix", () => {
    const model = modelOf("Thing", {
      id: () => field.id(),
      homeTown: embed(Address),
      name: () => field.text(),
      billing: embed(Address, { prefix: "bill_", nullable: true }),
      plain: embed(Address, { prefix: "" }),
    });
    const { columns } = metaOf(model);
    expect(columns.map(({ property, name, nullable }) => `${property} ${name}${nullable ? "?" : ""}`)).toEqual([
      "id id",
      "homeTown.street home_town_street",
      "homeTown.city home_town_city",
      "name name",
      "billing.street bill_street?",
      "billing.city bill_city?",
      "plain.street street",
      "plain.city city",
    ]);
  });

  test("shares no column with another property", () => {
    expect(mistake({ homeCity: () => field.text(), home: embed(Address) })).toContain(
      'Thing.home.city and Thing.homeCity are both stored in the column "home_city"',
    );
    const twice = { home: embed(Address, { prefix: "" }), work: embed(Address, { prefix: "" }) };
    expect(mistake(twice)).toContain('Give one of them another: { prefix: "…" } for embedded.');
    expect(mistake({ "home.city": () => field.text({ column: "x" }), home: embed(Address) })).toContain(
      "Thing.home.city is declared twice",
    );
  });

  test("is of a class of its own kind", () => {
    class Plain {
      street = "";
    }
    class Row extends Model {
      id = field.id();
    }
    expect(mistake({ home: embed(undefined) })).toContain("Thing.home embeds a class that is not there");
    expect(mistake({ home: embed(Plain) })).toContain("Thing.home embeds Plain, which is no such class");
    expect(mistake({ home: embed(Embedded) })).toContain("Thing.home embeds Embedded, which is no such class");
    expect(mistake({ home: embed(Row) })).toContain("Row, which is a model with rows of its own");
    expect(mistake({ home: embed({ street: "" }) })).toContain("class Address extends Embedded");
    expect(mistake({ home: embed(class Nothing extends Embedded {}) })).toContain("Nothing, which declares no field");
  });

  test("has nothing that only a row has", () => {
    class Owner extends Model {
      id = field.id();
    }
    const cases: Record<string, [() => unknown, string]> = {
      id: [() => field.id(), "is a primary key"],
      key: [() => field.string(5, { primaryKey: true }), "is a primary key"],
      owner: [() => manyToOne(() => Owner), "is a relation"],
      ownerId: [() => field.foreignKey(() => Owner), "is a foreign key: declare it in Thing"],
      createdAt: [() => field.createdAt(), "is field.createdAt(), which says something of a whole row"],
      version: [() => field.version(), "is field.version()"],
    };
    for (const [name, [build, wanted]] of Object.entries(cases)) {
      class Part extends Embedded {
        street = field.text();
        [name] = build();
      }
      expect(mistake({ part: embed(Part) })).toContain(`Part.${name}`);
      expect(mistake({ part: embed(Part) })).toContain(wanted);
    }
  });

  test("that may be missing has nothing that would be there without it", () => {
    class Computed extends Embedded {
      city = field.text();
      upper = field.generated(sql`upper(${sql.column("city")})`, field.text());
    }
    class Stamped extends Embedded {
      at = field.dateTime({ onUpdate: () => new Date() });
    }
    for (const type of [Computed, Stamped]) {
      expect(metaOf(modelOf("Thing", { id: () => field.id(), part: embed(type) })).embedded.size).toBe(1);
      expect(mistake({ part: embed(type, { nullable: true }) })).toContain("leave nullable out");
      class Outer extends Embedded {
        inner = embedded<object>(type);
      }
      expect(mistake({ part: embed(Outer, { nullable: true }) })).toContain("embedded as Thing.part.inner");
    }
  });

  test("is not a part of itself", () => {
    class Tree extends Embedded {
      name = field.text();
      child: unknown = embedded(Tree, { nullable: true });
    }
    expect(mistake({ root: embed(Tree) })).toContain("Thing.root.child embeds Tree in itself, Tree → Tree");
    expect(mistakeIn(() => new Tree())).toContain("Tree.child embeds Tree in itself");
  });

  test("hides nothing that such objects have, and takes no other options", () => {
    expect(mistake({ home: embed(Address) }, { table: { indexes: [["home"]] } })).toContain(
      'names home, an embedded object: name the columns of it that are meant, such as "home.street"',
    );
    class Hiding extends Embedded {
      override toJSON = field.text() as never;
    }
    expect(mistake({ part: embed(Hiding) })).toContain("Hiding.toJSON hides what embedded objects have");
    expect(mistake({ part: embed(Address, { prefx: "" }) })).toContain('embedded has no option "prefx". Did you mean');
    expect(mistake({ part: embed(Address, { nullable: 1 }) })).toContain("nullable of embedded is a boolean, not");
    expect(mistake({ part: embed(Address, []) })).toContain("embedded takes a class and an object of options");
  });

  test("names what is beside it in the expressions of its own columns", () => {
    class Name extends Embedded {
      first = field.text();
      loud = field.generated(sql`upper(${sql.column("last")})`, field.text());
    }
    expect(mistake({ name: embed(Name) })).toContain('"last"');
  });
});

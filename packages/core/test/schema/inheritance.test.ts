import { expect, test } from "vitest";
import { field, Model, manyToOne, oneToMany, sql } from "../../src/index.js";
import { literalNaming } from "../../src/naming/strategy.js";
import { metaOf } from "../../src/schema/registry.js";
import { tableShape } from "../../src/schema/to-shape.js";

class Owner extends Model {
  id = field.id();
}

class Animal extends Model {
  static discriminator = "sort";
  id = field.id();
  name = field.string(20, { index: true });
  ownerId = field.foreignKey(() => Owner);
  owner = manyToOne(() => Owner);
}

class Fox extends Animal {
  den = field.string(20, { default: "wood", unique: true });
  born = field.date({ default: sql`current_date` });
  legs = field.integer();
}

class Bird extends Animal {
  static table = { checks: { flies: sql`${sql.column("wings")} > 1` }, indexes: [["wings", "name"]] };
  wings = field.integer({ nullable: true });
  legs = field.integer({ nullable: true });
  otherId = field.foreignKey(() => Owner, { nullable: true });
  other = manyToOne(() => Owner, { nullable: true });
}

class GreatTit extends Bird {
  song = field.text();
}

const meta = metaOf(Animal);
for (const model of [Fox, Bird, GreatTit]) metaOf(model);
const expressionOf = (name: string) => {
  const check = tableShape(meta).checks.find((each) => each.name === name);
  return check !== undefined && "expression" in check
    ? check.expression
        .map((part) => ("text" in part ? part.text : "column" in part ? part.column : `'${part.value}'`))
        .join("")
    : undefined;
};

test("columns of the class above are the same ones, in the same places", () => {
  const tit = metaOf(GreatTit);
  expect(tit.columns.map(({ property }) => property)).toEqual([
    "id",
    "name",
    "ownerId",
    "sort",
    "wings",
    "legs",
    "otherId",
    "song",
  ]);
  expect(tit.columns.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(tit.columns[1]).toBe(meta.columns[1]);
  expect(tit.relations.get("owner")).toBe(meta.relations.get("owner"));
  expect(tit.references()[0]).toBe(meta.references()[0]);
  expect([tit.inheritance?.value, metaOf(Bird).inheritance?.values()]).toEqual(["great_tit", ["bird", "great_tit"]]);
});

test("one table has the columns of all, and each class its own demands", () => {
  const shape = tableShape(metaOf(GreatTit));
  expect(shape).toEqual(tableShape(meta));
  expect(shape.name).toBe("animals");
  expect(shape.columns.map(({ name, nullable }) => `${name}${nullable ? "?" : ""}`)).toEqual([
    "id",
    "name",
    "owner_id",
    "sort",
    "den?",
    "born?",
    "legs?",
    "wings?",
    "other_id?",
    "song?",
  ]);
  expect(shape.columns.filter((column) => column.default !== undefined).map(({ name }) => name)).toEqual(["born"]);
  expect(shape.indexes.map(({ name }) => name).sort()).toEqual([
    "ix_animals_name",
    "ix_animals_other_id",
    "ix_animals_owner_id",
    "ix_animals_sort",
    "ix_animals_wings_name",
  ]);
  expect(shape.uniques.map(({ name }) => name)).toEqual(["uq_animals_den"]);
  expect(shape.foreignKeys.map(({ name }) => name)).toEqual(["fk_animals_owner_id", "fk_animals_other_id"]);
  expect(expressionOf("ck_animals_sort_known")).toBe("sort in ('animal', 'fox', 'bird', 'great_tit')");
  expect(expressionOf("ck_animals_den_required")).toBe("sort not in ('fox') or den is not null");
  expect(expressionOf("ck_animals_legs_required")).toBe("sort not in ('fox') or legs is not null");
  expect(expressionOf("ck_animals_song_required")).toBe("sort not in ('great_tit') or song is not null");
  expect(expressionOf("ck_animals_wings_required")).toBeUndefined();
  expect(expressionOf("ck_animals_flies")).toBe("sort not in ('bird', 'great_tit') or (wings > 1)");
});

test("a naming strategy names the rows as well", () => {
  class Shape extends Model {
    static naming = literalNaming;
    static discriminator = "theSort";
    id = field.id();
  }
  class RoundShape extends Shape {}
  expect([metaOf(RoundShape).inheritance?.value, metaOf(Shape).byProperty.get("theSort")?.name]).toEqual([
    "roundShape",
    "theSort",
  ]);
});

test("the JSON Schema of what is read is one of those of the classes", () => {
  const sortOf = (schema: object) => (schema as { properties: Record<string, unknown> }).properties["sort"];
  const { oneOf } = Animal.jsonSchema("read") as unknown as { oneOf: object[] };
  expect(oneOf.map(sortOf)).toEqual(
    ["animal", "fox", "bird", "great_tit"].map((value) => ({ type: "string", enum: [value] })),
  );
  expect(Object.keys((oneOf[1] as { properties: object }).properties)).toContain("den");
  expect(sortOf(Fox.jsonSchema("read"))).toEqual({ type: "string", enum: ["fox"] });
  expect(Fox.jsonSchema("create")["required"]).toEqual(["name", "ownerId", "legs"]);
  expect(sortOf(Fox.jsonSchema("create"))).toBeUndefined();
  expect(Animal.jsonSchema("read", { only: ["name"] })).toMatchObject({ oneOf: { length: 4 } });
});

test("relations ask for keys to the class above too", () => {
  class Vet extends Model {
    id = field.id();
    patientId = field.foreignKey(() => Animal);
    patient = manyToOne(() => Animal, { backPopulates: "vets" });
  }
  class Patient extends Animal {
    vets = oneToMany(() => Vet);
  }
  expect(metaOf(Patient).relations.get("vets")?.link().steps[0]?.to[0]?.property).toBe("patientId");
  expect(() => metaOf(Vet).relations.get("patient")?.link()).toThrow("but Animal has no such relation");
});

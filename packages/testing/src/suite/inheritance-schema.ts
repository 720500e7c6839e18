import { CheckViolationError, field, Model, QueryError, sql, UniqueViolationError, ValueError } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

/** Has no rows of its own; nobody declares its discriminator. */
class Vehicle extends Model {
  static abstract = true;
  static discriminator = "sort";
  static table = { name: "suite_inherit_vehicles" };
  declare readonly sort: string;
  id = field.id();
  name = field.string(20, { unique: true });
}

class Car extends Vehicle {
  static override table = {
    ...Vehicle.table,
    indexes: [["doors", "name"]],
    uniques: [["plate", "name"]],
    checks: { few_doors: sql`${sql.column("doors")} < 8` },
  };
  doors = field.integer({ min: 1 });
  plate = field.string(10, { default: "none" });
  sinceText = field.text({ default: sql`'made'` });
}

/** Has no rows of its own either. */
class Boat extends Vehicle {
  static override abstract = true;
  static override table = { ...Vehicle.table, checks: { deep: sql`${sql.column("draught")} > 0` } };
  draught = field.integer();
}

class Ferry extends Boat {
  static discriminatorValue = "it's a ferry";
  doors = field.integer({ min: 1, nullable: true });
}

/** Keeps more than columns, so that its constructor makes each record. */
class Yacht extends Boat {
  #sails = 0;
  crew = field.integer({ default: 2 });

  hoist(): number {
    return ++this.#sails;
  }
}

/** The same table, as another program sees it. */
class VehicleRow extends Model {
  static table = "suite_inherit_vehicles";
  id = field.id();
  sort = field.string(63);
  name = field.string(20);
  doors = field.integer({ nullable: true });
  plate = field.string(10, { nullable: true });
  draught = field.integer({ nullable: true });
  crew = field.integer({ nullable: true });
}

/** Knows of a value for which there is no class. */
class Pet extends Model {
  static table = "suite_inherit_pets";
  static discriminator = "sort";
  static abstract = true;
  id = field.id();
  sort = field.discriminator(["dog", "cat", "fish"], { column: "pet_sort" });
}

class Dog extends Pet {}

class Cat extends Pet {
  lives = field.integer({ default: 9 });
}

class PetRow extends Model {
  static table = "suite_inherit_pets";
  id = field.id();
  sort = field.string(20, { column: "pet_sort" });
  lives = field.integer({ nullable: true });
}

/** The one table that classes share, and classes without rows of their own. */
export function inheritanceSchema(suite: Suite): void {
  describe("with a field that nobody declares", () => {
    // Any of the classes stands for all of them.
    tables(suite, Ferry, Car, Yacht);

    test("an abstract class reads rows of those below it, and makes none", async () => {
      await empty(Vehicle);
      const car = await Car.create({ name: "beetle", doors: 3 });
      const ferry = await Ferry.create({ name: "spirit", draught: 6 });
      const yacht = await Yacht.create({ name: "wanda", draught: 2 });
      expect([car.sort, ferry.sort, yacht.sort]).toEqual(["car", "it's a ferry", "yacht"]);
      const found = await Vehicle.orderBy("id");
      expect(found.map((each) => each.constructor)).toEqual([Car, Ferry, Yacht]);
      expect(found.map(({ sort }) => sort)).toEqual(["car", "it's a ferry", "yacht"]);
      expect(found.map((each) => each.toJSON())).toEqual([
        { id: car.id, sort: "car", name: "beetle", doors: 3, plate: "none", sinceText: "made" },
        { id: ferry.id, sort: "it's a ferry", name: "spirit", draught: 6, doors: null },
        { id: yacht.id, sort: "yacht", name: "wanda", draught: 2, crew: 2 },
      ]);
      expect([(found[2] as Yacht).hoist(), (found[2] as Yacht).hoist()]).toEqual([1, 2]);
      expect((await Boat.orderBy("id")).map((each) => each.constructor)).toEqual([Ferry, Yacht]);
      expect([await Boat.count(), await Boat.sum("draught")]).toEqual([2, 8]);
      const [part] = await Yacht.select("name");
      expect(part).toMatchObject({ name: "wanda" });
      for (const work of [
        () => Vehicle.create({ name: "x" }),
        () => new Vehicle({ name: "x" }),
        () => Boat.create({ name: "x", draught: 1 }),
        () => Vehicle.insertMany([{ name: "x" }]),
        () => Vehicle.findOrCreate({ name: "x" }),
      ]) {
        const error = await failure(work);
        expect(error).toBeInstanceOf(QueryError);
        expect(error.message).toMatch(/(Vehicle|Boat) is abstract, .* Make one of those: .*Ferry/);
      }
    });

    test("the database keeps to what each class says", async () => {
      await empty(Vehicle);
      await Car.create({ name: "beetle", doors: 3 });
      await expect(Ferry.create({ name: "beetle", draught: 3 })).rejects.toThrow(UniqueViolationError);
      const refused: [object, string][] = [
        [{ sort: "car", plate: "x" }, "ck_suite_inherit_vehicles_doors_required"],
        [{ sort: "car", doors: 3 }, "ck_suite_inherit_vehicles_plate_required"],
        [{ sort: "car", doors: 9, plate: "x" }, "ck_suite_inherit_vehicles_few_doors"],
        [{ sort: "car", doors: 0, plate: "x" }, "ck_suite_inherit_vehicles_doors_min"],
        [{ sort: "yacht", draught: 0, crew: 1 }, "ck_suite_inherit_vehicles_deep"],
        [{ sort: "yacht", draught: 1 }, "ck_suite_inherit_vehicles_crew_required"],
        [{ sort: "bike" }, "ck_suite_inherit_vehicles_sort_known"],
        [{ sort: "boat", draught: 1 }, "ck_suite_inherit_vehicles_sort_known"],
      ];
      for (const [row, constraint] of refused) {
        const error = await failure(() => VehicleRow.create({ name: "other", ...row } as never));
        expect(error, constraint).toBeInstanceOf(CheckViolationError);
        expect((error as CheckViolationError).constraint).toBe(constraint);
      }
      // A check of cars is none of ferries, and what only others have is nothing to them.
      await VehicleRow.create({ name: "ferry", sort: "it's a ferry", draught: 1, doors: 9 });
      expect(await Ferry.all().only()).toMatchObject({ doors: 9, draught: 1 });
    });

    test("all of it is one table, made once and dropped once", async () => {
      await suite.db.createTables({ models: [Vehicle, Car], ifNotExists: true });
      await suite.db.dropTables({ models: [Yacht] });
      await expect(Vehicle.count()).rejects.toThrow();
      await suite.db.createTables({ models: [Vehicle, Car, Boat] });
      expect(await Yacht.count()).toBe(0);
    });
  });

  describe("with values that the field lists", () => {
    tables(suite, Pet, Dog, Cat, VehicleRow);

    test("a row of a class that nobody knows of is told, and hides in no list", async () => {
      await empty(Dog);
      await Dog.create({});
      const { id } = await PetRow.create({ sort: "fish" });
      const error = await failure(() => Pet.all());
      expect(error).toBeInstanceOf(ValueError);
      expect(error.message).toBe(
        `The row of suite_inherit_pets with id = ${id} says that it is a "fish", and no known class of Pet goes by that. Known are: "dog" (Dog), "cat" (Cat). If there is a class for it, import its module and give it to connect(url, { models: […] }).`,
      );
      expect((await failure(() => Pet.find(id))).message).toContain('"fish"');
      expect([await Dog.count(), await Cat.count(), await Pet.count()]).toEqual([1, 0, 2]);
      await PetRow.where({ id }).delete();
      expect(await Pet.all()).toHaveLength(1);
    });

    test("a class is known from its first use on", async () => {
      await empty(Dog);
      const before = Pet.orderBy("id");
      await Dog.create({});
      expect(await before).toHaveLength(1);
      class Fish extends Pet {
        lives = field.integer({ default: 1 });
      }
      await Fish.create({ lives: 3 });
      const [dog, fish] = await before;
      expect([dog?.constructor, fish?.constructor, (fish as Fish).lives]).toEqual([Dog, Fish, 3]);
      await empty(Pet);
    });

    test("hand-written SQL gives records of all classes, or of one", async () => {
      await Dog.create({});
      await Cat.create({});
      const all = await Pet.fromSql(sql`select * from suite_inherit_pets order by id`);
      expect(all.map((each) => each.constructor)).toEqual([Dog, Cat]);
      expect(await Cat.fromSql(sql`select * from suite_inherit_pets`)).toMatchObject([{ lives: 9, sort: "cat" }]);
      const error = await failure(() => Pet.fromSql(sql`select id from suite_inherit_pets`).all());
      expect(error.message).toContain('gives no column "pet_sort", by which the class of a record is known');
      await refusal(suite.db, () => Dog.create({ sort: "cat" } as never));
      await empty(Pet);
    });
  });
}

import { field, Model, manyToMany } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Sailor extends Model {
  static table = "joining_sailors";
  id = field.id();
  name = field.string(20);
}

class Crewing extends Model {
  static table = "joining_crewings";
  shipId = field.foreignKey(() => Ship, { primaryKey: true });
  sailorId = field.foreignKey(() => Sailor, { primaryKey: true });
  rank = field.string(10);
}

class Ship extends Model {
  static table = "joining_ships";
  id = field.id();
  crew = manyToMany(() => Sailor, { through: () => Crewing });
}

/** A new record and the row that joins it are written together, or neither is. */
export function relationsJoiningNew(suite: Suite): void {
  tables(suite, Sailor, Ship, Crewing);
  const tooLong = { rank: "far too long a rank" };

  describe("a new record whose joining row is refused is not there", () => {
    test.each(["add", "create", "set"] as const)("by %s", async (verb) => {
      const ship = await Ship.create({});
      const before = await Sailor.count();
      const ann = new Sailor({ name: "ann" });
      const joining = {
        add: () => ship.crew.add(ann, tooLong),
        create: () => ship.crew.create({ name: "ann" }, tooLong),
        set: () => ship.crew.set([ann], tooLong),
      };
      await expect(joining[verb]()).rejects.toMatchObject({ code: "VALIDATION", model: "Crewing" });
      expect(await Sailor.count()).toBe(before);
      expect(await ship.crew.count()).toBe(0);
      expect(ann.$isNew).toBe(true);
    });
  });

  test("what was refused can be joined once it is right", async () => {
    const ship = await Ship.create({});
    const ann = new Sailor({ name: "ann" });
    await expect(ship.crew.add(ann, tooLong)).rejects.toMatchObject({ code: "VALIDATION" });
    await ship.crew.add(ann, { rank: "mate" });
    expect(await ship.crew.all().pluck("name")).toEqual(["ann"]);
    expect(await Crewing.where({ shipId: ship.id }).pluck("rank")).toEqual(["mate"]);
  });
}

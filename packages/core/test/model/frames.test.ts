import { describe, expect, test } from "vitest";
import { FieldDefinition } from "../../src/fields/definition.js";
import { field, Model } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";

/** Throws half-way when told to, after its class was read in peace. */
let failing = false;
const boom = (): string => {
  if (failing) throw new RangeError("boom");
  return "quiet";
};

class Fragile extends Model {
  id = field.id();
  before = field.string(50, { default: "before" });
  middle = boom();
  after = field.string(50, { default: "of the fragile one" });
}
class Other extends Model {
  id = field.id();
  name = field.string(50, { default: "of the other one" });
}

async function whileFailing<R>(work: () => R | Promise<R>): Promise<R> {
  metaOf(Fragile);
  failing = true;
  try {
    return await work();
  } finally {
    failing = false;
  }
}

describe("an initialiser that throws", () => {
  test("comes through as it was thrown", async () => {
    await whileFailing(() => {
      expect(() => new Fragile()).toThrow(new RangeError("boom"));
    });
  });

  test("does not disturb the records and models after it", async () => {
    await whileFailing(() => {
      expect(() => new Fragile()).toThrow("boom");
      expect(new Other()).toMatchObject({ name: "of the other one" });
      expect(() => new Fragile()).toThrow("boom");
      class Late extends Model {
        id = field.id();
        name = field.string(50, { default: "of the late one" });
      }
      expect(new Late()).toMatchObject({ name: "of the late one" });
    });
    expect(new Fragile()).toMatchObject({ before: "before", after: "of the fragile one" });
  });

  test("leaves nothing behind for the next turn: a builder outside of a class declares again", async () => {
    await whileFailing(() => {
      expect(() => new Fragile()).toThrow("boom");
    });
    await Promise.resolve();
    expect(field.string(50)).toBeInstanceOf(FieldDefinition);
  });

  test("leaves nothing behind where the ORM itself made the record", async () => {
    const { driver } = await recordingDatabase();
    await whileFailing(async () => {
      const creating = Fragile.create({});
      expect(field.string(50)).toBeInstanceOf(FieldDefinition);
      await expect(creating).rejects.toThrow("boom");
      driver.answer([[1, "a", "b"]]);
      await expect(Fragile.find(1)).rejects.toThrow("boom");
      expect(field.string(50)).toBeInstanceOf(FieldDefinition);
    });
    driver.answer([[1, "a", "b"]]);
    expect(await Fragile.find(1)).toMatchObject({ id: 1, before: "a", middle: "quiet", after: "b" });
  });

  test("of the class body while it is read leaves nothing behind either", () => {
    class Broken extends Model {
      id = field.id();
      name = field.string(50, { default: "never" });
      broken = ((): string => {
        throw new Error("always");
      })();
    }
    expect(() => metaOf(Broken)).toThrow(
      "The class body of Broken cannot be read, at what follows Broken.name: always",
    );
    expect(field.string(50)).toBeInstanceOf(FieldDefinition);
    expect(new Other()).toMatchObject({ name: "of the other one" });
  });
});

describe("a class body that does not run the same each time", () => {
  let extra = false;
  class Moody extends Model {
    id = field.id();
    mood: unknown = extra ? field.integer({ default: 1 }) : field.text({ default: "calm" });
    end = field.text({ default: "end" });
  }
  class Shrinking extends Model {
    id = field.id();
    name: string = extra ? "none" : field.string(50, { default: "some" });
  }

  test("is told when a record is made by the ORM", async () => {
    const { driver } = await recordingDatabase();
    extra = false;
    metaOf(Moody);
    metaOf(Shrinking);
    extra = true;
    const message = "does not run the same each time";
    await expect(Moody.create({})).rejects.toThrow(`The class body of Moody ${message}`);
    await expect(Shrinking.create({})).rejects.toThrow(`The class body of Shrinking ${message}`);
    expect(driver.requests).toEqual([]);
  });

  test("is told at the latest when a record is saved", async () => {
    const { driver } = await recordingDatabase();
    extra = false;
    metaOf(Moody);
    extra = true;
    await expect(new Moody().save()).rejects.toThrow("The class body of Moody does not run the same each time");
    expect(driver.requests).toEqual([]);
  });
});

describe("a builder outside of every class", () => {
  test("declares a field, which custom types are stored as", () => {
    expect(field.decimal(12, 2)).toBeInstanceOf(FieldDefinition);
    expect(field.decimal(12, 2)).toMatchObject({ type: { kind: "decimal", facets: { precision: 12, scale: 2 } } });
  });
});

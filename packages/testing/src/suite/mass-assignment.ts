import { field, Model, manyToOne, oneToMany, sql, type TableOptions } from "@chakra-orm/core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { prototypeKeys } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Owner extends Model {
  static table = "suite_mass_owners";
  id = field.id();
  name = field.string(20);
  pets = oneToMany(() => Pet, { backPopulates: "owner" });
}

class Pet extends Model {
  static table = { name: "suite_mass_pets", uniques: [["name"]] } satisfies TableOptions<Pet>;
  id = field.id();
  name = field.string(20);
  isChampion = field.boolean({ default: false, readonly: true });
  shout = field.generated(sql`upper(${sql.column("name")})`, field.text());
  bornAt = field.createdAt();
  seenAt = field.updatedAt();
  diedAt = field.deletedAt();
  edition = field.version();
  ownerId = field.foreignKey(() => Owner, { nullable: true });
  owner = manyToOne(() => Owner, { backPopulates: "pets", nullable: true });
}

/** Properties that only the program, the ORM or the database sets. */
const kept: readonly (readonly [name: string, value: unknown])[] = [
  ["isChampion", true],
  ["shout", "REX"],
  ["bornAt", new Date(0)],
  ["seenAt", new Date(0)],
  ["diedAt", new Date(0)],
  ["edition", 7],
];

/** Names of the record's own insides, and of what it inherits. */
const inner = ["$isNew", "$original", "save", "state", "#state", "meta", "phase", "originals", "home", "isPersisted"];

/** No way to write takes an object from outside for more than the columns that may be set from there. */
export function massAssignment(suite: Suite): void {
  tables(suite, Owner, Pet);
  const model = loose(Pet);
  let owner: Owner;
  let pet: Pet;
  beforeAll(async () => {
    owner = await Owner.create({ name: "ann" });
    pet = await Pet.create({ name: "rex", owner });
  });
  afterEach(async () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    await pet.reload();
    expect([pet.name, pet.isChampion, pet.edition, await Pet.count(), await Owner.count()]).toEqual([
      "rex",
      false,
      1,
      1,
      1,
    ]);
  });

  const ways: readonly (readonly [way: string, write: (attributes: object) => unknown])[] = [
    ["new", (given) => new model(given)],
    ["create", (given) => model.create(given)],
    ["createMany", (given) => model.createMany([{ name: "a" }, given])],
    ["insertMany", (given) => model.insertMany([{ name: "a" }, given])],
    ["upsert", (given) => model.upsert(given, { onConflict: "name" })],
    ["upsert of many", (given) => model.upsert([{ name: "a" }, given], { onConflict: "name" })],
    ["findOrCreate", (given) => model.findOrCreate({ name: "nobody" }, given)],
    ["updateOrCreate, of nothing", (given) => model.updateOrCreate({ name: "nobody" }, given)],
    ["updateOrCreate, of a row", (given) => model.updateOrCreate({ name: "rex" }, given)],
    ["assign", (given) => pet.assign(given as never)],
    ["update", (given) => pet.update(given as never)],
    ["update of many rows", (given) => model.where({ name: "rex" }).update(given)],
    ["creation within another", (given) => loose(Owner).create({ name: "b", pets: [given] })],
    ["creation in a list", (given) => owner.pets.create(given as never)],
  ];

  describe.each(ways)("%s", (way, write) => {
    const refused = async (given: object, name: string) => {
      // Finding comes first where a row is found or made, so a statement may have been sent.
      const error = way.includes("OrCreate")
        ? await failing(() => write(given))
        : await refusal(suite.db, () => write(given));
      expect(error, name).toMatchObject({ code: "VALIDATION" });
      expect((error as { issues?: { path: unknown[] }[] }).issues?.map(({ path }) => path.at(-1))).toEqual([name]);
    };

    test.each(kept)("does not set %s", async (name, value) => {
      await refused({ name: "max", [name]: value }, name);
    });

    test("takes no name that is no property of the class", async () => {
      for (const name of [...prototypeKeys, ...inner]) {
        const given = JSON.stringify({ name: "max", key: { polluted: 1 } }).replace('"key"', JSON.stringify(name));
        await refused(JSON.parse(given) as object, name);
      }
    });

    test("does not see what an object inherits", async () => {
      const given = Object.create({ isChampion: true, polluted: 1 }) as object;
      const error = await failing(() => write(Object.assign(given, { name: "a name that is longer than it may be" })));
      expect(error).toMatchObject({ code: "VALIDATION", issues: [{ rule: "maxLength" }] });
    });
  });

  async function failing(work: () => unknown): Promise<unknown> {
    try {
      const made = await work();
      await (made as { save?: () => unknown }).save?.();
    } catch (error) {
      return error;
    }
    return undefined;
  }
}

import { beforeEach, describe, expect, test } from "vitest";
import { Club, Course, Dog, kennelModels, Licence, Owner, seedKennel, Visit } from "./kit/kennel.js";
import { type LooseModel, type LooseQuery, type LooseRecord, loose } from "./kit/loose.js";
import { type Names, namesOf } from "./kit/relation-cases.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

/** What is found from where, and what is found as well once everything is restored. */
const cases: readonly (readonly [model: LooseModel, of: string, relation: string, hidden: Names, restored: Names])[] = [
  [loose(Owner), "ann", "dogs", ["rex"], ["old", "rex"]],
  [loose(Owner), "ann", "licence", null, "ann's"],
  [loose(Owner), "ann", "clubs", ["red"], ["gone", "red"]],
  [loose(Owner), "ann", "courses", ["red"], ["blue", "gone", "red"]],
  [loose(Owner), "ann", "visits", ["of rex"], ["of old", "of rex"]],
  [loose(Owner), "ann", "youngest", "rex", "old"],
  [loose(Club), "red", "owners", ["ann"], ["ann", "ben"]],
  // To-one relations by a key of the record's own find what is deleted too.
  [loose(Dog), "ben's", "owner", "ben", "ben"],
  [loose(Visit), "of old", "dog", "old", "old"],
];

const deletedToo = (model: Parameters<typeof loose>[0]): PromiseLike<LooseRecord[]> => loose(model).withDeleted();

/** The ways to load a relation of one record. */
const ways: Readonly<Record<string, (model: LooseModel, name: string, relation: string) => Promise<unknown>>> = {
  lazily: async (model, name, relation) => (await model.findByOrFail({ name }))[relation],
  eagerly: async (model, name, relation) => (await model.where({ name }).with(relation).first())?.[relation],
  later: async (model, name, relation) =>
    ((await model.load(await model.findByOrFail({ name }), relation)) as LooseRecord)[relation],
};

/** Rows that are marked as deleted: hidden in lists, found where a key says who is meant. */
export function relationsSoftDeletion(suite: Suite): void {
  tables(suite, ...kennelModels);
  beforeEach(async () => {
    await empty(Visit);
    for (const model of [Course, Licence, Dog, Club, Owner]) await empty({ all: () => deletedToo(model) });
    await seedKennel();
  });
  const restore = async () => {
    for (const model of [Owner, Dog, Licence, Club, Course])
      for (const record of await deletedToo(model)) await record.restore();
  };

  describe.each(cases)("$1: $2", (model, name, relation, hidden, restored) => {
    for (const [way, load] of Object.entries(ways)) {
      test(way, async () => {
        expect(namesOf(await load(model, name, relation))).toEqual(hidden);
        await restore();
        expect(namesOf(await load(model, name, relation))).toEqual(restored);
      });
    }

    if (!Array.isArray(hidden)) return;
    test("counted, and by the handle", async () => {
      const counted = async () => {
        const [record] = await model.where({ name }).withCount(relation);
        if (record === undefined) throw new Error(`There is no ${name}.`);
        return [record[`${relation}Count`], await (record[relation] as LooseQuery).count()];
      };
      const numbers = (names: readonly string[]) => [names.length, names.length];
      expect(await counted()).toEqual(numbers(hidden));
      await restore();
      expect(await counted()).toEqual(numbers(restored as readonly string[]));
    });
  });

  test("joined: the record's own key finds what is deleted, the other side does not", async () => {
    const [dog] = await Dog.where({ name: "ben's" }).joined("owner");
    expect(dog?.owner.name).toBe("ben");
    const [ann] = await Owner.where({ name: "ann" }).joined("licence");
    expect(ann?.licence).toBeNull();
    await restore();
    expect((await Owner.where({ name: "ann" }).joined("licence"))[0]?.licence?.name).toBe("ann's");
  });

  test("a callback asks for deleted rows, or only for them", async () => {
    const names = (records: readonly { name: string }[] | undefined) => records?.map(({ name }) => name).sort();
    const [all] = await Owner.where({ name: "ann" }).with({
      dogs: (query) => query.withDeleted(),
      clubs: (query) => query.withDeleted(),
      licence: (query) => query.withDeleted(),
      youngest: (query) => query.withDeleted(),
    });
    expect([names(all?.dogs), names(all?.clubs)]).toEqual([
      ["old", "rex"],
      ["gone", "red"],
    ]);
    expect([all?.licence?.name, all?.youngest?.name]).toEqual(["ann's", "old"]);
    const [only] = await Owner.where({ name: "ann" }).with({ dogs: (query) => query.onlyDeleted() });
    expect(names(only?.dogs)).toEqual(["old"]);
    const ann = await Owner.findByOrFail({ name: "ann" });
    expect(names(await ann.dogs.all().withDeleted())).toEqual(["old", "rex"]);
    expect(names(await ann.dogs.all().onlyDeleted())).toEqual(["old"]);
    const counted = await Owner.where({ name: "ann" }).withCount({ dogs: (query) => query.withDeleted() });
    expect(counted[0]?.dogsCount).toBe(2);
  });

  test("what belongs to a deleted record is found from it", async () => {
    const [ben] = await Owner.onlyDeleted();
    expect([namesOf(await ben?.dogs), namesOf(await ben?.clubs)]).toEqual([["ben's"], ["red"]]);
  });
}

import { field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Film extends Model {
  static table = "suite_films";
  id = field.id();
  name = field.string(20);
  actors = manyToMany(() => Actor, { backPopulates: "films" });
  prizes = manyToMany(() => Prize, { through: "suite_awards" });
  studioCode = field.foreignKey(() => Studio, "code", { nullable: true, onDelete: "set null" });
  studio = manyToOne(() => Studio, { backPopulates: "films", nullable: true });
  sequelOf = field.integer({ nullable: true });
  original = manyToOne(() => Film, { foreignKey: "sequelOf", nullable: true });
  aboutId = field.integer({ nullable: true });
  aboutType = field.string(63, { nullable: true });
  about = manyToOne(() => [Studio, Prize], { nullable: true });
}
class Actor extends Model {
  static table = "suite_actors";
  code = field.string(10, { primaryKey: true });
  films = manyToMany(() => Film, { backPopulates: "actors" });
}
class Prize extends Model {
  static table = "suite_prizes";
  id = field.id();
}
class Studio extends Model {
  static table = "suite_studios";
  id = field.id();
  code = field.string(10, { unique: true });
  films = oneToMany(() => Film, { backPopulates: "studio" });
}
/** The table that the relation makes, seen as a model; not among those that are made. */
class Link extends Model {
  static table = "suite_actors_suite_films";
  actorCode = field.string(10, { primaryKey: true });
  filmId = field.integer({ primaryKey: true });
}
class Award extends Model {
  static table = "suite_awards";
  filmId = field.integer({ primaryKey: true });
  prizeId = field.integer({ primaryKey: true });
}

/** The tables, keys and indexes that relations bring along. */
export function relationsTables(suite: Suite): void {
  const models = [Film, Actor, Prize, Studio] as const;
  tables(suite, ...models);
  beforeEach(async () => {
    for (const model of [Film, Actor, Prize, Studio]) await empty(model as typeof Film);
  });
  const indexed = async (table: string): Promise<readonly string[]> => {
    const { indexes: read } = suite.catalogue;
    if (read === undefined) throw new Error("Give runSuite a catalogue.indexes, or what it made cannot be looked at.");
    return read(suite.db, table);
  };

  test("a join table is named after both tables, or as it is called, and its columns after models and keys", async () => {
    const [film, actor, prize] = [
      await Film.create({ name: "a" }),
      await Actor.create({ code: "x" }),
      await Prize.create({}),
    ];
    await film.actors.add(actor);
    await film.prizes.add(prize);
    expect((await Link.all()).map(({ actorCode, filmId }) => [actorCode, filmId])).toEqual([["x", film.id]]);
    expect((await Award.all()).map(({ filmId, prizeId }) => [filmId, prizeId])).toEqual([[film.id, prize.id]]);
  });

  test("its key is both references together: no pair twice, and none to nothing", async () => {
    const film = await Film.create({ name: "a" });
    await Actor.create({ code: "x" });
    await Link.create({ filmId: film.id, actorCode: "x" });
    expect(await failure(() => Link.create({ filmId: film.id, actorCode: "x" }))).toMatchObject({
      code: "UNIQUE_VIOLATION",
    });
    for (const pair of [
      { filmId: film.id, actorCode: "nobody" },
      { filmId: film.id + 1000, actorCode: "x" },
    ]) {
      expect(await failure(() => Link.create(pair))).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    }
    expect(await film.actors.count()).toBe(1);
  });

  test("deleting either side deletes its rows there, and a changed key is followed", async () => {
    const [film, other] = [await Film.create({ name: "a" }), await Film.create({ name: "b" })];
    const [x, y] = [await Actor.create({ code: "x" }), await Actor.create({ code: "y" })];
    for (const each of [film, other]) await each.actors.add(x, y);
    await film.delete();
    expect((await Link.orderBy("actorCode")).map(({ actorCode, filmId }) => [actorCode, filmId])).toEqual([
      ["x", other.id],
      ["y", other.id],
    ]);
    await x.update({ code: "z" } as never);
    expect((await Link.orderBy("actorCode").pluck("actorCode")).join()).toBe("y,z");
    await y.delete();
    expect((await (await Film.find(other.id)).actors).map(({ code }) => code)).toEqual(["z"]);
  });

  test("both keys of it are indexed", async () => {
    const names = await indexed("suite_actors_suite_films");
    // The key leads with one of them, which is index enough for it.
    expect(names.filter((name) => name.startsWith("ix_"))).toEqual(["ix_suite_actors_suite_films_film_id"]);
    expect((await indexed("suite_awards")).filter((name) => name.startsWith("ix_"))).toEqual([
      "ix_suite_awards_prize_id",
    ]);
  });

  test("every key that a relation goes by is indexed, declared as a foreign key or not", async () => {
    expect(await indexed("suite_films")).toEqual(
      expect.arrayContaining([
        "ix_suite_films_studio_code",
        "ix_suite_films_sequel_of",
        "ix_suite_films_about_type_about_id",
      ]),
    );
  });

  test("a relation by a plain column promises nothing to the database", async () => {
    const film = await Film.create({ name: "a", sequelOf: 404 });
    expect(await film.original).toBeNull();
    expect((await Film.where({ id: film.id }).with("original"))[0]?.original).toBeNull();
    await film.update({ name: "b" });
    expect((await film.reload()).sequelOf).toBe(404);
    const sequel = await Film.create({ name: "c", sequelOf: film.id });
    expect((await sequel.original)?.id).toBe(film.id);
  });

  test("a key that is not the primary one", async () => {
    const studio = await Studio.create({ code: "mgm" });
    const film = await Film.create({ name: "a", studioCode: "mgm" });
    expect((await film.studio)?.id).toBe(studio.id);
    expect((await studio.films).map(({ id }) => id)).toEqual([film.id]);
    expect((await Film.all().joined("studio"))[0]?.studio?.code).toBe("mgm");
    expect((await Studio.all().with("films").withCount("films"))[0]).toMatchObject({
      filmsCount: 1,
      films: [{ name: "a" }],
    });
    await studio.delete();
    expect((await film.reload()).studioCode).toBeNull();
  });

  test("join tables are made once, dropped with their models, and made again", async () => {
    const db = await suite.open();
    await db.createTables({ models });
    await db.createTables({ models, ifNotExists: true });
    await db.use(async () => {
      const film = await Film.create({ name: "a" });
      await film.prizes.create({});
      expect(await Award.count()).toBe(1);
    });
    await db.dropTables({ models });
    expect(await failure(() => db.use(() => Award.count()))).toMatchObject({
      message: expect.stringMatching(/suite_awards/),
    });
    await db.createTables({ models });
    const { count } = await countQueries(db, () => db.use(() => Award.count()));
    expect(count).toBe(1);
  });
}

import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach } from "vitest";
import type { Suite } from "./suite.js";
import { empty, tables } from "./tables.js";

/** Plays, and may have a coach. */
export class Player extends Model {
  static table = "suite_players";
  id = field.id();
  name = field.string(20, { unique: true });
  club = field.string(20, { nullable: true });
  strength = field.integer({ default: 1 });
  coachId = field.foreignKey(() => Player, { nullable: true });
  coach = manyToOne(() => Player, { nullable: true });
  games = oneToMany(() => Game, { backPopulates: "player" });
}

/** One player on one day. */
export class Game extends Model {
  static table = "suite_games";
  id = field.id();
  playerId = field.foreignKey(() => Player);
  player = manyToOne(() => Player, { backPopulates: "games" });
  points = field.integer({ nullable: true });
  fee = field.decimal(10, 2, { default: "1.50" });
  day = field.date();
  deletedAt = field.deletedAt();
}

/** What a number of points is worth. */
export class Prize extends Model {
  static table = "suite_prizes";
  title = field.string(20, { primaryKey: true });
  from = field.integer();
  to = field.integer({ nullable: true });
}

/** Tables of a league with four players, one of whom has played no game that counts. */
export function withLeague(suite: Suite): void {
  tables(suite, Player, Game, Prize);
  beforeEach(async () => {
    await Player.all().update({ coachId: null });
    await Game.withDeleted().destroy();
    for (const model of [Player, Prize]) await empty(model);
    const ann = await Player.create({ name: "ann", club: "reds", strength: 9 });
    await Player.create({ name: "bob", club: "reds", strength: 5, coachId: ann.id });
    await Player.create({ name: "cid", club: "blues", strength: 7, coachId: ann.id });
    await Player.create({ name: "dee" });
    const games: readonly [string, number | null, string][] = [
      ["ann", 10, "2024-01-01"],
      ["ann", 30, "2024-01-05"],
      ["bob", 10, "2024-01-02"],
      ["cid", null, "2024-01-03"],
    ];
    for (const [name, points, day] of games) {
      await Game.create({ player: await Player.findByOrFail({ name }), points, day });
    }
    await (
      await Game.create({ player: await Player.findByOrFail({ name: "dee" }), points: 99, day: "2024-02-01" })
    ).delete();
    await Prize.create({ title: "bronze", from: 5, to: 20 });
    await Prize.create({ title: "gold", from: 21 });
  });
}

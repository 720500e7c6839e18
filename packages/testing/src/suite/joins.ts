import { count, exists, rank, sql } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Game, Player, Prize, withLeague } from "./kit/league.js";
import type { Suite } from "./kit/suite.js";

/** Tables joined by conditions: of models, of queries, of rows, and of a model to itself. */
export function joins(suite: Suite): void {
  withLeague(suite);

  test("an inner join gives a row for each pair, in one statement", async () => {
    const log = await countQueries(suite.db, async () => {
      const rows = await Player.join({ game: Game }, (player, { game }) => game.playerId.eq(player.id))
        .values((player, { game }) => ({ name: player.name, points: game.points, fee: game.fee, day: game.day }))
        .orderBy("day");
      expect(rows).toEqual([
        { name: "ann", points: 10, fee: "1.50", day: "2024-01-01" },
        { name: "bob", points: 10, fee: "1.50", day: "2024-01-02" },
        { name: "cid", points: null, fee: "1.50", day: "2024-01-03" },
        { name: "ann", points: 30, fee: "1.50", day: "2024-01-05" },
      ]);
    });
    expect(log.count).toBe(1);
  });

  test("a left join keeps rows to which none belongs", async () => {
    const pairs = Player.leftJoin({ game: Game }, (player, { game }) =>
      game.playerId.eq(player.id).and(game.points.gt(5)),
    );
    const rows = await pairs
      .orderBy((player, { game }) => [player.name, game.day.desc()])
      .values((player, { game }) => ({ name: player.name, day: game.day, paid: game.fee.coalesce("0.00") }));
    expect(rows).toEqual([
      { name: "ann", day: "2024-01-05", paid: "1.50" },
      { name: "ann", day: "2024-01-01", paid: "1.50" },
      { name: "bob", day: "2024-01-02", paid: "1.50" },
      { name: "cid", day: null, paid: "0.00" },
      { name: "dee", day: null, paid: "0.00" },
    ]);
    // A column that may not be NULL may be here.
    const missing = await pairs
      .where((_, { game }) => game.id.isNull())
      .values(({ name }) => ({ name }))
      .orderBy("name");
    expect(missing).toEqual([{ name: "cid" }, { name: "dee" }]);
    const others = await pairs.where((_, { game }) => game.day.ne("2024-01-02")).values(({ name }) => ({ name }));
    expect(others.map(({ name }) => name).sort()).toEqual(["ann", "ann", "cid", "dee"]);
    expect(await pairs.where((_, { game }) => game.day.eq("2024-01-02").not()).count()).toBe(4);
    expect(await pairs.count()).toBe(5);
  });

  test("by any condition: between, of several columns, with a fragment of SQL", async () => {
    const won = Game.join({ prize: Prize }, (game, { prize }) =>
      game.points.between(prize.from, prize.to.coalesce(1000)).and(game.day.gte("2024-01-01")),
    );
    const rows = await won
      .join({ player: Player }, (game, { player }) => player.id.eq(game.playerId))
      .values((_, { prize, player }) => ({ title: prize.title, name: player.name }))
      .orderBy("title", "name");
    expect(rows).toEqual([
      { title: "bronze", name: "ann" },
      { title: "bronze", name: "bob" },
      { title: "gold", name: "ann" },
    ]);
    const raw = Game.join({ prize: Prize }, (game, { prize }) => sql`${game.points} > ${prize.from} and ${5} = 5`);
    expect(await raw.count()).toBe(4);
  });

  test("a model joined to itself, under other names", async () => {
    const mates = await Player.join({ mate: Player }, (player, { mate }) =>
      mate.club.eq(player.club).and(player.id.lt(mate.id)),
    ).values((player, { mate }) => ({ one: player.name, other: mate.name }));
    expect(mates).toEqual([{ one: "ann", other: "bob" }]);
    const chain = await Player.leftJoin({ coach: Player }, (player, { coach }) => coach.id.eq(player.coachId))
      .leftJoin({ again: Player }, (_, { coach, again }) => again.id.eq(coach.coachId))
      .values((player, { coach, again }) => ({ name: player.name, coach: coach.name, again: again.name }))
      .orderBy("name");
    expect(chain).toEqual([
      { name: "ann", coach: null, again: null },
      { name: "bob", coach: "ann", again: null },
      { name: "cid", coach: "ann", again: null },
      { name: "dee", coach: null, again: null },
    ]);
  });

  test("rows of a grouped query, and of windows", async () => {
    const totals = Game.groupBy("playerId").aggregate((game) => ({ points: game.points.sum(), games: count() }));
    const rows = await Player.leftJoin({ total: totals }, (player, { total }) => total.playerId.eq(player.id))
      .values((player, { total }) => ({ name: player.name, points: total.points, games: total.games.coalesce(0) }))
      .orderBy("name");
    expect(rows).toEqual([
      { name: "ann", points: 40, games: 2 },
      { name: "bob", points: 10, games: 1 },
      { name: "cid", points: null, games: 1 },
      { name: "dee", points: null, games: 0 },
    ]);
    const best = Game.where((game) => game.points.isNotNull())
      .values((game) => ({
        playerId: game.playerId,
        day: game.day,
        place: rank().over({ partitionBy: game.playerId, orderBy: game.points.desc() }),
      }))
      .where(({ place }) => place.eq(1));
    const days = await best
      .join({ player: Player }, (row, { player }) => player.id.eq(row.playerId))
      .values((row, { player }) => ({ name: player.name, day: row.day }))
      .orderBy("name");
    expect(days).toEqual([
      { name: "ann", day: "2024-01-05" },
      { name: "bob", day: "2024-01-02" },
    ]);
  });

  test("groups, having and aggregates over several tables", async () => {
    const pairs = Player.leftJoin({ game: Game }, (player, { game }) => game.playerId.eq(player.id));
    const clubs = await pairs
      .groupBy((player) => ({ club: player.club }))
      .aggregate((player, { game }) => ({
        players: player.id.countDistinct(),
        games: game.id.count(),
        points: game.points.sum().coalesce(0),
        high: count().filter(game.points.gt(20)),
      }))
      .having((_, { game }) => game.id.count().gt(0))
      .orderBy("club");
    expect(clubs).toEqual([
      { club: "blues", players: 1, games: 1, points: 0, high: 0 },
      { club: "reds", players: 2, games: 3, points: 50, high: 1 },
    ]);
    expect(await pairs.aggregate((_, { game }) => ({ games: game.id.count(), fees: game.fee.sum() }))).toEqual({
      games: 4,
      fees: "6.00",
    });
  });

  test("what a query leaves out is not joined, and its limit counts before", async () => {
    // Deleted games are hidden, unless they are asked for; in a left join their player stays.
    expect(await Player.join({ game: Game }, (player, { game }) => game.playerId.eq(player.id)).count()).toBe(4);
    const all = Player.join({ game: Game.withDeleted() }, (player, { game }) => game.playerId.eq(player.id));
    expect(await all.count()).toBe(5);
    expect(await Game.join({ player: Player }, (game, { player }) => player.id.eq(game.playerId)).count()).toBe(4);
    const gone = Game.onlyDeleted().join({ player: Player }, (game, { player }) => player.id.eq(game.playerId));
    expect(await gone.values((_, { player }) => ({ name: player.name }))).toEqual([{ name: "dee" }]);

    const high = Game.where({ points: 10 });
    const kept = Player.leftJoin({ game: high }, (player, { game }) => game.playerId.eq(player.id));
    expect(await kept.values(({ name }, { game }) => ({ name, day: game.day })).orderBy("name")).toEqual([
      { name: "ann", day: "2024-01-01" },
      { name: "bob", day: "2024-01-02" },
      { name: "cid", day: null },
      { name: "dee", day: null },
    ]);

    const strongest = Player.orderBy("-strength").limit(2);
    const games = strongest.leftJoin({ game: Game.orderBy("day").limit(1) }, (player, { game }) =>
      game.playerId.eq(player.id),
    );
    expect(await games.values(({ name }, { game }) => ({ name, day: game.day }))).toEqual([
      { name: "ann", day: "2024-01-01" },
      { name: "cid", day: null },
    ]);
  });

  test("relations of any of the tables, and queries inside", async () => {
    const rows = await Game.join({ other: Game }, (game, { other }) =>
      other.points.eq(game.points).and(other.id.gt(game.id)),
    )
      .where((_, { other }) => other.player.games.count().eq(1))
      .values((game, { other }) => ({
        one: game.player.name,
        other: other.player.name,
        most: other.player.games.max("points"),
        coach: other.player.coach.name,
      }));
    expect(rows).toEqual([{ one: "ann", other: "bob", most: 10, coach: "ann" }]);
    const earlier = await Player.join({ game: Game }, (player, { game }) => game.playerId.eq(player.id))
      .where((player, { game }) =>
        exists(Game.where((before) => before.day.lt(game.day).and(before.playerId.eq(player.id)))),
      )
      .values((player, { game }) => ({ name: player.name, day: game.day }));
    expect(earlier).toEqual([{ name: "ann", day: "2024-01-05" }]);
    // A join inside of another query speaks of that one.
    const coached = await Player.where((player) =>
      exists(
        Player.join({ game: Game }, (pupil, { game }) => game.playerId.eq(pupil.id))
          .where((pupil, { game }) => pupil.coachId.eq(player.id).and(game.points.eq(10)))
          .values((pupil) => ({ id: pupil.id })),
      ),
    );
    expect(coached.map(({ name }) => name)).toEqual(["ann"]);
  });

  test("records that have such a row, each once, as a query", async () => {
    const scored = Player.orderBy("-name").join({ game: Game }, (player, { game }) =>
      game.playerId.eq(player.id).and(game.points.gt(5)),
    );
    const players = await scored.records();
    expect(players.map(({ name }) => name)).toEqual(["bob", "ann"]);
    expect(players[0]).toBeInstanceOf(Player);
    expect(await scored.records().count()).toBe(2);
    expect((await scored.records().paginate({ perPage: 1 })).total).toBe(2);
    expect(
      await scored
        .where((_, { game }) => game.points.gt(20))
        .records()
        .pluck("name"),
    ).toEqual(["ann"]);
    expect(await Player.orderBy("name").except(scored.records()).pluck("name")).toEqual(["cid", "dee"]);
    expect(await scored.records().with("games").first()).toMatchObject({ name: "bob", games: [{ points: 10 }] });
    expect(
      await scored
        .where((_, { game }) => game.points.gt(20))
        .records()
        .update({ strength: 10 }),
    ).toBe(1);
  });

  test("rows are counted and paged, without one on two pages", async () => {
    const rows = Player.leftJoin({ game: Game }, (player, { game }) => game.playerId.eq(player.id)).values(
      (player, { game }) => ({ club: player.club, name: player.name, day: game.day }),
    );
    expect(await rows.count()).toBe(5);
    expect(await rows.where(({ day }) => day.isNull()).count()).toBe(1);
    expect(await rows.limit(2).count()).toBe(2);
    expect(
      await Game.values(({ playerId }) => ({ playerId }))
        .distinct()
        .count(),
    ).toBe(3);
    expect(
      await Game.groupBy("playerId")
        .aggregate(() => ({ games: count() }))
        .having(() => count().gt(1))
        .count(),
    ).toBe(1);
    const seen: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const { records, total, pages } = await rows.orderBy("-club").paginate({ page, perPage: 2 });
      expect([total, pages]).toEqual([5, 3]);
      seen.push(...records.map(({ name, day }) => `${name} ${day}`));
    }
    expect(seen).toEqual(["dee null", "ann 2024-01-01", "ann 2024-01-05", "bob 2024-01-02", "cid 2024-01-03"]);
    await expect(rows.limit(1).paginate()).rejects.toThrow("paginate sets limit and offset itself");
  });

  test("each row with each other one", async () => {
    const all = Player.all().crossJoin({ prize: Prize });
    expect(await all.count()).toBe(8);
    const open = all
      .leftJoin({ game: Game }, (player, { game, prize }) =>
        game.playerId.eq(player.id).and(game.points.between(prize.from, prize.to.coalesce(1000))),
      )
      .where((player, { game }) => game.id.isNull().and(player.club.isNotNull()))
      .values((player, { prize }) => ({ name: player.name, title: prize.title }))
      .orderBy("name", "title");
    expect(await open).toEqual([
      { name: "bob", title: "gold" },
      { name: "cid", title: "bronze" },
      { name: "cid", title: "gold" },
    ]);
  });
}

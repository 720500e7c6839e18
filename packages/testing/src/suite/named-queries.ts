import { cast, count, exists, field, Model, manyToOne, rowNumber, sql, value } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Unit extends Model {
  static table = "suite_units";
  id = field.id();
  name = field.string(20, { unique: true });
  staff = field.smallInteger({ default: 1 });
  budget = field.decimal(10, 2, { default: "1.00" });
  founded = field.date({ default: "2020-01-01" });
  aboveId = field.foreignKey(() => Unit, { nullable: true });
  above = manyToOne(() => Unit, { nullable: true });
}

class Way extends Model {
  static table = "suite_ways";
  id = field.id();
  from = field.char(1);
  to = field.char(1);
  cost = field.integer();
}

/** Common table expressions: queries under a name, one made from another, and recursive ones. */
export function namedQueries(suite: Suite): void {
  tables(suite, Unit, Way);
  beforeEach(async () => {
    await Unit.all().update({ aboveId: null });
    await empty(Unit);
    await empty(Way);
    const all = await Unit.create({ name: "all", staff: 2, budget: "10.50" });
    const east = await Unit.create({ name: "east", staff: 3, aboveId: all.id, budget: "2.25" });
    await Unit.create({ name: "west", staff: 4, aboveId: all.id });
    await Unit.create({ name: "port", staff: 5, aboveId: east.id, founded: "2021-01-01" });
    const ways: readonly [string, string, number][] = [
      ["a", "b", 1],
      ["b", "c", 2],
      ["c", "a", 3],
      ["b", "d", 9],
    ];
    for (const [from, to, cost] of ways) await Way.create({ from, to, cost });
  });
  const ids = async () => Object.fromEntries((await Unit.all()).map(({ name, id }) => [name, id]));

  test("a query under a name is written once, however often it is used", async () => {
    const sums = Unit.where((unit) => unit.aboveId.isNotNull().and(unit.staff.gt(2)))
      .groupBy("aboveId")
      .aggregate((unit) => ({ staff: unit.staff.sum(), units: count() }))
      .withCte("sums");
    const rows = Unit.leftJoin({ below: sums }, (unit, { below }) => below.aboveId.eq(unit.id))
      .where((unit) => exists(sums.where((sum) => sum.staff.gte(unit.staff))))
      .values((unit, { below }) => ({ name: unit.name, units: below.units.coalesce(0), staff: below.staff }))
      .orderBy("name");
    const { result, statements } = await countQueries(suite.db, () => rows.all());
    expect(result).toEqual([
      { name: "all", units: 2, staff: 7 },
      { name: "east", units: 1, staff: 5 },
      { name: "port", units: 0, staff: null },
      { name: "west", units: 0, staff: null },
    ]);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.sql.match(/with "sums" as/g)).toHaveLength(1);
    expect(await sums.orderBy("-staff").first()).toMatchObject({ staff: 7 });
  });

  test("one is made from another, and both are joined", async () => {
    const sums = Unit.groupBy("aboveId")
      .aggregate((unit) => ({ staff: unit.staff.sum() }))
      .withCte("sums");
    const placed = sums
      .values(({ aboveId, staff }) => ({ aboveId, place: rowNumber().over({ orderBy: staff.desc() }) }))
      .withCte("placed", { materialized: true });
    const rows = await Unit.join({ sum: sums }, (unit, { sum }) => sum.aboveId.eq(unit.id))
      .join({ placed }, (unit, { placed: row }) => row.aboveId.eq(unit.id))
      .values((unit, { sum, placed: row }) => ({ name: unit.name, staff: sum.staff, place: row.place }))
      .orderBy("place");
    expect(rows).toEqual([
      { name: "all", staff: 7, place: 1 },
      { name: "east", staff: 5, place: 2 },
    ]);
  });

  test("in a list to look in, in conditions of set writes, and with fragments of SQL in it", async () => {
    const large = Unit.where((unit) => sql`${unit.staff} > ${3} and ${"?"} = '?'`)
      .values(({ id }) => ({ id }))
      .withCte("large");
    const among = Unit.where((unit) => exists(large.where((row) => row.id.eq(unit.id))));
    expect(await among.orderBy("name").pluck("name")).toEqual(["port", "west"]);
    expect(await among.count()).toBe(2);
    expect(
      await Unit.where(({ id }) => id.oneOf(large))
        .orderBy("name")
        .pluck("name"),
    ).toEqual(["port", "west"]);
    expect(
      await Unit.where(({ id }) => id.noneOf(large))
        .orderBy("name")
        .pluck("name"),
    ).toEqual(["all", "east"]);
    expect(await among.update({ budget: "7.00" })).toBe(2);
    expect(await Unit.where({ budget: "7.00" }).count()).toBe(2);
    expect(await among.whereNot({ name: "west" }).delete()).toBe(1);
    expect(await large.aggregate(() => ({ rows: count() }))).toEqual({ rows: 1 });
  });

  test("a tree with its depth, its path and what is summed up on the way", async () => {
    const tree = Unit.where({ aboveId: null })
      .values(({ id, name, staff, budget, founded }) => ({
        id,
        path: name,
        depth: value(0),
        staff,
        budget,
        founded,
      }))
      .withCte("tree", (rows) =>
        rows
          .join({ unit: Unit }, (row, { unit }) => unit.aboveId.eq(row.id))
          .values((row, { unit }) => ({
            id: unit.id,
            path: row.path.concat("/", unit.name),
            depth: row.depth.plus(1),
            budget: row.budget.plus(unit.budget),
            staff: row.staff.plus(unit.staff),
            founded: unit.founded,
          })),
      );
    const rows = await tree.values(({ id: _, ...row }) => row).orderBy("path");
    expect(rows).toEqual([
      { path: "all", depth: 0, staff: 2, budget: "10.50", founded: "2020-01-01" },
      { path: "all/east", depth: 1, staff: 5, budget: "12.75", founded: "2020-01-01" },
      { path: "all/east/port", depth: 2, staff: 10, budget: "13.75", founded: "2021-01-01" },
      { path: "all/west", depth: 1, staff: 6, budget: "11.50", founded: "2020-01-01" },
    ]);
    // Joined, grouped, looked into, and cut off at a depth.
    const levels = tree.groupBy(({ depth }) => ({ depth })).aggregate(() => ({ units: count() }));
    expect(await levels.orderBy("depth")).toEqual([
      { depth: 0, units: 1 },
      { depth: 1, units: 2 },
      { depth: 2, units: 1 },
    ]);
    const deep = Unit.join({ tree }, (unit, { tree: row }) => row.id.eq(unit.id)).where((_, { tree: row }) =>
      row.depth.gt(1),
    );
    expect(await deep.records().pluck("name")).toEqual(["port"]);
    const high = Unit.where({ aboveId: null })
      .values(({ id }) => ({ id, depth: value(0) }))
      .withCte("high", (rows) =>
        rows
          .where(({ depth }) => depth.lt(1))
          .join({ unit: Unit }, (row, { unit }) => unit.aboveId.eq(row.id))
          .values((row, { unit }) => ({ id: unit.id, depth: row.depth.plus(1) })),
      );
    expect((await high).length).toBe(3);
  });

  test("a step may begin with a model, and sums a tree up to each of its places", async () => {
    const { all, east, west, port } = await ids();
    const pairs = Unit.values(({ id }) => ({ top: id, id })).withCte("pairs", (rows) =>
      Unit.join({ pair: rows }, (unit, { pair }) => unit.aboveId.eq(pair.id)).values((unit, { pair }) => ({
        top: pair.top,
        id: unit.id,
      })),
    );
    const sums = await pairs
      .join({ unit: Unit }, (pair, { unit }) => unit.id.eq(pair.id))
      .groupBy(({ top }) => ({ top }))
      .aggregate((_, { unit }) => ({ staff: unit.staff.sum() }))
      .orderBy("top");
    expect(sums).toEqual([
      { top: all, staff: 14 },
      { top: east, staff: 8 },
      { top: west, staff: 4 },
      { top: port, staff: 5 },
    ]);
  });

  test("circles end where nothing new comes, or where a condition says so", async () => {
    const from = (place: string) => Way.where({ from: place }).limit(1);
    const places = from("a")
      .values(({ from: place }) => ({ place }))
      .withCte("places", (rows) =>
        rows.join({ way: Way }, (row, { way }) => way.from.eq(row.place)).values((_, { way }) => ({ place: way.to })),
      );
    expect((await places.orderBy("place")).map(({ place }) => place)).toEqual(["a", "b", "c", "d"]);
    const paths = from("a")
      .values(({ from: place }) => ({ place, path: cast(place, "text"), cost: value(0) }))
      .withCte(
        "paths",
        (rows) =>
          rows
            .join({ way: Way }, (row, { way }) => way.from.eq(row.place).and(row.path.position(way.to).eq(0)))
            .values((row, { way }) => ({
              place: way.to,
              path: row.path.concat(way.to),
              cost: row.cost.plus(way.cost),
            })),
        { repeats: true },
      );
    expect(await paths.values(({ path, cost }) => ({ path, cost })).orderBy("cost")).toEqual([
      { path: "a", cost: 0 },
      { path: "ab", cost: 1 },
      { path: "abc", cost: 3 },
      { path: "abd", cost: 10 },
    ]);
  });
}

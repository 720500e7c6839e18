import { expect, test } from "vitest";
import { field, Model, manyToMany, manyToOne, oneToMany } from "../../src/index.js";
import { gt } from "../../src/operators/gt.js";
import * as filter from "../../src/query/methods/filter.js";
import { joined, withCount } from "../../src/query/methods/load.js";
import { omit, select } from "../../src/query/methods/shape.js";
import { Query } from "../../src/query/query.js";
import { finish, type QueryState, startQuery } from "../../src/query/state.js";
import { metaOf } from "../../src/schema/registry.js";
import { StatementCache } from "../../src/sql/cache.js";
import { bind, compile, compileFresh } from "../../src/sql/compile.js";
import { tokenOf } from "../../src/statement/statement.js";
import type { SelectStatement } from "../../src/statement/tree.js";
import { recordingDialect } from "../recording/dialect.js";

class Owner extends Model {
  id = field.id();
  animals = oneToMany(() => Animal, { backPopulates: "owner" });
  birds = oneToMany(() => Bird);
}

class Animal extends Model {
  static discriminator = "sort";
  id = field.id();
  size = field.integer();
  ownerId = field.foreignKey(() => Owner);
  owner = manyToOne(() => Owner, { backPopulates: "animals" });
  friends = manyToMany(() => Bird);
  nextId = field.foreignKey(() => Bird, { nullable: true });
  next = manyToOne(() => Bird, { nullable: true });
}

class Fox extends Animal {
  legs = field.integer();
}

class Bird extends Animal {
  wings = field.integer();
}

const dialect = recordingDialect();

/** Queries in which each of the classes has each part. */
function queriesOf(): QueryState[] {
  const [owners, animals, foxes, birds] = [Owner, Animal, Fox, Bird].map((model) => startQuery(metaOf(model))) as [
    QueryState,
    QueryState,
    QueryState,
    QueryState,
  ];
  const all = [animals, foxes, birds].flatMap((start) => [
    start,
    filter.where(start, { size: gt(700_000_001) }),
    filter.where(start, { owner: { id: 1 } }),
    filter.where(start, { next: { wings: 2 } }),
    filter.where(start, { friends: { wings: 2 } }),
    filter.orderBy(start, ["next.wings", "-size"]),
    joined(start, ["next"]),
    joined(start, ["owner", "next.next"]),
    withCount(start, ["friends"], Query.opening),
    select(start, ["size"]),
    select(start, ["id", "ownerId"]),
    omit(start, ["size"]),
  ]);
  const narrowed = [
    filter.where(owners, { birds: { wings: 2 } }),
    filter.where(owners, { animals: { size: 2 } }),
    withCount(owners, ["birds"], Query.opening),
    select(birds, ["wings"]),
    select(foxes, ["legs"]),
  ];
  return [...all, ...narrowed];
}

test("tokens differ where texts do, also once there are more classes", () => {
  const cache = new StatementCache(dialect);
  let byToken = new Map<string, string>();
  const check = (statement: SelectStatement) => {
    const { text } = compile(dialect, statement);
    const token = tokenOf(statement);
    expect(byToken.get(token) ?? text).toBe(text);
    byToken.set(token, text);
    const [cached, fresh] = [cache.get(statement), compileFresh(dialect, statement)];
    expect([cached.text, bind(cached, statement)]).toStrictEqual([fresh.text, fresh.values]);
  };
  const before = queriesOf();
  for (const state of before) check(finish(state));
  // A class without columns of its own, and one with some.
  class Parrot extends Bird {}
  metaOf(Parrot);
  byToken = new Map();
  for (const state of [...before, ...queriesOf()]) check(finish(state));
  class Owl extends Bird {
    hours = field.integer();
  }
  metaOf(Owl);
  byToken = new Map();
  for (const state of [...before, ...queriesOf()]) check(finish(state));
  expect(new Set(byToken.values()).size).toBeGreaterThan(40);
  const { columns } = finish(before[0] as QueryState);
  expect(columns.map(({ property }) => property)).toEqual([
    "id",
    "size",
    "ownerId",
    "nextId",
    "sort",
    "legs",
    "wings",
    "hours",
  ]);
});

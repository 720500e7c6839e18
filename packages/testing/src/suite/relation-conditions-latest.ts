import { type Condition, field, isNotNull, Model, manyToOne, not, oneToMany, oneToOne, or } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Visitor extends Model {
  static table = "suite_visitors";
  id = field.id();
  name = field.string(20);
  visits = oneToMany(() => Visit, { backPopulates: "visitor" });
  lastVisit = oneToOne(() => Visit, { latestBy: "at" });
}

class Visit extends Model {
  static table = "suite_visits";
  id = field.id();
  page = field.string(20);
  at = field.dateTime();
  deletedAt = field.deletedAt();
  visitorId = field.foreignKey(() => Visitor);
  visitor = manyToOne(() => Visitor, { backPopulates: "visits" });
}

/** A condition on the latest of many is on that one alone. */
export function latestConditions(suite: Suite): void {
  tables(suite, Visitor, Visit);
  const ids = (condition: Condition<Visitor>) => Visitor.where(condition).orderBy("id").pluck("id");
  const visits: Visit[] = [];
  beforeAll(async () => {
    const [ann, bob] = [await Visitor.create({ name: "ann" }), await Visitor.create({ name: "bob" })];
    await Visitor.create({ name: "cid" });
    const visit = async (visitorId: number, page: string, day: number) =>
      visits.push(await Visit.create({ visitorId, page, at: new Date(Date.UTC(2020, 0, day)) }));
    await visit(ann.id, "home", 1);
    await visit(ann.id, "shop", 3);
    await visit(ann.id, "help", 2);
    await visit(bob.id, "shop", 1);
    // At the same time: the later row is the latest.
    await visit(bob.id, "home", 1);
    await visit(bob.id, "gone", 9);
    await visits.at(-1)?.delete();
  });

  test("its columns", async () => {
    expect(await ids({ lastVisit: { page: "shop" } })).toEqual([1]);
    expect(await ids({ lastVisit: { page: "home" } })).toEqual([2]);
    expect(await ids({ lastVisit: { page: "help" } })).toEqual([]);
    expect(await ids({ lastVisit: { page: "gone" } })).toEqual([]);
    expect(await ids(not({ lastVisit: { page: "shop" } }))).toEqual([2, 3]);
    expect(await ids(or({ lastVisit: { page: "shop" } }, { lastVisit: null }))).toEqual([1, 3]);
    expect(await Visit.where({ visitor: { lastVisit: { page: "home" } } }).count()).toBe(2);
  });

  test("itself, or none", async () => {
    expect(await ids({ lastVisit: visits[1] as Visit })).toEqual([1]);
    expect(await ids({ lastVisit: visits[0] as Visit })).toEqual([]);
    expect(await ids({ lastVisit: visits[5] as Visit })).toEqual([]);
    expect(await ids({ lastVisit: null })).toEqual([3]);
    expect(await ids({ lastVisit: isNotNull })).toEqual([1, 2]);
  });

  test("agrees with what is loaded", async () => {
    for (const visitor of await Visitor.with("lastVisit")) {
      const { lastVisit } = visitor;
      for (const page of ["home", "shop", "help", "gone"]) {
        expect((await ids({ lastVisit: { page } })).includes(visitor.id)).toBe(lastVisit?.page === page);
      }
    }
  });

  test("is nothing to order by", async () => {
    const error = await refusal(suite.db, () => Visitor.orderBy("lastVisit.page"));
    expect(error).toMatchObject({ code: "QUERY" });
    expect(error.message).toMatch(/Visitor\.lastVisit.*latest/);
  });
}

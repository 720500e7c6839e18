import { field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { type LooseRecord, loose } from "./kit/loose.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const primaryKey = true;

/** Keys of every type, with values that are easily taken for each other. */
const kinds: readonly (readonly [type: string, declare: () => unknown, values: readonly unknown[]])[] = [
  ["integer", () => field.integer({ primaryKey }), [1, 0, -1, 2147483647]],
  ["bigInteger", () => field.bigInteger({ primaryKey }), [9007199254740993n, 9007199254740992n, -1n]],
  ["bigInteger as number", () => field.bigInteger({ primaryKey, as: "number" }), [9007199254740991, 9007199254740990]],
  [
    "bigInteger as string",
    () => field.bigInteger({ primaryKey, as: "string" }),
    ["9007199254740993", "9007199254740992"],
  ],
  ["decimal", () => field.decimal(20, 2, { primaryKey }), ["1.50", "1.05", "-1.50", "99999999999999999.99"]],
  [
    "string",
    () => field.string(40, { primaryKey }),
    ["a", "A", "a ", " a", "ä", "'", '"', "\\", "null", "{a,b}", "1", "1.0", "😀"],
  ],
  ["text", () => field.text({ primaryKey }), ["", " ", '["a"]', "line\nbreak", "\u0001"]],
  [
    "uuid",
    () => field.uuid({ primaryKey }),
    ["00000000-0000-0000-0000-000000000000", "0198c1a2-7c00-7000-8000-00000000abcd"],
  ],
  ["enum", () => field.enum(["x", "X", "y,z"] as const, { primaryKey }), ["x", "X", "y,z"]],
  ["boolean", () => field.boolean({ primaryKey }), [true, false]],
  ["date", () => field.date({ primaryKey }), ["2024-02-29", "2023-03-01"]],
  [
    "dateTime",
    () => field.dateTime({ primaryKey }),
    [new Date(0), new Date("2024-02-29T12:00:00.123Z"), new Date("2024-02-29T12:00:00.124Z")],
  ],
  ["time", () => field.time({ primaryKey }), ["00:00:00", "23:59:59"]],
  [
    "binary",
    () => field.binary(8, { primaryKey }),
    [new Uint8Array([]), new Uint8Array([0]), new Uint8Array([0, 0]), new Uint8Array([255, 39])],
  ],
];

function family(declare: () => unknown, suffix: string) {
  class Parent extends Model {
    static table = `suite_key_parents_${suffix}`;
    key = declare();
    children = oneToMany(() => Child, { backPopulates: "parent" });
    friends = manyToMany(() => Friend, { through: `suite_key_pairs_${suffix}`, backPopulates: "parents" });
  }
  class Child extends Model {
    static table = `suite_key_children_${suffix}`;
    id = field.id();
    parentKey = field.foreignKey(() => Parent, "key" as never) as unknown;
    parent = manyToOne(() => Parent, { backPopulates: "children" });
  }
  class Friend extends Model {
    static table = `suite_key_friends_${suffix}`;
    id = field.id();
    parents = manyToMany(() => Parent, { backPopulates: "friends" });
  }
  return {
    Parent: loose(Parent),
    Child: loose(Child),
    Friend: loose(Friend),
    models: [Parent, Child, Friend] as const,
  };
}

/** Relations find each other by keys of every type: no two are mixed up, and none is missed. */
export function relationsKeys(suite: Suite): void {
  describe.each(kinds)("%s", (type, declare, values) => {
    const { Parent, Child, Friend, models } = family(declare, type.replaceAll(" ", "_").toLowerCase());
    tables(suite, ...models);

    test("both ways, lazily, eagerly and joined, and by a join table", async () => {
      const friend = await Friend.create({});
      for (const key of values) {
        const parent = await Parent.create({ key });
        await Child.create({ parentKey: key });
        await Child.create({ parent });
        await (parent["friends"] as { add(item: unknown): Promise<void> }).add(friend);
      }
      const isFamily = async (parents: readonly LooseRecord[]) => {
        expect(parents).toHaveLength(values.length);
        for (const parent of parents) {
          const children = (await parent["children"]) as LooseRecord[];
          expect(children).toHaveLength(2);
          for (const child of children) expectSame(child["parentKey"], parent["key"]);
          expect(await parent["friends"]).toHaveLength(1);
        }
      };
      const isChild = async (children: readonly LooseRecord[]) => {
        expect(children).toHaveLength(values.length * 2);
        for (const child of children) expectSame(((await child["parent"]) as LooseRecord)["key"], child["parentKey"]);
      };
      const counts = [
        (await countQueries(suite.db, async () => isFamily(await Parent.all()))).count,
        (await countQueries(suite.db, async () => isFamily(await Parent.all().with("children", "friends")))).count,
        (await countQueries(suite.db, async () => isChild(await Child.all()))).count,
        (await countQueries(suite.db, async () => isChild(await Child.all().with("parent")))).count,
        (await countQueries(suite.db, async () => isChild(await Child.all().joined("parent")))).count,
      ];
      expect(counts).toEqual([3, 3, 2, 2, 1]);
      const [reached] = await Friend.all().with("parents");
      expect(reached?.["parents"]).toHaveLength(values.length);
    });

    test("a limit for each parent, counts, and conditions", async () => {
      const limited = await Parent.all().with({ children: (query: { limit(n: number): unknown }) => query.limit(1) });
      expect(limited.map((parent) => (parent["children"] as unknown[]).length)).toEqual(values.map(() => 1));
      const counted = await Parent.all().withCount("children", "friends");
      expect(counted.map((parent) => [parent["childrenCount"], parent["friendsCount"]])).toEqual(
        values.map(() => [2, 1]),
      );
      for (const parent of counted) {
        expect(await Child.where({ parent })).toHaveLength(2);
        expect(await Friend.where({ parents: parent })).toHaveLength(1);
      }
    });
  });
}

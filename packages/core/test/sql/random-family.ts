import fc from "fast-check";
import { field } from "../../src/index.js";
import { type AnyModel, type AnyRecord, modelOf } from "../recording/model.js";
import { build, foreignKey } from "../schema/related-models.js";
import { sorts } from "./columns.js";
import { hostileIdentifiers } from "./hostile.js";
import type { Chosen } from "./random-model.js";

const members = ["Home", "Other", "Tag", "Note"] as const;
/** A model of the family. */
export type Member = (typeof members)[number];

/** Models that are related in every way there is, with columns of random sorts and hostile names for everything. */
export interface Family {
  readonly models: Readonly<Record<Member, AnyModel>>;
  readonly columns: Readonly<Record<Member, readonly Chosen[]>>;
}

const { manyToMany, manyToOne, oneToMany, oneToOne } = build;

type Fields = Record<string, () => unknown>;

const identifier = fc.constantFrom(...hostileIdentifiers, "r0", "r1", "p0", "c0", "n");
const columns = fc
  .array(fc.record({ sort: fc.constantFrom(...sorts), nullable: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map((list) => list.map((each, i): Chosen => ({ ...each, property: `p${i}` })));

/** How the members are related; a composite key, a key that may be NULL, a polymorphic one, and ways over several tables. */
function relations(models: Record<Member, AnyModel>, join: string): Record<Member, Fields> {
  const home = () => models.Home;
  const other = () => models.Other;
  const tag = () => models.Tag;
  const note = () => models.Note;
  return {
    Home: {
      id: () => field.id(),
      otherId: () => foreignKey(other),
      parentId: () => foreignKey(home, { nullable: true }),
      other: () => manyToOne(other, { backPopulates: "homes" }),
      parent: () => manyToOne(home, { nullable: true, backPopulates: "children" }),
      children: () => oneToMany(home, { backPopulates: "parent" }),
      eldest: () => oneToOne(home, { latestBy: "id", foreignKey: "parentId" }),
      tags: () =>
        manyToMany(tag, { backPopulates: "homes", through: join, foreignKey: "homeId", otherKey: ["tagA", "tagB"] }),
      notes: () => oneToMany(note, { backPopulates: "subject" }),
      siblings: () => oneToMany(home, { through: "other", source: "homes" }),
    },
    Other: {
      id: () => field.id(),
      homes: () => oneToMany(home, { backPopulates: "other" }),
      notes: () => oneToMany(note, { backPopulates: "subject" }),
      tags: () => oneToMany(tag, { through: "homes" }),
    },
    Tag: {
      a: () => field.integer({ primaryKey: true }),
      b: () => field.string(40, { primaryKey: true }),
      homes: () => manyToMany(home, { backPopulates: "tags" }),
    },
    Note: {
      id: () => field.id(),
      subjectId: () => field.bigInteger({ as: "number", nullable: true }),
      subjectType: () => field.string(63, { nullable: true }),
      subject: () => manyToOne(() => [models.Home, models.Other], { nullable: true }),
    },
  };
}

/** A family with random columns and names. */
export const randomFamily: fc.Arbitrary<Family> = fc
  .record({
    tables: fc.uniqueArray(identifier, { minLength: 5, maxLength: 5 }),
    names: fc.uniqueArray(identifier, { minLength: 12, maxLength: 12 }),
    schema: fc.option(identifier, { nil: undefined }),
    deletable: fc.uniqueArray(fc.constantFrom(...members)),
    columns: fc.tuple(columns, columns, columns, columns),
  })
  .map(({ tables, names, schema, deletable, columns }): Family => {
    const models = {} as Record<Member, AnyModel>;
    const bodies = relations(models, tables[4] as string);
    // Each property its own hostile name, the same in every model, so that tables have columns in common.
    const known = new Map<string, string>();
    const column = (property: string) => {
      if (!known.has(property)) known.set(property, names[known.size] ?? `the ${property}`);
      return known.get(property) as string;
    };
    for (const [i, name] of members.entries()) {
      const own = (columns[i] as Chosen[]).map(({ property, sort, nullable }) => [property, () => sort.make(nullable)]);
      const deletedAt = deletable.includes(name) ? { deletedAt: () => field.deletedAt() } : {};
      const statics = { table: { name: tables[i], schema }, naming: { table: String, column } };
      models[name] = modelOf(name, { ...bodies[name], ...Object.fromEntries(own), ...deletedAt }, statics);
    }
    const [Home, Other, Tag, Note] = columns;
    return { models, columns: { Home, Other, Tag, Note } };
  });

/** A record as it would have come from the database, its keys made of these numbers. */
export function recordOf({ models }: Family, member: Member, [key, other]: readonly [number, number]): AnyRecord {
  if (member === "Tag") return new models.Tag({ a: key, b: `vᵛv${other}` });
  if (member === "Other") return new models.Other({ id: key });
  if (member === "Home") return new models.Home({ id: key, otherId: other, parentId: other });
  const { table } = models.Home as unknown as { table: { name: string } };
  return new models.Note({ id: key, subjectId: other, subjectType: table.name });
}

/** What a relation of a member leads to, for the conditions that a test makes up. */
export const leadsTo = {
  Home: {
    one: { other: "Other", parent: "Home", eldest: "Home" },
    many: { children: "Home", tags: "Tag", notes: "Note", siblings: "Home" },
  },
  Other: { one: {}, many: { homes: "Home", notes: "Note", tags: "Tag" } },
  Tag: { one: {}, many: { homes: "Home" } },
  Note: { one: {}, many: {} },
} as const satisfies Record<Member, Record<"one" | "many", Record<string, Member>>>;

import { count, type Expression, exists, field, Model, QueryError, type Rows, rowNumber } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Rock extends Model {
  static table = "suite_rocks";
  id = field.id();
  name = field.string(20);
  size = field.integer();
  belowId = field.foreignKey(() => Rock, { nullable: true });
}

const hostile = ["", " ", 'a"b', "a.b", "a b", "1a", "x'; drop table suite_rocks; --", "\0", "ö", "a".repeat(64), "?"];

/** What joins and named queries refuse, before anything is sent. */
export function refusedJoins(suite: Suite): void {
  tables(suite, Rock);
  const said = async (work: () => unknown) => {
    const error = await refusal(suite.db, work);
    expect(error).toBeInstanceOf(QueryError);
    return error.message;
  };
  const below = Rock.join({ other: Rock }, (rock, { other }) => other.belowId.eq(rock.id));
  const sizes = Rock.values(({ id, size }) => ({ id, size }));

  test("what cannot be joined, and names that are none", async () => {
    const on = (() => undefined) as never;
    expect(await said(() => Rock.join({} as never, on))).toBe(
      "A join to Rock takes one table under a name of its own, { post: Post }; not 0 of them.",
    );
    expect(await said(() => Rock.join({ one: Rock, two: Rock } as never, on))).toContain("; not 2 of them.");
    expect(await said(() => Rock.join(Rock as never, on))).toContain("one table under a name of its own");
    for (const given of [null, "suite_rocks", 5, {}, [Rock], () => Rock]) {
      expect(await said(() => Rock.join({ other: given as never }, on))).toContain("has to be a model, a query of one");
    }
    for (const name of hostile) {
      expect(await said(() => Rock.join({ [name]: Rock }, on))).toContain("a name has letters, digits and _");
      expect(await said(() => sizes.withCte(name))).toContain("a name has letters, digits and _");
    }
    expect(await said(() => below.join({ other: Rock } as never, on))).toBe(
      "Something is joined to Rock as other already. Give one of them another name.",
    );
    // A name that JavaScript knows is one as well.
    const odd = Rock.join({ constructor: Rock }, (rock, tables) => tables.constructor.id.eq(rock.id));
    expect(await odd.count()).toBe(0);
    const name: string = "__proto__";
    const proto = Object.fromEntries([[name, Rock]]);
    const own = Rock.join(proto, (rock, joined) => (joined[name] as typeof rock).id.eq(rock.id));
    expect(await own.values((_, joined) => ({ id: (joined[name] as { id: Expression<number> }).id }))).toEqual([]);
  });

  test("conditions that are none, and columns that there are not", async () => {
    expect(await said(() => Rock.join({ other: Rock }, undefined as never))).toBe(
      "A join to Rock takes a callback after the table, (row, { name }) => name.rowId.eq(row.id), not undefined.",
    );
    expect(await said(() => Rock.join({ other: Rock }, () => true as never))).toContain("where an expression belongs");
    expect(await said(() => Rock.join({ other: Rock }, (rock) => rock.size as never))).toContain("true or false");
    expect(
      await said(() => Rock.join({ other: Rock }, (_, tables) => (tables as never as { otter: never }).otter)),
    ).toBe('Nothing is joined to Rock as "otter". Did you mean "other"?');
    expect(
      await said(() => Rock.join({ other: Rock }, (_, { other }) => (other as never as { siz: never }).siz)),
    ).toContain('Rock has no property "siz"');
    expect(await said(() => Rock.join({ row: sizes }, (_, { row }) => (row as never as { seize: never }).seize))).toBe(
      'No "seize" comes out of this query of Rock. Did you mean "size"?',
    );
    expect(await said(() => Rock.join({ row: sizes }, (rock, { row }) => row.size.eq(rock.name as never)))).toContain(
      "needs two of a kind",
    );
    expect(await said(() => Rock.join({ other: Rock }, () => count().gt(1)))).toContain("an aggregate of many rows");
    expect(await said(() => below.where(() => count().gt(1)))).toContain("an aggregate of many rows");
    expect(await said(() => below.where(() => rowNumber().over({}).eq(1)))).toContain("a window function");
    expect(
      await said(() =>
        below.groupBy((rock) => ({ name: rock.name })).aggregate((_, { other }) => ({ size: other.size })),
      ),
    ).toContain("a column, of which a group has many values");
    expect(await said(() => sizes.groupBy(({ id }) => ({ id })).aggregate(({ size }) => ({ size })))).toContain(
      "a column, of which a group has many values",
    );
    expect(await said(() => sizes.having(() => count().gt(1)))).toContain("having of Rock chooses groups");
  });

  test("columns outside of their callback, and queries that speak of another", async () => {
    let kept: { id: never } | undefined;
    Rock.join({ other: Rock }, (rock, { other }) => {
      kept = other as never;
      return other.id.eq(rock.id);
    });
    expect(await said(() => below.where((rock) => rock.id.eq((kept as { id: never }).id)))).toContain(
      "used outside of the callback that gave it",
    );
    expect(
      await said(() =>
        Rock.where((rock) =>
          exists(
            Rock.where((other) => other.id.eq(rock.id))
              .values(({ id }) => ({ id }))
              .withCte("own"),
          ),
        ),
      ),
    ).toContain("was made inside of another query's callback");
    const locked = Rock.all().lock("update");
    for (const work of [
      () => Rock.join({ other: locked }, (rock, { other }) => other.id.eq(rock.id)),
      () => locked.join({ other: Rock }, (rock, { other }) => other.id.eq(rock.id)),
    ]) {
      expect(await said(work)).toContain("lock the records that it finds");
    }
    expect(await said(() => Rock.select("name").distinct().crossJoin({ other: Rock }))).toContain(
      "distinct() has no meaning there",
    );
    const rows = sizes.join({ rock: Rock }, (row, { rock }) => rock.id.eq(row.id)) as unknown as { records(): unknown };
    expect(await said(() => rows.records())).toContain("these are rows of values");
  });

  test("names that would hide something, or that two queries have", async () => {
    const named = (name: string, size: number) =>
      Rock.where((rock) => rock.size.gt(size))
        .values(({ id }) => ({ id }))
        .withCte(name);
    const both = (one: Rows<Rock, { id: number }>, other: Rows<Rock, { id: number }>) =>
      Rock.join({ one }, (rock, { one: row }) => row.id.eq(rock.id))
        .join({ other }, (rock, { other: row }) => row.id.eq(rock.id))
        .count();
    for (const name of ["suite_rocks", "SUITE_Rocks"]) {
      expect(await said(() => named(name, 1).all())).toContain("which could not be read any more");
    }
    expect(await said(() => named("r0", 1))).toContain("tables get such names");
    // Of two shapes, and of one shape with other values, whether the text is known or not.
    const other = Rock.values(({ id }) => ({ id })).withCte("some");
    expect(await said(() => both(named("some", 1), other))).toContain('two different queries of this statement "some"');
    const some = named("some", 1);
    expect(await both(some, some)).toBe(0);
    for (const rival of [named("some", 2), named("SOME", 1)]) {
      expect((await failure(() => both(some, rival))).message).toContain("withCte names two different queries");
    }
    // What is the same in every way may be made twice.
    expect(await both(some, named("some", 1))).toBe(0);
  });

  test("steps that no database takes", async () => {
    const seed = Rock.where({ belowId: null }).values(({ id, size }) => ({ id, size }));
    type Step = Parameters<typeof seed.withCte>[1];
    const step = (make: (rows: typeof seed) => unknown) => said(() => seed.withCte("tree", make as Step));
    const joined = (rows: typeof seed) => Rock.join({ row: rows }, (rock, { row }) => row.id.eq(rock.belowId));
    const good = (rows: typeof seed) => joined(rows).values(({ id, size }) => ({ id, size }));
    expect(await seed.withCte("tree", good)).toEqual([]);

    expect(await step(() => undefined)).toContain("where it has to give rows");
    expect(await step(() => Rock.all())).toContain("gives records, where it has to give rows");
    expect(await step(() => seed)).toContain("has to read the rows of tree once");
    expect(await step((rows) => good(rows).limit(1))).toContain("has a limit, distinct, groups or a window");
    expect(await step((rows) => good(rows).distinct())).toContain("has a limit, distinct, groups or a window");
    expect(
      await step((rows) =>
        joined(rows)
          .groupBy(({ id }) => ({ id }))
          .aggregate(({ size }) => ({ size: size.sum() })),
      ),
    ).toContain("has a limit, distinct, groups or a window");
    expect(
      await step((rows) => joined(rows).values(({ id }) => ({ id, size: rowNumber().over({ orderBy: id }) }))),
    ).toContain("has a limit, distinct, groups or a window");
    expect(
      await step((rows) =>
        Rock.leftJoin({ row: rows }, (rock, { row }) => row.id.eq(rock.belowId)).values(({ id, size }) => ({
          id,
          size,
        })),
      ),
    ).toContain("in no left join");
    expect(
      await step((rows) =>
        Rock.where((rock) => exists(rows.where(({ id }) => id.eq(rock.belowId)))).values(({ id, size }) => ({
          id,
          size,
        })),
      ),
    ).toContain("in no query inside");
    expect(
      await step((rows) =>
        joined(rows)
          .join({ again: rows }, (rock, { again }) => again.id.eq(rock.id))
          .values(({ id, size }) => ({ id, size })),
      ),
    ).toContain("has to read the rows of tree once");
    expect(await step((rows) => joined(rows).values(({ id }) => ({ id })))).toBe(
      "The step of tree gives id; it has to give what the first rows have: id, size.",
    );
    expect(await step((rows) => joined(rows).values(({ id, name }) => ({ id, size: name })))).toBe(
      "The step of tree gives size as string, where the first rows have integer.",
    );
  });
}

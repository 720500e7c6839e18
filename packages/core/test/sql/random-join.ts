import fc from "fast-check";
import { count } from "../../src/expression/functions.js";
import type { Rows } from "../../src/query/rows.js";
import { rowsOf } from "../../src/statement/rows-of.js";
import type { SelectStatement } from "../../src/statement/tree.js";
import { Author, Book, type Make, on, queryOf, type Row } from "./expression-parts.js";
import { conditions, scalars } from "./random-expression.js";
import type { Statements } from "./random-related-query.js";

/** A query, rows or what is joined, past the types. */
type Loose = Readonly<Record<string, (...given: readonly unknown[]) => Loose>>;
type Joined = Readonly<Record<string, Row>>;
/** Something to join at a place, made with one of two sets of values. */
type Source = (set: 0 | 1, place: string) => unknown;
type Set = 0 | 1;

const loose = (value: unknown): Loose => value as Loose;
const books = (make: Make, set: Set) => loose(queryOf(Book).where(((row: Row) => make(row, set)) as never));

/** Rows of an id and of something that is reckoned. */
const valued = fc.tuple(conditions, scalars).map(
  ([where, scalar]) =>
    (set: Set): Loose =>
      loose(books(where, set).values?.((row: Row) => ({ id: row.id, extra: scalar(row, set) }))),
);
/** Books below books, by a key that goes to another. */
const recursive = fc
  .tuple(conditions, conditions, fc.boolean())
  .map(([where, next, repeats]) => (set: Set, place: string): Loose => {
    const step = (rows: unknown) =>
      loose(
        books(next, set).join?.({ tree: rows }, (book: Row, { tree }: Joined) => on(book.authorId, "eq", tree?.id)),
      ).values?.((book: Row, { tree }: Joined) => ({ id: book.id, depth: on(tree?.depth, "plus", 1) }));
    const seed = loose(books(where, set).values?.((row: Row) => ({ id: row.id, depth: row.id })));
    return loose(seed.withCte?.(`tree_${place}`, step, { repeats }));
  });
/** Rows under a name, and rows of these under another. */
const named = fc.tuple(valued, fc.boolean()).map(([make, isMaterialized]) => (set: Set, place: string): Loose => {
  const first = loose(make(set).withCte?.(`first_${place}`, isMaterialized ? { materialized: true } : {}));
  return loose(loose(first.where?.((row: Row) => on(row.id, "gt", 1))).withCte?.(`second_${place}`));
});

const sources: fc.Arbitrary<Source> = fc.oneof(
  fc.constant(() => Author),
  conditions.map(
    (make): Source =>
      (set) =>
        books(make, set),
  ),
  conditions.map(
    (make): Source =>
      (set) =>
        books(make, set).limit?.(500_000_000 + set),
  ),
  valued,
  valued.map(
    (make): Source =>
      (set) =>
        make(set).where?.((row: Row) => on(row.id, "lt", 5)),
  ),
  named,
  recursive,
);

interface Part {
  readonly source: Source;
  readonly method: "join" | "leftJoin";
  readonly where: Make;
}
const parts: fc.Arbitrary<readonly Part[]> = fc.array(
  fc.record({ source: sources, method: fc.constantFrom("join", "leftJoin"), where: conditions }),
  { maxLength: 3 },
);

type End = (joined: Loose, set: Set) => unknown;
const ends: fc.Arbitrary<End> = fc.oneof(
  scalars.map(
    (make): End =>
      (joined, set) =>
        joined.values?.((book: Row, others: Joined) => ({
          own: make(book, set),
          other: "t0" in others ? others.t0?.id : book.id,
        })),
  ),
  scalars.map(
    (make): End =>
      (joined, set) =>
        loose(joined.groupBy?.((book: Row) => ({ group: make(book, set) }))).aggregate?.(() => ({ n: count() })),
  ),
  fc.constant<End>((joined) => joined.records?.()),
);

/** Statements over joined tables, derived ones and common table expressions. */
export const randomJoins: fc.Arbitrary<Statements> = fc
  .tuple(conditions, parts, ends, fc.constantFrom("rows", "rows", "count"), fc.boolean())
  .map(([where, joins, end, yields, isLimited]) => {
    const build = (kept: readonly Part[], set: Set, isShort: boolean): SelectStatement => {
      const home = isShort ? loose(books(where, set).limit?.(400_000_000)) : books(where, set);
      const start = loose(home.crossJoin?.({ other: Author }));
      const all = kept.reduce(
        (joined, part, i) =>
          loose(
            joined[part.method]?.({ [`t${i}`]: part.source(set, `t${i}`) }, (book: Row, others: Joined) =>
              on(on(others[`t${i}`]?.id, "eq", book.authorId), "and", part.where(book, set)),
            ),
          ),
        start,
      );
      return { ...(rowsOf(end(all, set) as Rows<never, never>) as SelectStatement), yields };
    };
    return [
      build(joins, 0, isLimited),
      build(joins, 1, isLimited),
      build(joins, 0, !isLimited),
      ...joins.map((left) =>
        build(
          joins.filter((part) => part !== left),
          0,
          isLimited,
        ),
      ),
    ];
  });

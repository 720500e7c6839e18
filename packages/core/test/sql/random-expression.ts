import fc from "fast-check";
import type { Expression } from "../../src/expression/expression.js";
import { count, exists, rowNumber, when } from "../../src/expression/functions.js";
import { field } from "../../src/fields/index.js";
import { manyToOne, oneToMany } from "../../src/index.js";
import { Query } from "../../src/query/query.js";
import { startQuery } from "../../src/query/state.js";
import { metaOf } from "../../src/schema/registry.js";
import { type AnyModel, modelOf } from "../recording/model.js";
import { marker } from "./columns.js";

/** An expression of one structure with two sets of values. */
export type Make = (row: Row, set: 0 | 1) => Expression<never>;
type Row = Readonly<Record<string, never>>;
type Method = (...given: readonly unknown[]) => Expression<never>;

export const Author: AnyModel = modelOf("Author", {
  id: () => field.id(),
  name: () => field.string(40),
  age: () => field.integer({ nullable: true }),
  books: () => oneToMany(() => Book, { backPopulates: "author" }),
});

export const Book: AnyModel = modelOf("Book", {
  id: () => field.id(),
  title: () => field.string(40),
  pages: () => field.integer({ nullable: true }),
  price: () => field.decimal(14, 2, { nullable: true }),
  soldAt: () => field.dateTime({ nullable: true }),
  good: () => field.boolean({ nullable: true }),
  authorId: () => field.foreignKey(() => Author as never),
  author: () => manyToOne(() => Author as never, { backPopulates: "books" }),
});

/** A query of a model, past the types. */
export const queryOf = (model: AnyModel): Query<never, never> => new Query(startQuery(metaOf(model)));

const on = (expression: unknown, method: string, ...given: readonly unknown[]): Expression<never> =>
  ((expression as Readonly<Record<string, Method>>)[method] as Method).apply(expression, given) as Expression<never>;

const pair = <V>(values: fc.Arbitrary<V>): fc.Arbitrary<readonly [V, V]> => fc.tuple(values, values);
const number = pair(fc.integer({ min: 500_000_000, max: 599_999_999 }));
const text = pair(fc.string({ maxLength: 6 }).map((rest) => `${marker}${rest.replaceAll("\0", "")}`));
const decimal = pair(fc.integer({ min: 500_000_000, max: 599_999_999 }).map((cents) => `${cents}.125`));
const instant = pair(fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }));

const at =
  (...way: readonly string[]): Make =>
  (row) =>
    way.reduce((from, name) => (from as Record<string, never>)[name] as never, row as never);

const method = (part: fc.Arbitrary<Make>, names: readonly string[]): fc.Arbitrary<Make> =>
  fc.tuple(part, fc.constantFrom(...names)).map(
    ([make, name]): Make =>
      (row, set) =>
        on(make(row, set), name),
  );

const binary = (left: fc.Arbitrary<Make>, right: fc.Arbitrary<Make>, names: readonly string[]): fc.Arbitrary<Make> =>
  fc.tuple(left, right, fc.constantFrom(...names)).map(
    ([a, b, name]): Make =>
      (row, set) =>
        on(a(row, set), name, b(row, set)),
  );

const bound = <V>(left: fc.Arbitrary<Make>, values: fc.Arbitrary<readonly [V, V]>, names: readonly string[]) =>
  fc.tuple(left, values, fc.constantFrom(...names)).map(
    ([make, both, name]): Make =>
      (row, set) =>
        on(make(row, set), name, both[set]),
  );

/** Where the queries inside look for the row around them. */
const inner = (values: readonly [number, number], set: 0 | 1, row: Row) =>
  queryOf(Author).where(((author: Row) =>
    on(
      on(at("id")(author, set), "eq", at("authorId")(row, set)),
      "and",
      on(at("age")(author, set), "gt", values[set]),
    )) as never);

const { condition, numeric, textual } = fc.letrec<{ condition: Make; numeric: Make; textual: Make }>((tie) => {
  const [whole, words, truth] = [tie("numeric"), tie("textual"), tie("condition")];
  return {
    numeric: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(at("pages"), at("id"), at("author", "age")),
      binary(whole, whole, ["plus", "minus", "times"]),
      bound(whole, number, ["plus", "minus", "times", "nullIf", "coalesce"]),
      method(whole, ["abs", "floor"]),
      method(words, ["length"]),
      fc.constantFrom("year", "month").map(
        (name): Make =>
          (row, set) =>
            on(at("soldAt")(row, set), name),
      ),
      fc.tuple(truth, number, whole).map(
        ([test, both, other]): Make =>
          (row, set) =>
            when(test(row, set) as never, both[set] as never, other(row, set)),
      ),
      number.map(
        (both): Make =>
          (row, set) => {
            const books = on(at("author", "books")(row, set), "where", (book: Row) =>
              on(at("pages")(book, set), "gt", both[set]),
            );
            return on(books, "count");
          },
      ),
      number.map(
        (both): Make =>
          (row, set) =>
            on(at("author", "books")(row, set), "reckon", (book: Row) =>
              on(on(at("pages")(book, set), "plus", both[set]), "sum"),
            ),
      ),
    ),
    textual: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(at("title"), at("author", "name")),
      method(words, ["lower", "upper", "trim"]),
      bound(words, text, ["concat", "coalesce", "nullIf"]),
      fc.tuple(words, text, text).map(
        ([make, a, b]): Make =>
          (row, set) =>
            on(make(row, set), "replace", a[set], b[set]),
      ),
      fc.tuple(words, number, whole).map(
        ([make, both, length]): Make =>
          (row, set) =>
            on(make(row, set), "substring", both[set], length(row, set)),
      ),
    ),
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant(at("good")),
      binary(whole, whole, ["eq", "ne", "gt", "lte"]),
      bound(whole, number, ["eq", "ne", "lt", "gte"]),
      bound(words, text, ["eq", "ne", "contains", "istartsWith", "like"]),
      bound(bound(fc.constant(at("price")), decimal, ["plus", "times"]), decimal, ["eq", "lte"]),
      bound(fc.constant(at("soldAt")), instant, ["lt", "ne"]),
      fc.tuple(whole, number, whole).map(
        ([make, both, other]): Make =>
          (row, set) =>
            on(make(row, set), "between", both[set], other(row, set)),
      ),
      fc.tuple(whole, number, fc.constantFrom("oneOf", "noneOf")).map(
        ([make, both, name]): Make =>
          (row, set) =>
            on(make(row, set), name, [both[set], both[set] + 1]),
      ),
      method(fc.oneof(whole, words), ["isNull", "isNotNull"]),
      method(truth, ["not"]),
      binary(truth, truth, ["and", "or", "eq"]),
      number.map(
        (both): Make =>
          (row, set) =>
            exists(inner(both, set, row)) as never,
      ),
      fc.tuple(number, fc.constantFrom("oneOf", "noneOf")).map(
        ([both, name]): Make =>
          (row, set) =>
            on(at("authorId")(row, set), name, inner(both, set, row).select("id" as never)),
      ),
    ),
  };
});

/** Conditions on books, and what can be reckoned of one. */
export const conditions = condition;
export const scalars = fc.oneof(numeric, textual, condition);

/** What can be reckoned of many books. */
export const aggregates: fc.Arbitrary<Make> = fc.oneof(
  fc.constant<Make>(() => count() as never),
  method(numeric, ["sum", "avg", "min", "count", "countDistinct"]),
  fc.tuple(numeric, condition).map(
    ([make, test]): Make =>
      (row, set) =>
        on(on(make(row, set), "max"), "filter", test(row, set)),
  ),
  bound(textual, text, ["stringAgg"]),
);

/** Window functions over books. */
export const windows: fc.Arbitrary<Make> = fc
  .tuple(numeric, scalars, fc.constantFrom("toHere", "all", undefined), fc.boolean())
  .map(
    ([make, by, frame, isSum]): Make =>
      (row, set) => {
        const orderBy = [on(make(row, set), "desc"), by(row, set)];
        const over = { partitionBy: by(row, set), orderBy, ...(frame === undefined ? {} : { frame }) };
        return on(isSum ? on(make(row, set), "sum") : rowNumber(), "over", over);
      },
  );

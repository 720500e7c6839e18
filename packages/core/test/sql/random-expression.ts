import fc from "fast-check";
import { addTime, formatDate, timeBetween } from "../../src/expression/calendar.js";
import { cast } from "../../src/expression/cast.js";
import { count, exists } from "../../src/expression/functions.js";
import { greatest, least } from "../../src/expression/numbers.js";
import { sql } from "../../src/expression/sql.js";
import { when } from "../../src/expression/when.js";
import { lag, rowNumber } from "../../src/expression/window-functions.js";
import {
  Author,
  at,
  binary,
  bound,
  decimal,
  instant,
  type Make,
  method,
  number,
  on,
  queryOf,
  type Row,
  text,
} from "./expression-parts.js";

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
      binary(whole, whole, ["dividedBy", "modulo"]),
      fc.tuple(whole, number, whole, fc.constantFrom(greatest, least)).map(
        ([make, both, other, pick]): Make =>
          (row, set) =>
            pick(make(row, set) as never, both[set] as never, other(row, set)) as never,
      ),
      fc.tuple(truth, number, truth, whole, number).map(
        ([first, both, second, then, last]): Make =>
          (row, set) =>
            when(first(row, set) as never, both[set] as never)
              .when(second(row, set) as never, then(row, set))
              .otherwise(last[set] as never),
      ),
      fc.tuple(whole, instant, fc.constantFrom("weeks", "seconds")).map(
        ([amount, both, unit]): Make =>
          (row, set) => {
            const later = addTime(at("soldAt")(row, set), { days: amount(row, set), months: 2 });
            return timeBetween(later as never, both[set] as never, unit as "weeks") as never;
          },
      ),
      fc.tuple(whole, fc.constantFrom("integer", "boolean")).map(
        ([make, type]): Make =>
          (row, set) =>
            cast(cast(make(row, set) as never, type as "boolean"), "integer") as never,
      ),
      fc.tuple(whole, number).map(
        ([make, both]): Make =>
          (row, set) =>
            sql`${sql`${make(row, set)} +`} ${both[set]}`.as("integer") as never,
      ),
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
      fc.constantFrom("yyyy-MM-dd", "dd.MM. 'HH:mm?'").map(
        (pattern): Make =>
          (row, set) =>
            formatDate(at("soldAt")(row, set), pattern) as never,
      ),
      whole.map(
        (make): Make =>
          (row, set) =>
            cast(make(row, set) as never, "text") as never,
      ),
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
      fc.tuple(words, text).map(
        ([make, both]): Make =>
          (row, set) =>
            sql`${make(row, set)} <> ${both[set]}`.as("boolean") as never,
      ),
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
  method(method(fc.oneof(numeric, textual, condition), ["arrayAgg"]), ["distinct"]),
  fc.tuple(textual, numeric, text, condition).map(
    ([make, by, both, test]): Make =>
      (row, set) => {
        const joined = on(make(row, set), "stringAgg", both[set]);
        return on(on(joined, "orderBy", on(by(row, set), "desc"), make(row, set)), "filter", test(row, set));
      },
  ),
);

/** Window functions over books. */
export const windows: fc.Arbitrary<Make> = fc
  .tuple(
    numeric,
    scalars,
    fc.constantFrom("toHere", "all", undefined),
    fc.constantFrom("sum", "number", "lag", "max"),
    number,
  )
  .map(
    ([make, by, frame, kind, both]): Make =>
      (row, set) => {
        const orderBy = [on(make(row, set), "desc"), by(row, set)];
        const over = { partitionBy: by(row, set), orderBy, ...(frame === undefined ? {} : { frame }) };
        if (kind === "number") return on(rowNumber(), "over", over);
        if (kind === "lag") return on(lag(make(row, set) as never, 2, both[set] as never), "over", over);
        return on(on(make(row, set), kind), "over", over);
      },
  );

import fc from "fast-check";
import { readExpression } from "../../src/query/callback.js";
import * as filter from "../../src/query/methods/filter.js";
import { fitted } from "../../src/query/methods/fitted.js";
import * as shape from "../../src/query/methods/shape.js";
import { finish, type QueryState, startQuery } from "../../src/query/state.js";
import type { ColumnMeta } from "../../src/schema/column-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import type { Statement } from "../../src/statement/statement.js";
import { Book, type Make } from "./expression-parts.js";
import { aggregates, conditions, scalars, windows } from "./random-expression.js";
import { applied, maybe, neighbours, type Statements, type Steps } from "./random-related-query.js";

const meta = metaOf(Book);
const start = () => startQuery(meta);
const called = (make: Make, set: 0 | 1) => (row: unknown) => make(row as never, set);
type Step = Steps[number];

const wheres: fc.Arbitrary<readonly Step[]> = fc.array(conditions, { maxLength: 2 }).map((makes) =>
  makes.map(
    (make): Step =>
      (state, set) =>
        filter.where(state, called(make, set)),
  ),
);
const orders: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(scalars, windows), { maxLength: 2 }).map((makes) =>
  makes.map(
    (make): Step =>
      (state, set) =>
        filter.orderBy(state, [called(make, set)]),
  ),
);

/** Records with what is computed beside them, numbers of them, and whether there are any. */
const records: fc.Arbitrary<Statements> = fc
  .tuple(
    wheres,
    orders,
    maybe(fc.oneof(scalars, windows)),
    fc.boolean(),
    fc.constantFrom("rows", "rows", "count", "exists"),
  )
  .map(([where, order, computed, isDistinct, yields]) => {
    const select: Step = (state, set) => shape.select(state, ["id", "title", { extra: called(computed as Make, set) }]);
    const steps = [
      ...where,
      ...(yields === "rows" ? order : []),
      ...(computed === undefined || yields === "exists" ? [] : [select]),
      ...(isDistinct && yields !== "exists" ? [shape.distinct as Step] : []),
    ];
    return neighbours(steps, (kept, set) => ({ ...finish(applied(start(), kept, set)), yields }));
  });

/** The first records of groups, in an order that is reckoned. */
const firsts: fc.Arbitrary<Statements> = fc
  .tuple(wheres, maybe(scalars), fc.constantFrom("id", "title"), fc.constantFrom("rows", "count"))
  .map(([where, make, key, yields]) => {
    const order: Step = (state, set) => filter.orderBy(state, [called(make as Make, set)]);
    const steps = [...where, ...(make === undefined ? [] : [order])];
    return neighbours(steps, (kept, set) => ({
      ...finish(shape.distinctOn(applied(start(), kept, set), [key])),
      ...(yields === "count" ? { yields, order: [], orderToken: "" } : { yields }),
    }));
  });

/** Rows of expressions, in groups or not. */
const rows: fc.Arbitrary<Statements> = fc
  .tuple(wheres, fc.array(scalars, { maxLength: 2 }), aggregates, fc.oneof(scalars, windows))
  .map(([where, groups, aggregate, single]) =>
    neighbours(where, (steps, set): Statement => {
      const state: QueryState = applied(start(), steps, set);
      const named = (row: unknown) => Object.fromEntries(groups.map((make, i) => [`g${i}`, make(row as never, set)]));
      if (groups.length === 0)
        return finish(shape.rowsOf(state, [], (row) => ({ v: single(row as never, set) }), "values"));
      const made = shape.readGroups(state, [named]);
      return finish(shape.rowsOf(state, made, (row) => ({ v: aggregate(row as never, set) }), "aggregate"));
    }),
  );

/** Updates by what the rows' own columns give. */
const updates: fc.Arbitrary<Statements> = fc.tuple(wheres, scalars).map(([where, make]) =>
  neighbours(where, (steps, set): Statement => {
    const expression = readExpression(meta, called(make, set), "update");
    const like = meta.columns.find(({ type }) => type.kind === expression.as.type.kind);
    const column = like ?? (meta.byProperty.get("pages") as ColumnMeta);
    const computed = like === undefined ? [] : [{ column, expression: fitted(expression, column) }];
    const columns = like === undefined ? [column] : [];
    const condition = finish(applied(start(), steps, set)).where;
    return { type: "update", meta, columns, values: columns.map(() => 1), computed, where: condition, returning: [] };
  }),
);

/** Statements that hold expressions. */
export const randomExpressionStatements: fc.Arbitrary<Statements> = fc.oneof(records, firsts, rows, updates);

import fc from "fast-check";
import * as filter from "../../src/query/methods/filter.js";
import type { QueryState } from "../../src/query/state.js";
import type { Statement } from "../../src/statement/statement.js";
import type { Family, Member } from "./random-family.js";
import { randomRelatedCondition } from "./random-related-condition.js";

/** A number that no text of SQL holds by chance. */
export const number = fc.integer({ min: 500_000_000, max: 599_999_999 });
const count = fc.integer({ min: 1, max: 300_000_000 });
/** Something, or nothing as often. */
export const maybe = <V>(values: fc.Arbitrary<V>) => fc.option(values, { nil: undefined, freq: 2 });
/** Ways from a home to one record. */
export const paths = ["other", "parent", "parent.other", "parent.parent"];

/** Several statements on models of one family: most of them differ in a value or in one clause. */
export type Statements = readonly Statement[];

/** What is done to a query, step by step; each with one of two sets of values. */
export type Steps = readonly ((state: QueryState, set: 0 | 1) => QueryState)[];

/** The whole with either set of values, and without each of the steps: neighbours, which a token must tell apart. */
export function neighbours(steps: Steps, build: (steps: Steps, set: 0 | 1) => Statement): Statements {
  return [
    build(steps, 0),
    build(steps, 1),
    ...steps.map((left) =>
      build(
        steps.filter((step) => step !== left),
        0,
      ),
    ),
  ];
}

/** A query after these steps. */
export const applied = (start: QueryState, steps: Steps, set: 0 | 1): QueryState =>
  steps.reduce((state, step) => step(state, set), start);

/** What a query for a member may say. */
export function refined(family: Family, member: Member): fc.Arbitrary<Steps> {
  const sortable = family.columns[member].filter(({ sort }) => sort.operators.length > 0).map((each) => each.property);
  const key = member === "Tag" ? "a" : "id";
  const across = member === "Home" ? paths.map((path) => `${path}.id`) : [];
  const order = fc
    .tuple(fc.constantFrom("", "-"), fc.constantFrom(key, ...sortable, ...across))
    .map((parts) => parts.join(""));
  return fc
    .record({
      condition: maybe(randomRelatedCondition(family, member, 2)),
      order: fc.array(order, { maxLength: 2 }),
      limits: maybe(fc.tuple(count, count)),
      offsets: maybe(fc.tuple(count, count)),
    })
    .map(({ condition, order, limits, offsets }) => [
      ...(condition ? [(state: QueryState, set: 0 | 1) => filter.where(state, condition.at(set))] : []),
      ...order.map((term) => (state: QueryState) => filter.orderBy(state, [term])),
      ...(limits ? [(state: QueryState, set: 0 | 1) => filter.limit(state, limits[set])] : []),
      ...(offsets ? [(state: QueryState, set: 0 | 1) => filter.offset(state, offsets[set])] : []),
    ]);
}

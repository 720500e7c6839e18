import fc from "fast-check";
import { readRowsCondition } from "../../src/expression/resolve.js";
import * as filter from "../../src/query/methods/filter.js";
import { finish, startQuery } from "../../src/query/state.js";
import type { ColumnMeta } from "../../src/schema/column-meta.js";
import type { ModelMeta } from "../../src/schema/model-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { columnsToken } from "../../src/statement/select.js";
import { type Statement, tokenOf, valuesOf } from "../../src/statement/statement.js";
import { randomCondition, type TwoConditions } from "./random-condition.js";
import { type Chosen, type RandomModel, randomModel } from "./random-model.js";

/** Two statements of one shape, with different values. */
export type TwoStatements = readonly [Statement, Statement];

const count = fc.integer({ min: 0, max: 300_000_000 });
const maybe = <V>(values: fc.Arbitrary<V>) => fc.option(values, { nil: undefined });

function selects({ model, columns }: RandomModel): fc.Arbitrary<TwoStatements> {
  const meta = metaOf(model);
  const sortable = ["id", ...columns.filter(({ sort }) => sort.operators.length > 0).map(({ property }) => property)];
  const key = fc.tuple(fc.constantFrom("", "-"), fc.constantFrom(...sortable)).map((parts) => parts.join(""));
  return fc
    .record({
      conditions: fc.array(randomCondition(columns), { maxLength: 2 }),
      order: fc.array(key, { maxLength: 3 }),
      limits: maybe(fc.tuple(count, count)),
      offsets: maybe(fc.tuple(count, count)),
      yields: fc.constantFrom("rows", "count", "exists"),
      picked: maybe(fc.subarray([...meta.columns], { minLength: 1 })),
    })
    .map(({ conditions, order, limits, offsets, yields, picked }) => {
      const build = (set: 0 | 1): Statement => {
        let state = startQuery(meta);
        for (const condition of conditions) state = filter.where(state, condition.at(set));
        state = filter.orderBy(state, order);
        if (limits) state = filter.limit(state, limits[set]);
        if (offsets) state = filter.offset(state, offsets[set]);
        const select = { ...finish(state), yields } as const;
        return picked ? { ...select, columns: picked, columnsToken: columnsToken(picked) } : select;
      };
      return [build(0), build(1)];
    });
}

interface Assigned {
  readonly columns: readonly ColumnMeta[];
  readonly sets: readonly [readonly unknown[], readonly unknown[]];
}

function assignments(meta: ModelMeta, columns: readonly Chosen[], least: number): fc.Arbitrary<Assigned> {
  return fc
    .subarray([...columns], { minLength: least })
    .chain((chosen) => {
      const row = fc.tuple(...chosen.map(({ sort, nullable }) => (nullable ? fc.option(sort.value) : sort.value)));
      return fc.tuple(fc.constant(chosen), row, row);
    })
    .map(([chosen, ...sets]) => ({
      columns: chosen.map(({ property }) => meta.byProperty.get(property) as ColumnMeta),
      sets,
    }));
}

function writes({ model, columns }: RandomModel, canReturn: boolean): fc.Arbitrary<TwoStatements> {
  const meta = metaOf(model);
  const two = (make: (set: 0 | 1) => Statement): TwoStatements => [make(0), make(1)];
  const where = (condition: TwoConditions, set: 0 | 1) => readRowsCondition(meta, condition.at(set));
  const returned = canReturn ? fc.subarray([...meta.columns]) : fc.constant([]);
  return fc.oneof(
    fc
      .tuple(assignments(meta, columns, 0), returned)
      .map(([given, returning]) =>
        two((set) => ({ type: "insert", meta, columns: given.columns, values: given.sets[set], returning })),
      ),
    fc.tuple(assignments(meta, columns, 1), returned, randomCondition(columns)).map(([given, returning, condition]) =>
      two((set) => {
        const values = given.sets[set];
        return { type: "update", meta, columns: given.columns, values, where: where(condition, set), returning };
      }),
    ),
    fc
      .tuple(randomCondition(columns), returned)
      .map(([condition, returning]) =>
        two((set) => ({ type: "delete", meta, where: where(condition, set), returning })),
      ),
  );
}

/** Statements of every type on random models; `canReturn` is for compilers that know RETURNING. */
export function randomStatements(canReturn: boolean): fc.Arbitrary<TwoStatements> {
  return randomModel
    .chain((random) =>
      fc.oneof({ weight: 3, arbitrary: selects(random) }, { weight: 2, arbitrary: writes(random, canReturn) }),
    )
    .map((both) => Object.assign(both, { [fc.toStringMethod]: () => both.map(printed).join(" and ") }));
}

/** A counter-example in a line, instead of a model with all its columns. */
function printed(statement: Statement): string {
  const columns = statement.meta.columns.map(({ name, type }) => `${name}: ${type.name}`).join(", ");
  return `${tokenOf(statement)} on (${columns}) with ${fc.stringify(valuesOf(statement))}`;
}

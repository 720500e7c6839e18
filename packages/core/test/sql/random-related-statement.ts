import fc from "fast-check";
import { leaveAlone } from "../../src/persistence/conflict.js";
import { joined, withCount } from "../../src/query/methods/load.js";
import { Query } from "../../src/query/query.js";
import { finish, type QueryState, startQuery } from "../../src/query/state.js";
import type { ColumnMeta } from "../../src/schema/column-meta.js";
import type { RelationMeta } from "../../src/schema/model-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { uniqueRules } from "../../src/schema/unique-rules.js";
import { linkedCondition } from "../../src/statement/exists.js";
import { type Statement, tokenOf } from "../../src/statement/statement.js";
import type { Conflict } from "../../src/statement/write.js";
import { type Family, leadsTo, type Member, randomFamily } from "./random-family.js";
import { randomRelatedCondition } from "./random-related-condition.js";
import { handles, loads } from "./random-related-load.js";
import {
  applied,
  maybe,
  neighbours,
  number,
  paths,
  refined,
  type Statements,
  type Steps,
} from "./random-related-query.js";

/** Reads of a member: conditions and orders across relations, joins, numbers of related rows. */
function selects(family: Family, member: Member): fc.Arbitrary<Statements> {
  const meta = metaOf(family.models[member]);
  const joins = (member === "Home" ? fc.subarray(paths) : fc.constant([])).map((chosen) =>
    chosen.map((path) => (state: QueryState) => joined(state, [path])),
  );
  const yields = fc.constantFrom("rows", "rows", "count", "exists");
  return fc
    .tuple(refined(family, member), joins, counts(family, member), yields)
    .map(([refine, joins, counts, yields]) =>
      neighbours([...refine, ...joins, ...(yields === "rows" ? counts : [])], (steps, set) => {
        const select = finish(applied(startQuery(meta), steps, set));
        return yields === "rows" ? select : { ...select, yields, order: [], orderToken: "" };
      }),
    );
}

function counts(family: Family, member: Member): fc.Arbitrary<Steps> {
  return fc
    .subarray(Object.entries(leadsTo[member].many) as [string, Member][])
    .chain((chosen) =>
      fc
        .tuple(...chosen.map(([, target]) => maybe(randomRelatedCondition(family, target, 1))))
        .map((conditions) => chosen.map(([name], i) => [name, conditions[i]] as const)),
    )
    .map((chosen) =>
      chosen.map(([name, condition]) => (state: QueryState, set: 0 | 1) => {
        const refine = (query: Query<never>) => (condition ? query.where(condition.at(set) as never) : query);
        return withCount(state, [{ [name]: refine }], Query.opening);
      }),
    );
}

/** What joins rows of a many-to-many, and counts. */
function writes({ models }: Family): fc.Arbitrary<Statements> {
  const home = metaOf(models.Home);
  const { join } = (home.relations.get("tags") as RelationMeta).link();
  const children = (home.relations.get("children") as RelationMeta).link();
  if (join === undefined) throw new Error("Homes and tags have a join table.");
  const columns = [...join.own.columns, ...join.other.columns];
  const rows = fc.array(fc.tuple(number, number, number.map(String)), { minLength: 1, maxLength: 3 });
  const counted = ["otherId", "parentId"].map((property) => home.byProperty.get(property) as ColumnMeta);
  const [rule] = uniqueRules(home);
  const conflicts: readonly (Conflict | undefined)[] = [
    undefined,
    leaveAlone,
    { rule, given: counted, computed: [], counted: [] },
    { rule, given: counted.slice(1), computed: [], counted: counted.slice(0, 1) },
    { rule: undefined, given: [], computed: [], counted: [] },
  ];
  return fc.oneof(
    fc.array(rows, { minLength: 2, maxLength: 2 }).map((sets) =>
      sets.map(
        (set): Statement => ({
          type: "insertMany",
          meta: join.meta,
          columns,
          lists: columns.map((_, i) => set.map((row) => row[i])),
          returning: [],
          conflict: leaveAlone,
        }),
      ),
    ),
    fc.tuple(fc.array(fc.tuple(number, number)), fc.subarray([...home.columns])).map(([set, returning]) =>
      conflicts.map((conflict): Statement => {
        const lists = counted.map((_, i) => set.map((row) => row[i]));
        return { type: "insertMany", meta: home, columns: counted, lists, returning, ...(conflict && { conflict }) };
      }),
    ),
    fc.tuple(number, number).map((sets) =>
      sets.flatMap((by) =>
        [counted, counted.slice(1), counted.slice(0, 1)].map((columns): Statement => {
          const increments = columns.map((column) => ({ column, by }));
          const where = linkedCondition(children, [by]);
          return { type: "update", meta: home, columns: [], values: [], increments, where, returning: [] };
        }),
      ),
    ),
  );
}

/** Statements that relations lead to, on random families of models. */
export const randomRelatedStatements: fc.Arbitrary<Statements> = randomFamily.chain((family) => {
  const of = (make: (family: Family, member: Member) => fc.Arbitrary<Statements>, ...among: Member[]) =>
    fc.constantFrom(...among).chain((member) => make(family, member));
  const one = fc.oneof(
    { weight: 4, arbitrary: of(selects, "Home", "Home", "Other", "Tag", "Note") },
    { weight: 3, arbitrary: of(loads, "Home", "Home", "Other", "Tag", "Note") },
    { weight: 2, arbitrary: of(handles, "Home", "Other", "Tag") },
    { weight: 1, arbitrary: writes(family) },
  );
  // Two lots, since what should differ may lie in the relation.
  return fc.tuple(one, one).map((lots) => {
    const statements = lots.flat();
    return Object.assign(statements, { [fc.toStringMethod]: () => statements.map(tokenOf).join("\n") });
  });
});

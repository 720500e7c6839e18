import fc from "fast-check";
import { expect, test } from "vitest";
import { gt } from "../../src/operators/gt.js";
import { isNull } from "../../src/operators/is-null.js";
import * as filter from "../../src/query/methods/filter.js";
import { joined, withCount } from "../../src/query/methods/load.js";
import { Query } from "../../src/query/query.js";
import { finish, narrow, type QueryState, startQuery } from "../../src/query/state.js";
import type { ModelMeta, RelationMeta } from "../../src/schema/model-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { StatementCache } from "../../src/sql/cache.js";
import { bind, compile, compileFresh } from "../../src/sql/compile.js";
import { not, or } from "../../src/statement/combined.js";
import { always } from "../../src/statement/condition.js";
import { existsCondition, linkedCondition } from "../../src/statement/exists.js";
import { every, none, some } from "../../src/statement/quantifier.js";
import { type Read, readsOf } from "../../src/statement/read.js";
import { type Statement, tokenOf } from "../../src/statement/statement.js";
import type { SelectStatement } from "../../src/statement/tree.js";
import { recordingDialect } from "../recording/dialect.js";
import { type Family, leadsTo, type Member, randomFamily, recordOf } from "./random-family.js";
import { readOf } from "./random-related-load.js";
import { paths } from "./random-related-query.js";

const dialect = recordingDialect();

/** Every clause by itself and with its neighbours, for every relation: what random statements seldom set side by side. */
function statementsOf(family: Family): Statement[] {
  const members = Object.keys(leadsTo) as Member[];
  return [...members.flatMap((member) => relationStatements(family, member)), ...joinStatements(family)];
}

const keyOf = (member: Member): string => (member === "Tag" ? "a" : "id");

function relationStatements(family: Family, member: Member): Statement[] {
  const meta = metaOf(family.models[member]);
  const { one, many } = leadsTo[member] as { one: Record<string, Member>; many: Record<string, Member> };
  return [...Object.entries(one), ...Object.entries(many)].flatMap(([name, target]) => {
    const relation = meta.relations.get(name) as RelationMeta;
    return [
      ...conditions(name, target, name in many).map((condition) => finish(filter.where(startQuery(meta), condition))),
      ...[true, false].map((withDeleted) => exists(meta, relation, withDeleted)),
      ...refinements(target).flatMap((refine) => loaded(family, relation, member, target, refine)),
      ...(name in many ? refinements(target).flatMap((refine) => handled(family, relation, member, refine)) : []),
      ...(name in many ? inner(target).map((condition) => counted(meta, name, condition)) : []),
    ];
  });
}

const inner = (target: Member): unknown[] => [
  {},
  { [keyOf(target)]: 700_000_001 },
  { [keyOf(target)]: gt(700_000_001) },
  { [keyOf(target)]: gt(700_000_001), p0: isNull },
  or({ [keyOf(target)]: 700_000_001 }, { p0: isNull }),
];

function conditions(name: string, target: Member, isMany: boolean): unknown[] {
  const plain = inner(target).map((condition) => ({ [name]: condition }));
  const quantified = [some, every, none].flatMap((quantifier) =>
    inner(target).map((condition) => ({ [name]: (quantifier as (given: unknown) => unknown)(condition) })),
  );
  const all = isMany ? [...plain, ...quantified] : [...plain, { [name]: null }];
  return [...all, ...all.map((condition) => not(condition)), or(...(all.slice(0, 2) as object[]))];
}

function exists(meta: ModelMeta, relation: RelationMeta, withDeleted: boolean): Statement {
  const steps = relation.link().steps.map((step) => ({ ...step, withDeleted }));
  return finish(narrow({ ...startQuery(meta), deleted: "included" }, existsCondition(steps, always)));
}

type Refine = (state: QueryState) => QueryState;

const refinements = (target: Member): Refine[] => [
  (state) => state,
  (state) => filter.where(state, { [keyOf(target)]: 700_000_002 }),
  (state) => filter.orderBy(state, [keyOf(target)]),
  (state) => filter.orderBy(state, [`-${keyOf(target)}`]),
  (state) => filter.limit(state, 5),
  (state) => filter.offset(state, 5),
  (state) => filter.offset(filter.limit(state, 5), 5),
];

/** What loads the relation, and the same without the clauses that loading adds. */
function loaded(family: Family, relation: RelationMeta, member: Member, target: Member, refine: Refine): Statement[] {
  const reads = new Map<ModelMeta, Read>(readsOf(relation));
  const meta = metaOf(family.models[target]);
  reads.set(meta, refine(reads.get(meta) as Read));
  const select = readOf([recordOf(family, member, [400_000_001, 400_000_002])], relation, reads) as SelectStatement;
  return [select, { ...select, perParent: undefined }, { ...select, perParent: undefined, via: undefined }];
}

/** What the handle of the relation asks. */
function handled(family: Family, relation: RelationMeta, member: Member, refine: Refine): Statement[] {
  const link = relation.link();
  const record = recordOf(family, member, [400_000_001, 400_000_002]);
  const key = (link.steps[0]?.from ?? []).map((column) => record[column.property]);
  const state = refine(narrow(startQuery(link.target), linkedCondition(link, key)));
  return (["rows", "count", "exists"] as const).map((yields) => ({ ...finish(state), yields }));
}

function counted(meta: ModelMeta, name: string, condition: unknown): Statement {
  const refine = (query: Query<never>) => query.where(condition as never);
  return finish(withCount(startQuery(meta), [{ [name]: refine }], Query.opening));
}

function joinStatements(family: Family): Statement[] {
  const start = startQuery(metaOf(family.models.Home));
  const orders = [[], ...paths.flatMap((path) => [[`${path}.id`], [`-${path}.id`, "id"]])];
  const joins = [[], ...paths.map((path) => [path]), ["other", "parent"], ["parent", "other"]];
  return orders.flatMap((order) =>
    joins.flatMap((join) => [
      finish(filter.orderBy(joined(start, join), order)),
      finish(joined(filter.orderBy(start, order), join)),
    ]),
  );
}

test.each(fc.sample(randomFamily, { seed: 7, numRuns: 5 }).map((family, i) => ({ family, i })))(
  "a statement across relations and its neighbours have other tokens where they have other texts: family $i",
  ({ family }) => {
    const byToken = new Map<string, string>();
    const cache = new StatementCache(dialect);
    for (const statement of statementsOf(family)) {
      const { text } = compile(dialect, statement);
      const token = tokenOf(statement);
      expect(byToken.get(token) ?? text).toBe(text);
      byToken.set(token, text);
      const fresh = compileFresh(dialect, statement);
      const cached = cache.get(statement);
      expect([cached.text, bind(cached, statement)]).toStrictEqual([fresh.text, fresh.values]);
    }
    // What is compared is a lot, and mostly different.
    expect(new Set(byToken.values()).size).toBeGreaterThan(300);
  },
);

import { and, every, gt, isNotNull, isNull, lte, ne, none, noneOf, not, oneOf, or, some } from "@chakra-orm/core";
import fc from "fast-check";
import type { LooseRecord } from "./loose.js";
import type { ModelName, Oracle, OracleRelation } from "./society-oracle.js";
import type { Row } from "./society-rows.js";

/** Gives the record of a row, for conditions that hold records. */
export type RecordOfRow = (model: ModelName, row: Row) => LooseRecord;

/** A condition twice: as queries take it, and as plain JavaScript. */
export interface TwofoldCondition {
  readonly given: (record: RecordOfRow) => unknown;
  readonly holds: (row: Row) => boolean;
}

type Conditions = fc.Arbitrary<TwofoldCondition>;

/** Conditions on a model of every kind, inside each other up to `depth` relations and combinations deep. */
export function conditionsOn(oracle: Oracle): (model: ModelName, depth: number) => Conditions {
  const known = new Map<string, Conditions>();
  const conditions = (model: ModelName, depth: number): Conditions => {
    const key = `${model} ${depth}`;
    const made = known.get(key) ?? make(model, depth);
    known.set(key, made);
    return made;
  };
  const make = (model: ModelName, depth: number): Conditions => {
    const { texts, numbers, relations } = oracle[model];
    const columns = [
      ...texts.map((name) => columnTests(name, fc.constantFrom("a", "b", "c", "1", "3"))),
      ...numbers.map((name) => columnTests(name, fc.integer({ min: 0, max: 6 }))),
    ];
    if (depth === 0) return fc.oneof(...columns);
    const related = Object.entries(relations).map(([name, relation]) =>
      relationTests(oracle, name, relation, conditions(relation.targets[0], depth - 1)),
    );
    const weighted = [
      ...columns.map((arbitrary) => ({ arbitrary, weight: 1 })),
      ...related.map((arbitrary) => ({ arbitrary, weight: 3 })),
      { arbitrary: combinations(conditions(model, depth - 1)), weight: 4 },
    ];
    return fc.oneof(...weighted);
  };
  return conditions;
}

function columnTests(name: string, values: fc.Arbitrary<number | string>): Conditions {
  type Held = number | string | null;
  const make = (value: unknown, holds: (held: Held) => boolean): TwofoldCondition => ({
    given: () => ({ [name]: value }),
    holds: (row) => holds(row[name] as Held),
  });
  const lists = fc.array(values, { maxLength: 3 });
  return fc.oneof(
    values.map((value) => make(value, (held) => held === value)),
    values.map((value) => make(ne(value), (held) => held !== value)),
    values.map((value) => make(gt(value), (held) => held !== null && held > value)),
    values.map((value) => make(lte(value), (held) => held !== null && held <= value)),
    lists.map((list) => make(oneOf(list), (held) => held !== null && list.includes(held))),
    lists.map((list) => make(noneOf(list), (held) => held === null || !list.includes(held))),
    fc.constant(make(isNull, (held) => held === null)),
    fc.constant(make(isNotNull, (held) => held !== null)),
  );
}

function combinations(part: Conditions): Conditions {
  const parts = fc.array(part, { maxLength: 3 });
  return fc.oneof(
    parts.map((all) => ({
      given: (record: RecordOfRow) => or(...(all.map(({ given }) => given(record)) as never[])),
      holds: (row: Row) => all.some(({ holds }) => holds(row)),
    })),
    parts.map((all) => ({
      given: (record: RecordOfRow) => and(...(all.map(({ given }) => given(record)) as never[])),
      holds: (row: Row) => all.every(({ holds }) => holds(row)),
    })),
    part.map(({ given, holds }) => ({
      given: (record: RecordOfRow) => not(given(record) as never),
      holds: (row: Row) => !holds(row),
    })),
  );
}

type Rows = readonly Row[];
type Meets = (row: Row) => boolean;

function relationTests(oracle: Oracle, name: string, relation: OracleRelation, part: Conditions): Conditions {
  const { many, targets, related } = relation;
  const make = (given: TwofoldCondition["given"], holds: (rows: Rows) => boolean): TwofoldCondition => ({
    given: (record) => ({ [name]: given(record) }),
    holds: (row) => holds(related(row)),
  });
  const always = (value: unknown, holds: (rows: Rows) => boolean) => fc.constant(make(() => value, holds));
  const records = targets.flatMap((target) => oracle[target].all.map((row) => ({ target, row })));
  const record = fc.constantFrom(...records).map(({ target, row }) =>
    make(
      (find) => find(target, row),
      (rows) => rows.includes(row),
    ),
  );
  const inner = (wrap: (given: never) => unknown, holds: (rows: Rows, meets: Meets) => boolean) =>
    part.map(({ given, holds: meets }) =>
      make(
        (find) => wrap(given(find) as never),
        (rows) => holds(rows, meets),
      ),
    );
  const plain = inner(
    (given) => given,
    (rows, meets) => rows.some(meets),
  );
  if (many) {
    return fc.oneof(
      plain,
      inner(some, (rows, meets) => rows.some(meets)),
      inner(every, (rows, meets) => rows.every(meets)),
      inner(none, (rows, meets) => !rows.some(meets)),
      always(some(), (rows) => rows.length > 0),
      always(none(), (rows) => rows.length === 0),
      record,
    );
  }
  const absent = [null, isNull].map((value) => always(value, (rows) => rows.length === 0));
  const others = [record, ...absent, always(isNotNull, (rows) => rows.length > 0)];
  // Records of several models share no columns that could be compared.
  return targets.length > 1
    ? fc.oneof(...others)
    : fc.oneof({ arbitrary: plain, weight: 4 }, ...others.map((arbitrary) => ({ arbitrary, weight: 1 })));
}

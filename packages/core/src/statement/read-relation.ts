import { QueryError } from "../errors/usage.js";
import { eqOperator } from "../operators/eq.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { isLookup } from "../operators/operator.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";
import { describeGiven, isHandle } from "../schema/relations/handle.js";
import { isCombined } from "./combined.js";
import { always, join, negate } from "./condition.js";
import { type ReadCondition, scopesCondition } from "./default-scopes.js";
import { existsCondition } from "./exists.js";
import { columnsCondition } from "./key.js";
import { isCallback, isPlainObject } from "./plain-object.js";
import { isQuantifier } from "./quantifier.js";
import { readTest } from "./read-test.js";
import type { Condition } from "./tree.js";

/** Reads what a relation is compared with: conditions on the other end, a record, null, or `some`, `every`, `none`. */
export function readRelation(relation: RelationMeta, value: unknown, read: ReadCondition): Condition {
  const where = `${relation.model}.${relation.name}`;
  if (value === undefined) {
    throw refusal(
      relation,
      `${where} is undefined in a condition, which would match every row by accident. Leave it out, or give null for a missing one.`,
    );
  }
  const absence = isLookup(value) ? value.operator : undefined;
  if (value === null || absence === isNullOperator || absence === isNotNullOperator) {
    if (relation.many) {
      throw refusal(
        relation,
        `${where} is a list and never null. For an empty one, write { ${relation.name}: none() }.`,
      );
    }
    const missing = isMissing(relation);
    return absence === isNotNullOperator ? negate(missing) : missing;
  }
  const known = relation
    .targets()
    .find(({ prototype }) => Object.prototype.isPrototypeOf.call(prototype, value as object));
  if (known !== undefined) return isRecord(relation, known, value as Record<string, unknown>, read);
  if (!isPlainObject(value) && !isCombined(value) && !isQuantifier(value) && !isCallback(value))
    throw misfit(relation, value);
  const { steps, polymorphic } = relation.link();
  if (polymorphic !== undefined) {
    const [column] = [...polymorphic.choices.values()].flatMap((step) => step.from);
    throw refusal(
      relation,
      `${where} leads to several models, so it has no columns to compare. Compare it with a record, with null, or use ${polymorphic.typeColumn.property} and ${column?.property}.`,
    );
  }
  const { target } = relation.link();
  const scopes = relation.many ? scopesCondition(target, [], read) : always;
  const someOf = (part: Condition) => existsCondition(steps, join("all", [scopes, part]));
  if (!isQuantifier(value)) return someOf(read(target, value));
  if (!relation.many) {
    throw refusal(
      relation,
      `${where} is one record, so ${value.quantifier}(…) has no meaning: write { ${relation.name}: { … } }.`,
    );
  }
  const inner = value.isAny && value.quantifier !== "every" ? always : read(target, value.condition);
  if (value.quantifier === "some") return someOf(inner);
  return negate(someOf(value.quantifier === "none" ? inner : negate(inner)));
}

/** No record at the other end. */
function isMissing(relation: RelationMeta): Condition {
  const { owned, steps, polymorphic } = relation.link();
  if (!owned) return negate(existsCondition(steps, always));
  const [step] = polymorphic?.choices.values() ?? steps;
  const tests = (step as RelationStep).from.map((column) => readTest(column, isNullOperator, []));
  return join("any", tests);
}

/** This record at the other end. */
function isRecord(
  relation: RelationMeta,
  meta: ModelMeta,
  record: Readonly<Record<string, unknown>>,
  read: ReadCondition,
): Condition {
  const { owned, steps, polymorphic } = relation.link();
  const step = polymorphic?.choices.get(meta.table) ?? (steps.at(-1) as RelationStep);
  const columns = owned ? step.to : meta.primaryKey;
  const values = columns.map((column) => record[column.property]);
  if (values.some((value) => value === undefined || value === null)) {
    throw refusal(
      relation,
      `${relation.model}.${relation.name} is compared with a ${meta.name} that was never saved, so no row can refer to it.`,
    );
  }
  if (!owned) {
    const scopes = relation.many ? scopesCondition(meta, [], read) : always;
    return existsCondition(steps, join("all", [scopes, columnsCondition(columns, values)]));
  }
  const key = step.from.map((column, i) => readTest(column, eqOperator, [values[i]]));
  const type = polymorphic === undefined ? [] : [readTest(polymorphic.typeColumn, eqOperator, [meta.table])];
  return join("all", [...type, ...key]);
}

function refusal({ model, name }: RelationMeta, message: string): QueryError {
  return new QueryError(message, { model, fields: [name] });
}

function misfit(relation: RelationMeta, value: unknown): QueryError {
  const targets = relation.targets().map((target) => target.name);
  const maker = typeof value === "object" && value !== null ? value.constructor?.name : undefined;
  const isPlain = Array.isArray(value) || maker === undefined || isHandle(value);
  const given = isPlain ? describeGiven(value) : `an object of ${maker}`;
  return refusal(
    relation,
    `${relation.model}.${relation.name} is compared with ${given}. It takes conditions on ${targets.join(" or ")}, { ${relation.name}: { … } }, or a record of it.`,
  );
}

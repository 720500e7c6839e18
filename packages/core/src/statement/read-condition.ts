import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isSql } from "../fragment/sql.js";
import { nearest } from "../naming/nearest.js";
import { eqOperator } from "../operators/eq.js";
import { isNullOperator } from "../operators/is-null.js";
import { isLookup, type LookupValue } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { isCombined } from "./combined.js";
import { join, negate } from "./condition.js";
import type { ReadCondition } from "./default-scopes.js";
import { isCallback, isPlainObject } from "./plain-object.js";
import { readEmbedded } from "./read-embedded.js";
import { readRelation } from "./read-relation.js";
import { readTest } from "./read-test.js";
import { searchCondition } from "./search.js";
import type { Condition } from "./tree.js";

/** Reads a condition that is written as a callback over the model's columns; handed in by those who know how. */
export type ReadCallback = (meta: ModelMeta, callback: (row: unknown) => unknown) => Condition;

/** Reads what an operator says of the inside of a column's values. */
export type ReadInside = (meta: ModelMeta, column: ColumnMeta, lookup: LookupValue) => Condition;

/** What conditions hold that is read as expressions are; handed in by those who know how. */
export interface Readers {
  readonly callback: ReadCallback;
  readonly inside: ReadInside;
}

/** Deeper trees than this are somebody's input, not somebody's program. */
const deepest = 1000;

/** Reads what `where` was given. Whatever is not clearly a condition is an error: no shape is passed over in silence. */
export function readCondition(meta: ModelMeta, input: unknown, readers: Readers, depth = 0): Condition {
  if (isCallback(input)) return readers.callback(meta, input);
  if (depth > deepest) throw new QueryError(`The condition on ${meta.name} is nested deeper than ${deepest} levels.`);
  if (isCombined(input)) {
    if (input.type === "matchesText") return searchCondition(meta, input.parts[0]);
    const parts = input.parts.map((part) => readCondition(meta, part, readers, depth + 1));
    if (input.type === "not") return negate(parts[0] as Condition);
    return join(input.type === "or" ? "any" : "all", parts);
  }
  if (!isPlainObject(input)) {
    const given = isLookup(input) ? `${input.operator.name}(…) without a property` : describe(input);
    throw new QueryError(
      `A condition on ${meta.name} is an object such as { ${meta.columns[0]?.property}: … }, or or(…), and(…), not(…); not ${given}.`,
      { model: meta.name },
    );
  }
  if (Object.getOwnPropertySymbols(input).length > 0) {
    throw new QueryError(`A condition on ${meta.name} has a symbol for a property.`, { model: meta.name });
  }
  const parts: Condition[] = [];
  for (const property of Object.keys(input)) {
    const relation = meta.relations.get(property);
    const embedded = meta.embedded.get(property);
    const read: ReadCondition = (other, given) => readCondition(other, given, readers, depth + 1);
    if (relation !== undefined) parts.push(readRelation(relation, input[property], read));
    else if (embedded !== undefined) {
      const readColumn = (column: ColumnMeta, given: unknown) => readProperty(meta, column, given, readers);
      parts.push(readEmbedded(embedded, input[property], readColumn));
    } else parts.push(readProperty(meta, columnNamed(meta, property, "a condition"), input[property], readers));
  }
  return parts.length === 1 ? (parts[0] as Condition) : join("all", parts);
}

/** The columns that a property names: one, or those of an embedded object. */
export function columnsNamed(meta: ModelMeta, property: unknown, where: string): readonly ColumnMeta[] {
  const embedded = typeof property === "string" ? meta.embedded.get(property) : undefined;
  return embedded?.columns ?? [columnNamed(meta, property, where)];
}

/** The column of a property, or an error that suggests the nearest name. */
export function columnNamed(meta: ModelMeta, property: unknown, where: string): ColumnMeta {
  const column = typeof property === "string" ? meta.byProperty.get(property) : undefined;
  if (column !== undefined) return column;
  const name = typeof property === "string" ? JSON.stringify(property) : describe(property);
  const embedded = typeof property === "string" ? meta.embedded.get(property) : undefined;
  if (embedded !== undefined) {
    throw new QueryError(
      `${meta.name}.${property} is an embedded object, and ${where} needs a column: name one of its own, such as ${JSON.stringify(embedded.columns[0]?.property)}.`,
      { model: meta.name },
    );
  }
  const known = [...meta.byProperty.keys(), ...meta.relations.keys()];
  const isRelation = typeof property === "string" && meta.relations.has(property);
  if (isRelation) {
    throw new QueryError(`${meta.name}.${property} is a relation, and ${where} needs a column.`, { model: meta.name });
  }
  const hint = typeof property === "string" ? nearest(property, known) : "";
  throw new QueryError(`${meta.name} has no property ${name}, named in ${where}.${hint}`, { model: meta.name });
}

function readProperty(meta: ModelMeta, column: ColumnMeta, value: unknown, readers: Readers): Condition {
  const where = `${column.model}.${column.property}`;
  if (isLookup(value) && value.operator.inside === true) return readers.inside(meta, column, value);
  if (isLookup(value)) return readTest(column, value.operator, value.operands);
  if (value === null) return readTest(column, isNullOperator, []);
  if (value === undefined) {
    throw new QueryError(
      `${where} is undefined in a condition, which would match every row by accident. Leave the property out, or give null for IS NULL.`,
      { model: column.model, fields: [column.property] },
    );
  }
  if (isSql(value) || isCombined(value)) {
    throw new QueryError(
      `${where} is compared with ${isSql(value) ? "an sql fragment" : value.type}, which is no value.`,
    );
  }
  if (Array.isArray(value) || isPlainObject(value)) {
    const given = Array.isArray(value) ? "an array" : "a plain object";
    throw new QueryError(
      `${where} is compared with ${given} where one value belongs. Operators are functions, as in oneOf([…]) or gte(…): data from outside can never be one.`,
      { model: column.model, fields: [column.property] },
    );
  }
  return readTest(column, eqOperator, [value]);
}

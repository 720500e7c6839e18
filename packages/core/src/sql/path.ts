import type { OrderTerm } from "../schema/column-meta.js";
import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import { orderedText } from "./order.js";
import type { Piece } from "./piece.js";
import type { Writing } from "./writing.js";

/** The tables on the way of a relation, joined with each other, and the conditions that tie the first to where it starts. */
export interface Path {
  /** For FROM. */
  readonly tables: string;
  readonly conditions: readonly Piece[];
  /** Aliases of the first and of the last table. */
  readonly first: string;
  readonly last: string;
}

/** Writes the way from a table with the alias `start`; without one, only what holds between the tables on the way. */
export function writePath(writing: Writing, steps: readonly RelationStep[], start: string | undefined): Path {
  const aliases = steps.map(() => writing.alias());
  const conditions: Piece[] = [];
  let tables = "";
  for (const [i, step] of steps.entries()) {
    const alias = aliases[i] as string;
    const table = writing.aliased(step.meta, alias);
    const before = i === 0 ? start : aliases[i - 1];
    if (i === 0) {
      tables = table;
      if (before !== undefined) conditions.push({ text: equal(writing, step, before, alias), bindings: [] });
    } else {
      tables += ` join ${table} on ${equal(writing, step, before as string, alias)}`;
    }
    conditions.push(...stepConditions(writing, step, alias));
  }
  return { tables, conditions, first: aliases[0] as string, last: aliases[aliases.length - 1] as string };
}

/** A step's key columns are equal. */
export function equal(writing: Writing, { from, to }: RelationStep, before: string, alias: string): string {
  return to
    .map((column, i) => `${writing.quoted(column, alias)} = ${writing.quoted(from[i] as typeof column, before)}`)
    .join(" and ");
}

/** What else holds for the rows of a step: their polymorphic type, their class, and that they are not marked as deleted. */
export function stepConditions(writing: Writing, step: RelationStep, alias: string): Piece[] {
  const pieces: Piece[] = [];
  if (step.only !== undefined) {
    pieces.push({ text: `${writing.quoted(step.only.column, alias)} = ?`, bindings: [step.only.value] });
  }
  const classes = ofClasses(writing, step.meta, alias);
  if (classes !== undefined) pieces.push(classes);
  const hidden = step.withDeleted ? undefined : notDeleted(writing, step.meta, alias);
  if (hidden !== undefined) pieces.push(hidden);
  if (step.latest !== undefined) pieces.push(isLatest(writing, step, step.latest, alias));
  return pieces;
}

/** The row is the first in this order of those with the same key: what is loaded and what is asked for are one row. */
function isLatest(writing: Writing, step: RelationStep, order: readonly OrderTerm[], alias: string): Piece {
  const other = writing.alias();
  const keys = (of: string) => step.meta.primaryKey.map((column) => writing.quoted(column, of)).join(", ");
  const same = step.to.map((column) => `${writing.quoted(column, other)} = ${writing.quoted(column, alias)}`);
  const rest = stepConditions(writing, { ...step, latest: undefined }, other);
  const where = [...same, ...rest.map(({ text }) => text)].join(" and ");
  const terms = order
    .map(({ column, descending }) =>
      orderedText(writing, writing.quoted(column, other), { as: column, descending, nullable: column.nullable }),
    )
    .join(", ");
  return {
    text: `(${keys(alias)}) = (select ${keys(other)} from ${writing.aliased(step.meta, other)} where ${where} order by ${terms} limit 1)`,
    bindings: rest.flatMap(({ bindings }) => bindings),
  };
}

function ofClasses(writing: Writing, { inheritance }: ModelMeta, alias: string): Piece | undefined {
  if (inheritance?.parent === undefined) return undefined;
  const values = inheritance.values();
  if (values.length === 0) return { text: "1 = 0", bindings: [] };
  const column = writing.quoted(inheritance.discriminator, alias);
  return { text: `${column} in (${values.map(() => "?").join(", ")})`, bindings: values };
}

function notDeleted(writing: Writing, { deletedAt }: ModelMeta, alias: string): Piece | undefined {
  if (deletedAt === undefined) return undefined;
  return { text: `${writing.quoted(deletedAt, alias)} is null`, bindings: [] };
}

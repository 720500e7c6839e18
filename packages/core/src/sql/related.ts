import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { CountClause, SelectStatement, ViaClause } from "../statement/tree.js";
import { equal, stepConditions, writePath } from "./path.js";
import type { Piece } from "./piece.js";
import { writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Joined tables: their text, an alias each, and the columns of those that come back. */
export interface Joins {
  readonly text: string;
  readonly bindings: readonly unknown[];
  readonly aliases: readonly string[];
  readonly columns: readonly Piece[];
}

/** Writes LEFT JOINs with rows of which there is one at most. */
export function writeJoins(writing: Writing, { joins }: SelectStatement, alias: string): Joins {
  const aliases: string[] = [];
  const texts: string[] = [];
  const columns: Piece[] = [];
  const bindings: unknown[] = [];
  for (const { step, parent, selected, columns: given } of joins) {
    const own = writing.alias();
    const before = parent === 0 ? alias : (aliases[parent - 1] as string);
    aliases.push(own);
    const conditions = stepConditions(writing, step, own);
    const rest = conditions.map(({ text }) => ` and ${text}`);
    bindings.push(...conditions.flatMap((each) => each.bindings));
    texts.push(`left join ${writing.aliased(step.meta, own)} on ${equal(writing, step, before, own)}${rest.join("")}`);
    if (selected) columns.push(...given.map((column) => ({ text: writing.quoted(column, own), bindings: [] })));
  }
  return { text: texts.join(" "), bindings, aliases, columns };
}

/** Writes the number of related rows as a sub-query. */
export function writeCount(writing: Writing, { steps, repeats, where }: CountClause, alias: string): Piece {
  // Where a row can be reached twice, its keys are counted, each once.
  const path = writePath(writing, steps, alias);
  const { meta } = steps[steps.length - 1] as RelationStep;
  const inner = writing.within(path.last, () => writeCondition(writing, where.node, path.last));
  const all = [...path.conditions, ...(where.token === "T" ? [] : [inner])];
  const body = `from ${path.tables} where ${all.map(({ text }) => `(${text})`).join(" and ")}`;
  const keys = meta.primaryKey.map((column) => writing.quoted(column, path.last)).join(", ");
  const rows = writing.name("rows");
  const text = repeats
    ? `select count(*) from (select distinct ${keys} ${body}) as ${rows}`
    : `select count(*) ${body}`;
  return { text: `(${text})`, bindings: all.flatMap(({ bindings }) => bindings) };
}

/** Pairs of a parent's key and what the rows are found by. */
export interface Via {
  readonly join: Piece;
  /** The parent's key, which comes back with each row. */
  readonly carried: readonly Piece[];
}

/** Writes the join with the pairs that lead from certain parents to the rows. */
export function writeVia(writing: Writing, { steps, keys, repeats }: ViaClause, alias: string): Via {
  const last = steps[steps.length - 1] as RelationStep;
  const first = steps[0] as RelationStep;
  const path = writePath(writing, steps.slice(0, -1), undefined);
  const pairs = writing.alias();
  const parentKeys = first.to.map((_, i) => writing.name(`p${i}`));
  const targetKeys = last.from.map((_, i) => writing.name(`t${i}`));
  const as = (columns: readonly ColumnMeta[], names: readonly string[], of: string) =>
    columns.map((column, i) => `${writing.quoted(column, of)} as ${names[i]}`);
  const outputs = [...as(first.to, parentKeys, path.first), ...as(last.from, targetKeys, path.last)].join(", ");
  const conditions = [writeCondition(writing, keys.node, path.first), ...path.conditions];
  const on = last.to.map((column, i) => `${pairs}.${targetKeys[i]} = ${writing.quoted(column, alias)}`);
  const rest = stepConditions(writing, { ...last, withDeleted: true }, alias);
  const where = conditions.map(({ text }) => `(${text})`).join(" and ");
  const all = [...conditions, ...rest];
  return {
    join: {
      text: `join (select ${repeats ? "distinct " : ""}${outputs} from ${path.tables} where ${where}) as ${pairs} on ${[...on, ...rest.map(({ text }) => text)].join(" and ")}`,
      bindings: all.flatMap(({ bindings }) => bindings),
    },
    carried: parentKeys.map((name) => ({ text: `${pairs}.${name}`, bindings: [] })),
  };
}

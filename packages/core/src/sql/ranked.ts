import type { SelectStatement } from "../statement/tree.js";
import type { Builder } from "./knex.js";
import type { Piece } from "./piece.js";
import type { Writing } from "./writing.js";

/** A read whose limit counts anew for each parent. */
export interface Ranked {
  /** Tables and conditions, without columns. */
  readonly query: Builder;
  readonly columns: readonly Piece[];
  /** What makes rows belong to one parent. */
  readonly partition: readonly string[];
  readonly order: readonly Piece[];
  readonly statement: SelectStatement;
  readonly alias: string;
}

/** Numbers the rows of each parent in their order, and keeps those whose number is within the limits. */
export function writeRanked(writing: Writing, ranked: Ranked): Builder {
  const { query, columns, partition, statement, alias } = ranked;
  const names = columns.map((_, i) => writing.name(`c${i}`));
  const number = writing.name("n");
  for (const [i, { text, bindings }] of columns.entries())
    query.select(writing.raw(`${text} as ${names[i]}`, bindings));
  const keys = statement.meta.primaryKey.map((column) => writing.quoted(column, alias));
  const order = ranked.order.length > 0 ? ranked.order : keys.map((text): Piece => ({ text, bindings: [] }));
  const terms = order.map(({ text }) => text).join(", ");
  query.select(
    writing.raw(
      `row_number() over (partition by ${partition.join(", ")} order by ${terms}) as ${number}`,
      order.flatMap(({ bindings }) => bindings),
    ),
  );
  const rows = writing.name("rows");
  const outer = writing.from(query, rows);
  outer.select(names.map((name) => writing.raw(`${rows}.${name}`)));
  const integer = (value: unknown) => value as number;
  outer.whereRaw(`${rows}.${number} > ?`, [writing.slot(integer)] as never[]);
  if (statement.limit !== undefined) outer.whereRaw(`${rows}.${number} <= ?`, [writing.slot(integer)] as never[]);
  return outer.orderByRaw(`${rows}.${number}`);
}

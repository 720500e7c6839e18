import type { ModelMeta } from "../schema/model-meta.js";
import { cteToken } from "../statement/statement.js";
import type { CteClause, SourceClause, SqlNode, TableClause } from "../statement/tree.js";
import { writeSql } from "./expression.js";
import type { Piece } from "./piece.js";
import { innerOf, writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes what rows are made from, under an alias. */
export function writeSource(writing: Writing, source: SourceClause, alias: string): Piece {
  if (source.type === "read") {
    const { text, bindings } = writing.nested(source.select);
    return { text: `(${text}) as ${alias}`, bindings };
  }
  if (source.type === "sql") {
    const { text, bindings } = writeSql(writing, source.statement.node as SqlNode, innerOf(writing));
    // It may end with a comment.
    return { text: `(${text}\n) as ${alias}`, bindings };
  }
  if (source.type === "cte") writeCte(writing, source);
  return { text: `${writing.name(source.name)} as ${alias}`, bindings: [] };
}

/** Writes it before the statement, where it stands once. Its values are taken each time that it is used. */
function writeCte(writing: Writing, cte: CteClause): void {
  const { name, select, step, repeats, materialized } = cte;
  const first = writing.encoders.length;
  const seed = writing.nested(select);
  const next = step && writing.nested(step);
  const hint = materialized === undefined ? "" : `${materialized ? "" : "not "}materialized `;
  const union = next === undefined ? "" : ` union ${repeats ? "all " : ""}${next.text}`;
  writing.ctes.keep({
    name,
    token: cteToken(cte),
    text: `${writing.name(name)} as ${hint}(${seed.text}${union})`,
    bindings: [...seed.bindings, ...(next?.bindings ?? [])],
    isRecursive: step !== undefined,
    first,
    slots: writing.encoders.length - first,
  });
}

/** A table that is joined: what it is made from, under its alias. Each is written before any condition. */
export interface JoinedTable {
  readonly table: TableClause;
  readonly alias: string;
  readonly from: Piece;
}

/** Writes what is joined to a statement's own table. */
export function writeJoinedTables(writing: Writing, tables: readonly TableClause[]): JoinedTable[] {
  return tables.map((table) => {
    const alias = writing.alias();
    return { table, alias, from: fromOf(writing, table.meta, table.source, alias) };
  });
}

function fromOf(writing: Writing, meta: ModelMeta, source: SourceClause | undefined, alias: string): Piece {
  return source === undefined
    ? { text: writing.aliased(meta, alias), bindings: [] }
    : writeSource(writing, source, alias);
}

/** Writes the JOINs, by conditions over all tables of the statement. */
export function writeTableJoins(writing: Writing, joined: readonly JoinedTable[], alias: string): Piece {
  const pieces = joined.map(({ table: { kind, on }, from }): Piece => {
    const { text, bindings } = writeCondition(writing, on.node, alias);
    return { text: `${kind} join ${from.text} on ${text}`, bindings: [...from.bindings, ...bindings] };
  });
  return { text: pieces.map(({ text }) => text).join(" "), bindings: pieces.flatMap(({ bindings }) => bindings) };
}

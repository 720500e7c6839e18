import { columnCodec } from "../dialect/column-codec.js";
import type { DriverValue } from "../dialect/storage.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { tableShape } from "../schema/to-shape.js";
import type { Conflict, InsertManyStatement } from "../statement/write.js";
import { writeExpression } from "./expression.js";
import type { Raw } from "./knex.js";
import type { Piece } from "./piece.js";
import { writeExpression as writeSchemaExpression } from "./schema-expression.js";
import { innerOf, listColumn } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes an INSERT of rows that are given as lists: its text does not depend on how many there are. */
export function writeInsertMany(writing: Writing, statement: InsertManyStatement): Raw {
  const { meta, columns, returning, conflict } = statement;
  const rows = writing.dialect.insertion.select(columns.map(listColumn));
  const slots = columns.map((_, i) => writing.slot(slotEncoder(writing, statement, i)));
  const bound = writing.dialect.insertion.encode === undefined ? slots : slots.slice(0, 1);
  const names = columns.map((column) => writing.quoted(column)).join(", ");
  // The condition keeps ON CONFLICT from being read as the condition of a join.
  const head = `insert into ${writing.tableName(meta)} (${names}) select * from (${rows}) as ${writing.name("rows")} where true`;
  const then = conflict === undefined ? nothing : writeConflict(writing, meta, conflict);
  const tail =
    returning.length === 0 ? "" : ` returning ${returning.map((column) => writing.quoted(column)).join(", ")}`;
  return writing.raw(`${head}${then.text}${tail}`, [...bound, ...then.bindings]);
}

const nothing: Piece = { text: "", bindings: [] };

/** What a column's place binds: its list, or in the first place all of them. */
function slotEncoder({ dialect }: Writing, { columns }: InsertManyStatement, place: number) {
  const codecs = columns.map((column) => columnCodec(dialect, column));
  const encoded = (lists: unknown, i: number) =>
    (lists as unknown[][])[i]?.map((value) => codecs[i]?.encode(value) as DriverValue) ?? [];
  const { encode } = dialect.insertion;
  if (encode === undefined) {
    const kind = columns[place]?.type.kind ?? "text";
    const encodeList = codecs[place]?.encodeList;
    return (lists: unknown) =>
      encodeList?.((lists as unknown[][])[place] ?? []) ?? dialect.list.encode(encoded(lists, place), kind);
  }
  return (lists: unknown) => (place === 0 ? encode(columns.map((_, i) => encoded(lists, i))) : null);
}

function writeConflict(writing: Writing, meta: ModelMeta, { rule, given, computed, counted }: Conflict): Piece {
  const target = rule === undefined ? "" : ` (${rule.columns.map((column) => writing.quoted(column)).join(", ")})`;
  const where =
    rule?.where === undefined
      ? ""
      : ` where ${writing.verbatim(writeSchemaExpression(writing.dialect, rule.where, tableShape(meta)))}`;
  const head = ` on conflict${target}${where} do`;
  if (given.length + computed.length + counted.length === 0) return { text: `${head} nothing`, bindings: [] };
  const table = writing.tableName(meta);
  const reckoned = computed.map(({ column, expression }): Piece => {
    const piece = writing.within(table, () => writeExpression(writing, expression.node, innerOf(writing)));
    return { text: `${writing.quoted(column)} = ${piece.text}`, bindings: piece.bindings };
  });
  const sets = [
    ...given.map((column) => `${writing.quoted(column)} = excluded.${writing.quoted(column)}`),
    ...reckoned.map(({ text }) => text),
    ...counted.map((column) => `${writing.quoted(column)} = coalesce(${writing.quoted(column, table)}, 0) + 1`),
  ];
  return { text: `${head} update set ${sets.join(", ")}`, bindings: reckoned.flatMap(({ bindings }) => bindings) };
}

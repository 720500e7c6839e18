import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { KeysNode, ReachNode } from "../statement/tree.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import type { Writing } from "./writing.js";

/** Writes that columns are a row of a read. */
export function writeKeys(writing: Writing, { columns, select }: KeysNode, alias: string | undefined): Piece {
  const { text, bindings } = writing.nested(select);
  return { text: `${tuple(writing, columns, alias)} in (${text})`, bindings };
}

/** Writes that a row is reached from others: a recursive common table expression of keys, which ends where nothing new comes. */
export function writeReach(writing: Writing, { columns, roots, steps }: ReachNode, alias: string | undefined): Piece {
  const [first] = steps as [RelationStep];
  const start = writing.nested(roots);
  const path = writePath(writing, steps, undefined);
  const [tree, begun] = [writing.alias(), writing.alias()];
  const keys = columns.map((_, i) => writing.name(`k${i}`));
  const starts = first.from.map((_, i) => writing.name(`f${i}`));
  const next = [...columns, ...first.from].map((column) => writing.quoted(column, path.last)).join(", ");
  const ties = first.to.map((column, i) => `${writing.quoted(column, path.first)} = ${tree}.${starts[i]}`);
  const where = [...ties, ...path.conditions.map(({ text }) => text)].map((text) => `(${text})`).join(" and ");
  const text =
    `with recursive ${tree} (${[...keys, ...starts].join(", ")}) as (select * from (${start.text}) as ${begun} ` +
    `union select ${next} from ${path.tables} cross join ${tree} where ${where}) select ${keys.join(", ")} from ${tree}`;
  return {
    text: `${tuple(writing, columns, alias)} in (${text})`,
    bindings: [...start.bindings, ...path.conditions.flatMap(({ bindings }) => bindings)],
  };
}

function tuple(writing: Writing, columns: readonly ColumnMeta[], alias: string | undefined): string {
  const names = columns.map((column) => writing.quoted(column, alias));
  return names.length === 1 ? (names[0] as string) : `(${names.join(", ")})`;
}

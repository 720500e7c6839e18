import type { DriverColumn, DriverResult } from "../dialect/driver.js";
import { QueryError } from "../errors/usage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { isMixed } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { someColumns, wholeRow } from "../statement/select.js";
import type { SelectStatement } from "../statement/tree.js";

/** What came of a read, and the read as if it had asked for that. */
interface Matched {
  readonly select: SelectStatement;
  readonly rows: unknown[][];
}

/**
 * Finds the columns of a model in what hand-written SQL gave, by their names. What the model does not have is left out:
 * `select *` goes on working when a migration has added a column.
 */
export function matched(select: SelectStatement, { rows, columns: given }: DriverResult): Matched {
  if (given === undefined) return { select, rows };
  const { meta } = select;
  const all = wholeRow(meta).columns;
  const own = given.length - besides(select);
  const names = given.slice(0, own);
  const isGiven = (column: ColumnMeta) => names.some(({ name }) => name === column.name);
  refuseUnfit(meta, all.filter(isGiven), names);
  const chosen = someColumns(meta, isGiven);
  const found = chosen.columns;
  const places = found.map((column) => names.findIndex(({ name }) => name === column.name));
  for (let place = own; place < given.length; place++) places.push(place);
  const isInPlace = places.length === given.length && places.every((place, i) => place === i);
  return {
    select: { ...select, ...chosen },
    rows: isInPlace ? rows : rows.map((row) => places.map((place) => row[place])),
  };
}

/** How many columns come behind the records' own. */
function besides({ counts, shape, joins, via, carry }: SelectStatement): number {
  const joined = joins.filter(({ selected }) => selected).map(({ columns }) => columns.length);
  const carried = via?.steps[0]?.to ?? carry ?? [];
  return [counts.length, shape?.outputs.length ?? 0, carried.length, ...joined].reduce((sum, count) => sum + count, 0);
}

function refuseUnfit(meta: ModelMeta, found: readonly ColumnMeta[], names: readonly DriverColumn[]): void {
  const needed = isMixed(meta) ? [...meta.primaryKey, meta.inheritance?.discriminator] : meta.primaryKey;
  const missing = needed.find((column) => column !== undefined && !found.includes(column));
  if (missing !== undefined) {
    const why = meta.primaryKey.includes(missing) ? "a record is known" : "the class of a record is known";
    throw new QueryError(
      `The SQL of ${meta.name}.fromSql gives no column ${JSON.stringify(missing.name)}, by which ${why}. Select it as well.`,
      { model: meta.name, fields: [missing.property] },
    );
  }
  const twice = found.find((column) => names.filter(({ name }) => name === column.name).length > 1);
  if (twice === undefined) return;
  throw new QueryError(
    `The SQL of ${meta.name}.fromSql gives two columns ${JSON.stringify(twice.name)}: say of which table, or name one of them by AS.`,
    { model: meta.name, fields: [twice.property] },
  );
}

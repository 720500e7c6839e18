import type { Engine } from "../connection/engine.js";
import { columnCodec } from "../dialect/column-codec.js";
import { PeerGroup } from "../record/peers.js";
import { rowPlan } from "../record/row-plan.js";
import { showLoaded } from "../relations/preload.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import { show } from "../schema/relations/relation-properties.js";
import type { JoinClause, SelectStatement } from "../statement/select.js";

/** Whether more than the model's own columns comes back. */
export function isAccompanied({ joinsToken, countsToken, via }: SelectStatement): boolean {
  return joinsToken !== "" || countsToken !== "" || via !== undefined;
}

/** Makes rows into records that have counts, joined records or the keys of their parents beside their columns. */
export function hydrateBeside(
  engine: Engine,
  select: SelectStatement,
  rows: unknown[][],
  carried: unknown[][] | undefined,
): object[] {
  const { meta, counts, joins, via } = select;
  const width = meta.columns.length;
  const { hydrate } = rowPlan(engine.dialect, meta);
  const group = new PeerGroup();
  const joined = joins.map((join) => new JoinedRows(engine, join));
  const keys = via?.steps[0]?.to.map((column) => columnCodec(engine.dialect, column)) ?? [];
  return rows.map((row) => {
    const beside = row.splice(width);
    const record = hydrate(row, engine, group);
    let at = 0;
    for (const { name } of counts) show(record, name, Number(beside[at++]));
    const made: (object | null)[] = [record];
    for (const rowsOf of joined) {
      const { join, columns } = rowsOf;
      const parent = made[join.parent] as object | null;
      if (!join.selected) {
        made.push(null);
        continue;
      }
      const target = rowsOf.take(beside.slice(at, at + columns.length));
      at += columns.length;
      made.push(target);
      if (parent !== null) showLoaded(parent, join.relation, target);
    }
    carried?.push(keys.map((key) => key.decode(beside[at++])));
    return record;
  });
}

/** The records that come with one join: rows with the same key become one record. */
class JoinedRows {
  readonly join: JoinClause;
  readonly columns: readonly ColumnMeta[];
  private readonly engine: Engine;
  private readonly step: RelationStep;
  private readonly known = new Map<string, object>();
  private readonly group = new PeerGroup();

  constructor(engine: Engine, join: JoinClause) {
    this.engine = engine;
    this.join = join;
    this.step = join.step;
    this.columns = join.step.meta.columns;
  }

  take(row: unknown[]): object | null {
    const { meta } = this.step;
    const key = meta.primaryKey.map((column) => row[column.index]);
    if (key.some((value) => value === null)) return null;
    const identity = key.map(String).join("\0");
    let record = this.known.get(identity);
    if (record === undefined) {
      record = rowPlan(this.engine.dialect, meta).hydrate(row, this.engine, this.group);
      this.known.set(identity, record);
    }
    return record;
  }
}

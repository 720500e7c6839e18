import type { Engine } from "../connection/engine.js";
import { columnCodec } from "../dialect/column-codec.js";
import { Group } from "../record/peers.js";
import { recordPlan } from "../record/record-plan.js";
import type { Hydrate } from "../record/row-plan.js";
import { stateOf } from "../record/state.js";
import { showLoaded } from "../relations/preload.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import { show } from "../schema/relations/relation-properties.js";
import type { JoinClause } from "../statement/clauses.js";
import type { SelectStatement } from "../statement/tree.js";

/** Whether more than the model's own columns comes back. */
export function isAccompanied({ joinsToken, countsToken, via, carry, shape }: SelectStatement): boolean {
  if (shape !== undefined && shape.outputs.length > 0) return true;
  return joinsToken !== "" || countsToken !== "" || via !== undefined || carry !== undefined;
}

/** Makes rows into records that have counts, joined records or the keys of their parents beside their columns. */
export function hydrateBeside(
  engine: Engine,
  select: SelectStatement,
  rows: unknown[][],
  carried: unknown[][] | undefined,
): object[] {
  const { counts, joins, via, columns, carry, shape } = select;
  const outputs = (shape?.outputs ?? []).map(({ name, expression, hidden }) => ({
    name,
    hidden,
    codec: columnCodec(engine.dialect, expression.as),
  }));
  const hydrate = recordPlan(engine.dialect, select);
  const group = new Group(engine, rows.length);
  const joined = joins.map((join) => new JoinedRows(engine, join));
  const keyed = via?.steps[0]?.to ?? carry ?? [];
  const keys = keyed.map((column) => columnCodec(engine.dialect, column));
  const extras = [...counts, ...outputs.filter(({ hidden }) => hidden !== true)].map(({ name }) => name);
  return rows.map((row) => {
    const beside = row.splice(columns.length);
    const record = hydrate(row, group);
    let at = 0;
    for (const { name } of counts) show(record, name, Number(beside[at++]));
    if (extras.length > 0) stateOf(record).extras = extras;
    const places: unknown[] = [];
    for (const { name, codec, hidden } of outputs) {
      const raw = beside[at++];
      // A place in an order is the driver's value: reading it could lose digits.
      if (hidden === true) places.push(raw);
      else show(record, name, codec.decode(raw));
    }
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
    carried?.push([...keys.map((key) => key.decode(beside[at++])), ...places]);
    return record;
  });
}

/** The records that come with one join: rows with the same key become one record. */
class JoinedRows {
  readonly join: JoinClause;
  readonly columns: readonly ColumnMeta[];
  private readonly step: RelationStep;
  private readonly hydrate: Hydrate;
  private readonly known = new Map<string, object>();
  private readonly group: Group;

  constructor(engine: Engine, join: JoinClause) {
    this.group = new Group(engine, Number.POSITIVE_INFINITY);
    this.join = join;
    this.step = join.step;
    this.columns = join.columns;
    this.hydrate = recordPlan(engine.dialect, { ...join, meta: join.step.meta });
  }

  take(row: unknown[]): object | null {
    const { meta } = this.step;
    const key = meta.primaryKey.map((column) => row[column.index]);
    if (key.some((value) => value === null)) return null;
    const identity = key.map(String).join("\0");
    let record = this.known.get(identity);
    if (record === undefined) {
      record = this.hydrate(row, this.group);
      this.known.set(identity, record);
    }
    return record;
  }
}

import type { Engine } from "../connection/engine.js";
import type { Prepared } from "../connection/execute-together.js";
import { eqOperator } from "../operators/eq.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import type { Compiled } from "../sql/compile.js";
import type { Load } from "../statement/read.js";
import type { SelectStatement } from "../statement/tree.js";
import { type Ahead, findAhead, fitting } from "./ahead.js";
import type { Reader } from "./reader.js";

/** Stands for a value of the read that others are sent along with. */
class Slot {
  readonly place: number;

  constructor(place: number) {
    this.place = place;
  }
}

/** What is found once for a read and what is loaded with it; null where it has to be found each time. */
const known = new WeakMap<Compiled, WeakMap<readonly Load[], readonly Ahead[] | null>>();

/** The relations that are sent along with a read. Where only its values differ from time to time, they are found once. */
export function knownAhead(engine: Engine, main: Prepared, loads: readonly Load[], reader: Reader): readonly Ahead[] {
  let own = known.get(main.compiled);
  if (own === undefined) {
    own = new WeakMap();
    known.set(main.compiled, own);
  }
  let aheads = own.get(loads);
  if (aheads === undefined) {
    aheads = isSteady(main.statement, loads) ? findAhead(engine, withSlots(main.statement), loads, reader) : null;
    own.set(loads, aheads);
  }
  if (aheads === null) return fitting(engine, findAhead(engine, main.statement, loads, reader));
  return filled(fitting(engine, aheads), main.statement.where.values);
}

/** With the values of the read in place of the slots. */
function filled(aheads: readonly Ahead[], values: readonly unknown[]): Ahead[] {
  const fill = (value: unknown) => (value instanceof Slot ? values[value.place] : value);
  return aheads.map(({ load, prepared: { statement, compiled, values: slots }, keys, next }) => ({
    load,
    prepared: { statement, compiled, values: slots.map(fill) },
    keys: typeof keys === "string" ? keys : { column: keys.column, values: keys.values.map(fill) },
    next: filled(next, values),
  }));
}

function withSlots(select: SelectStatement): SelectStatement {
  const values = select.where.values.map((_, place) => new Slot(place));
  return { ...select, where: { ...select.where, values } };
}

/** Whether a read looks for single values, and nothing that is loaded with it is said anew each time. */
function isSteady({ where: { node } }: SelectStatement, loads: readonly Load[]): boolean {
  const isSingle = (node.type === "all" ? node.parts : [node]).every(
    (part) =>
      part.type === "test" &&
      (part.operator === eqOperator || part.operator === isNullOperator || part.operator === isNotNullOperator),
  );
  return isSingle && loads.every(isPlain);
}

function isPlain({ refined, reads }: Load): boolean {
  return !refined && [...reads].every(([meta, read]) => meta.defaultScopes.size === 0 && read.loads.every(isPlain));
}

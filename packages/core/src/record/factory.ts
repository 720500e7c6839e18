import type { ColumnMeta, EmbeddedMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { objectHolder, wayTo } from "./embedded/objects.js";
import { type MakingStep, rowConstructor } from "./row-constructor.js";
import type { TakeColumn } from "./take-column.js";

/** What the records that are made have: all columns of a model, or some, in the order of the rows. */
interface Selected {
  readonly columns: readonly ColumnMeta[];
  readonly prototype: object;
}

/** Makes a record from a row, and of the row its originals. */
export type RecordFactory = (row: unknown[]) => object;

/** How each column is taken out of rows. */
type Takers = readonly (TakeColumn | undefined)[];

/**
 * A constructor whose prototype is the model's and whose body takes each column out of the row, at half the cost of
 * running the initialisers. `undefined` for a class whose initialisers do more than declare columns.
 */
export function recordFactory(
  meta: ModelMeta,
  takers: Takers,
  { columns, prototype }: Selected = meta,
): RecordFactory | undefined {
  if (!canSkipInitialisers(meta)) return undefined;
  const Row = rowConstructor(stepsOf(columns, takers));
  Row.prototype = prototype;
  return (row) => new Row(row);
}

/** An accessor of that name on the prototype would take an assignment that a class field would not give it. */
export function canSkipInitialisers(meta: ModelMeta): boolean {
  return meta.plain && meta.columns.every((column) => !((column.path[0] as string) in meta.prototype));
}

/** Column by column; those of an embedded object together. */
function stepsOf(columns: readonly ColumnMeta[], takers: Takers): MakingStep[] {
  const made = new Set<EmbeddedMeta>();
  return columns.flatMap((column, place): MakingStep[] => {
    const [embedded] = wayTo(column);
    if (embedded === undefined) return [{ property: column.property, place, take: takers[place] }];
    if (made.has(embedded)) return [];
    made.add(embedded);
    return [{ make: holderOf(embedded, columns, takers) }];
  });
}

function holderOf(
  embedded: EmbeddedMeta,
  columns: readonly ColumnMeta[],
  takers: Takers,
): (record: object, row: unknown[]) => void {
  const places = embedded.columns.map((column) => columns.indexOf(column));
  const holdObject = objectHolder(embedded);
  return (record, row) => {
    const values = places.map((place) => {
      const take = takers[place];
      return take === undefined ? row[place] : take(row, place);
    });
    holdObject(record, values);
  };
}

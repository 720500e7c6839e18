import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { TakeColumn } from "./take-column.js";

/** What the records that are made have: all columns of a model, or some, in the order of the rows. */
interface Selected {
  readonly columns: readonly ColumnMeta[];
  readonly prototype: object;
}

/** Makes a record from a row, and of the row its originals. */
export type RecordFactory = (row: unknown[]) => object;

/**
 * A constructor whose prototype is the model's and whose body takes each column out of the row: records of one model
 * share a hidden class with their properties inside, at half the cost of running the initialisers. `undefined` for a
 * class whose initialisers do more than declare columns. Names enter the code only as JSON strings; where code may not
 * be generated (`--disallow-code-generation-from-strings`), a loop does the same.
 */
export function recordFactory(
  meta: ModelMeta,
  takers: readonly (TakeColumn | undefined)[],
  { columns, prototype }: Selected = meta,
): RecordFactory | undefined {
  if (!canSkipInitialisers(meta)) return undefined;
  const Row = generate(columns, takers) ?? loop(columns, takers);
  Row.prototype = prototype;
  return (row) => new Row(row);
}

/** An accessor of that name on the prototype would take an assignment that a class field would not give it. */
function canSkipInitialisers(meta: ModelMeta): boolean {
  return meta.plain && meta.columns.every((column) => !(column.property in meta.prototype));
}

type RowConstructor = { new (row: unknown[]): object; prototype: object };

function generate(
  columns: readonly ColumnMeta[],
  takers: readonly (TakeColumn | undefined)[],
): RowConstructor | undefined {
  const lines = columns.map(({ property }, i) => {
    const value = takers[i] === undefined ? `r[${i}]` : `t${i}(r,${i})`;
    return `this[${JSON.stringify(property)}]=${value};`;
  });
  const names = takers.map((_, i) => `t${i}`);
  try {
    return new Function(...names, `return function(r){${lines.join("")}}`)(...takers) as RowConstructor;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function loop(columns: readonly ColumnMeta[], takers: readonly (TakeColumn | undefined)[]): RowConstructor {
  const properties = columns.map((column) => column.property);
  return function (this: Record<string, unknown>, row: unknown[]) {
    for (let i = 0; i < properties.length; i++) {
      const take = takers[i];
      this[properties[i] as string] = take === undefined ? row[i] : take(row, i);
    }
  } as unknown as RowConstructor;
}

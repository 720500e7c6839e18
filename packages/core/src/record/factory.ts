import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";

/** What the records that are made have: all columns of a model, or some. */
interface Selected {
  readonly columns: readonly ColumnMeta[];
  readonly prototype: object;
}

/** Makes an empty record and gives it its values, in the order of the columns. */
export type RecordFactory = (values: readonly unknown[]) => object;

const factories = new WeakMap<ModelMeta, RecordFactory | undefined>();

/**
 * A constructor whose prototype is the model's and whose body assigns each column: records of one model share a hidden
 * class with their properties inside, at half the cost of running the initialisers. `undefined` for a class whose
 * initialisers do more than declare columns. Names enter the code only as JSON strings; where code may not be
 * generated (`--disallow-code-generation-from-strings`), a loop does the same.
 */
export function recordFactory(meta: ModelMeta, selection?: Selected): RecordFactory | undefined {
  if (selection !== undefined) return canSkipInitialisers(meta) ? makeFactory(selection) : undefined;
  if (factories.has(meta)) return factories.get(meta);
  const factory = canSkipInitialisers(meta) ? makeFactory(meta) : undefined;
  factories.set(meta, factory);
  return factory;
}

/** An accessor of that name on the prototype would take an assignment that a class field would not give it. */
function canSkipInitialisers(meta: ModelMeta): boolean {
  return meta.plain && meta.columns.every((column) => !(column.property in meta.prototype));
}

function makeFactory({ columns, prototype }: Selected): RecordFactory {
  const Row = generate(columns) ?? loop(columns);
  Row.prototype = prototype;
  return (values) => new Row(values);
}

type RowConstructor = { new (values: readonly unknown[]): object; prototype: object };

function generate(columns: readonly ColumnMeta[]): RowConstructor | undefined {
  const lines = columns.map((column, i) => `this[${JSON.stringify(column.property)}]=v[${i}];`);
  try {
    return new Function("v", lines.join("")) as unknown as RowConstructor;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function loop(columns: readonly ColumnMeta[]): RowConstructor {
  const properties = columns.map((column) => column.property);
  return function (this: Record<string, unknown>, values: readonly unknown[]) {
    for (let i = 0; i < properties.length; i++) this[properties[i] as string] = values[i];
  } as unknown as RowConstructor;
}

import { NotLoadedError, QueryError } from "../errors/usage.js";
import type { ColumnMeta, EmbeddedMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { unselected } from "./changes.js";
import { holdGiven } from "./embedded/objects.js";

/** Some of the columns of a model, and what records with only these are made from. */
export interface Selection {
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  /** Comes between the record and the model's prototype: reading a column that was not selected is an error there. */
  readonly prototype: object;
}

/** Made once for each list of columns that a program selects. */
const selections = new WeakMap<ModelMeta, Map<string, Selection>>();

/** The most lists of columns that are kept for one model; a program that makes them up at run time makes no end of them. */
const limit = 100;

/** The selection of these columns of a model. `token` is the same for the same columns. */
export function selectionOf(meta: ModelMeta, columns: readonly ColumnMeta[], token: string): Selection {
  let known = selections.get(meta);
  if (known === undefined) {
    known = new Map();
    selections.set(meta, known);
  }
  let selection = known.get(token);
  if (selection === undefined) {
    if (known.size >= limit) known.clear();
    selection = { meta, columns, prototype: partialPrototype(meta, columns) };
    known.set(token, selection);
  }
  return selection;
}

function partialPrototype(meta: ModelMeta, columns: readonly ColumnMeta[]): object {
  const prototype: object = Object.create(meta.prototype);
  const missing = meta.columns.filter((column) => !columns.includes(column));
  Object.defineProperty(prototype, unselected, { value: new Set(missing) });
  for (const property of new Set(missing.map(({ path }) => path[0] as string))) {
    const embedded = meta.embedded.get(property);
    if (embedded?.columns.some((column) => columns.includes(column))) throw inPart(meta, embedded);
    Object.defineProperty(prototype, property, {
      configurable: true,
      get() {
        throw new NotLoadedError(
          `${meta.name}.${property} was not selected, so this ${meta.name} does not have it. Select it as well, or read the whole row: await record.reload().`,
          { model: meta.name, fields: [property] },
        );
      },
      set(this: object, value: unknown) {
        if (embedded !== undefined) {
          holdGiven(this, embedded, value);
          return;
        }
        Object.defineProperty(this, property, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
  return prototype;
}

/** Half of an object would be one of the class whose own methods cannot rely on what they declare. */
function inPart({ name: model }: ModelMeta, { name, columns }: EmbeddedMeta): QueryError {
  const part = JSON.stringify(columns[0]?.property);
  return new QueryError(
    `A record of ${model} has ${name} whole or not at all: select ${JSON.stringify(name)}, or leave all of it out. For values of single columns without records there are pluck(${part}) and values(…).`,
    { model, fields: [name] },
  );
}

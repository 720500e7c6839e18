import { ConfigurationError, type ModelClass } from "@chakra-orm/core";
import { type ColumnMeta, type Expression, type ModelMeta, metaOf, uniqueRules } from "@chakra-orm/core/internal";

/** Which parameter of the path has the value of which column. */
export type LoadedBy = readonly { readonly param: string; readonly column: ColumnMeta }[];

/** Where a record is found: by its key, or by something else that is unique. */
export interface PathOptions {
  /** The parameter of the path: `"id"` for `/users/:id`. */
  readonly param?: string | undefined;
  /** The property that it holds, if not the primary key: it must be unique. */
  readonly by?: string | undefined;
  /** Several parameters by property, for what is unique together: `{ orderId: "order", productId: "product" }`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

/** Reads which parameters tell a record from all others, and refuses what could name several. */
export function readLoadedBy(model: ModelClass<object>, { param, by, params }: PathOptions): LoadedBy {
  const meta = metaOf(model);
  const pairs = params === undefined ? [[by ?? ownKey(meta), param ?? "id"] as const] : Object.entries(params);
  if (params !== undefined && (param !== undefined || by !== undefined)) {
    throw refused(meta, "takes params, or param and by, not both");
  }
  const found = pairs.map(([property, name]) => {
    const column = meta.byProperty.get(property);
    if (column === undefined) throw refused(meta, `finds no property ${JSON.stringify(property)}`);
    if (typeof name !== "string" || name === "") throw refused(meta, "takes the names of parameters of the path");
    return { param: name, column };
  });
  const columns = new Set(found.map(({ column }) => column));
  const isUnique = uniqueRules(meta).some(
    ({ where, columns: over }) => holdsForAll(meta, where) && over.every((column) => columns.has(column)),
  );
  if (isUnique) return found;
  const names = [...columns].map(({ property }) => property).join(" and ");
  throw refused(meta, `finds a record by what only one has; ${names} is not unique`);
}

/** What is unique among some rows only may be there twice; except among those that are not deleted, which are found. */
function holdsForAll({ deletedAt }: ModelMeta, where: Expression | undefined): boolean {
  const about = (where ?? []).flatMap((part) => ("column" in part ? [part.column] : []));
  return where === undefined || (about.length > 0 && about.every((column) => column === deletedAt?.name));
}

function ownKey(meta: ModelMeta): string {
  const [column, ...others] = meta.primaryKey;
  if (column !== undefined && others.length === 0) return column.property;
  const example = meta.primaryKey.map(({ property }) => `${property}: ${JSON.stringify(property)}`).join(", ");
  throw refused(meta, `has a key of several properties: { params: { ${example} } }`);
}

function refused({ name }: ModelMeta, what: string): ConfigurationError {
  return new ConfigurationError(`loadModel(${name}, …) ${what}.`, { model: name });
}

import type { DatabaseFault } from "../dialect/error-map.js";
import type { ReferentialAction } from "../fields/definition.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { ForeignKeyMeta, ModelMeta } from "../schema/model-meta.js";
import type { Statement } from "../statement/statement.js";

/** The columns that a statement gives a value: a key that is not among them cannot be what was refused. */
export type Written = readonly ColumnMeta[] | undefined;

/** The columns that a statement writes; NULL refers to nothing. */
export function writtenBy(statement: Statement): Written {
  switch (statement.type) {
    case "insert":
      return statement.columns.filter((_, i) => statement.values[i] != null);
    case "update": {
      const given = statement.columns.filter((_, i) => statement.values[i] != null);
      return [...given, ...(statement.computed ?? []).map(({ column }) => column)];
    }
    case "insertMany":
      return statement.columns.filter((_, i) => statement.lists[i]?.some((value) => value != null));
    default:
      return undefined;
  }
}

/** Which side of a foreign key was refused, and the keys of the row that it can have been. */
export function keyOf(
  { stillReferenced, constraint, columns }: DatabaseFault,
  meta: ModelMeta,
  written: Written,
): { readonly isKept: boolean; readonly keys: readonly ForeignKeyMeta[] } {
  if (stillReferenced) return { isKept: true, keys: [] };
  const all = meta.references();
  const named = all.filter(({ shape, columns: own }) =>
    columns?.length ? own.every(({ name }) => columns.includes(name)) : shape.name === constraint,
  );
  const set = all.filter((key) => written === undefined || key.columns.some((column) => written.includes(column)));
  const keys = named.length > 0 ? named : set;
  // Where the database does not tell the sides apart, a row without references can only be one that is referred to.
  if (keys.length === 0 && stillReferenced === undefined) return { isKept: true, keys };
  return { isKept: false, keys: keys.length > 0 ? keys : all };
}

/** A row that is referred to is to go, or its key: the models that may refer to it are named, with what can be done. */
export function explainKept(
  { constraint, stillReferenced, table }: DatabaseFault,
  meta: ModelMeta,
  models: Iterable<ModelMeta>,
): { readonly what: string; readonly mend?: string; readonly by: string } {
  const keys = [...new Set([...models, meta].flatMap((model) => model.references()))];
  // The side is not told where an UPDATE changed a key.
  const refuses = ({ onDelete, onUpdate }: ForeignKeyMeta["shape"]) =>
    isRefusal(onDelete) || (stillReferenced === undefined && isRefusal(onUpdate));
  const possible = keys.filter(({ target, shape }) =>
    constraint === undefined ? isA(meta, target) && refuses(shape) : shape.name === constraint,
  );
  const [first] = possible;
  const others = table === undefined ? "other rows" : `rows of the table ${JSON.stringify(table)}`;
  const by = first === undefined ? others : possible.map(nameOf).join(" or ");
  const what = `This ${meta.name} is still referenced by ${by}, so the database keeps it`;
  if (first === undefined) return { what, by };
  // Where the key is not named, these are only the ones that are known.
  const doubt =
    constraint === undefined
      ? ". The database does not name the key: a table without a model here may refer to it too"
      : "";
  const one = possible.length === 1 ? first.columns[0]?.model : undefined;
  return {
    what,
    by,
    mend: `Delete ${one === undefined ? "what refers to it" : `each such ${one}`} first, or declare what becomes of it: { onDelete: "cascade" } or { onDelete: "set null" }${doubt}`,
  };
}

const isRefusal = (action: ReferentialAction): boolean => action === "restrict" || action === "no action";

/** The row that is referred to is not there. */
export function explainMissing(meta: ModelMeta, keys: readonly ForeignKeyMeta[]): string {
  if (keys.length === 0) return `${meta.name} refers to a row that does not exist`;
  return `${keys.map((key) => `${nameOf(key)} refers to a ${key.target.name}`).join(", or ")} that does not exist`;
}

const nameOf = ({ columns }: ForeignKeyMeta): string =>
  `${columns[0]?.model}.${columns.map(({ property }) => property).join(" + ")}`;

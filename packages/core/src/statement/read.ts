import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta, RelationMeta } from "../schema/model-meta.js";
import { selectAll } from "./select.js";
import type { SelectStatement } from "./tree.js";

/** What a query holds: the read as built so far, what is loaded after it, and which rows it hides. */
export interface Read {
  readonly select: SelectStatement;
  /** Rows that are marked as deleted by `field.deletedAt()`. */
  readonly deleted: "hidden" | "included" | "only";
  /** The default scopes that do not hold, by name; `true` for all of them. */
  readonly unscoped: true | readonly string[];
  /** The rows are narrowed already to those of the model's class, where it shares its table with others. */
  readonly ofClass: boolean;
  /** Of the rows that are equal in these columns, only the first comes. */
  readonly distinctOn: readonly ColumnMeta[] | undefined;
  readonly loads: readonly Load[];
}

/** A relation to be loaded for all records of a read. */
export interface Load {
  readonly relation: RelationMeta;
  /** How the records at the other end are read; one for each target of a polymorphic relation. */
  readonly reads: ReadonlyMap<ModelMeta, Read>;
  /** The records are narrowed, so they are not all that belong to the relation. */
  readonly refined: boolean;
}

/** A read of every row of a model. */
export function readAll(meta: ModelMeta): Read {
  return { select: selectAll(meta), deleted: "hidden", unscoped: [], ofClass: false, distinctOn: undefined, loads: [] };
}

/** How the records at the other end of a relation are read, where nothing else is said. */
export function readsOf(relation: RelationMeta): ReadonlyMap<ModelMeta, Read> {
  const reads = new Map<ModelMeta, Read>();
  const { steps } = relation.link();
  for (const meta of relation.targets()) {
    // The one that a key leads to is meant, whichever of many a list would give.
    const all: Read = relation.many ? readAll(meta) : { ...readAll(meta), unscoped: true };
    // What a key refers to is there, also where it is marked as deleted.
    const withDeleted = steps.at(-1)?.withDeleted ?? true;
    reads.set(meta, withDeleted && meta.deletedAt !== undefined ? { ...all, deleted: "included" } : all);
  }
  return reads;
}

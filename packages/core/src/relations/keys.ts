import type { ColumnMeta } from "../schema/column-meta.js";

/**
 * Which keys are looked for: certain values, those of parents that are there, or those that their parents, read in the
 * same state of the database, turn out to have.
 */
export type Keys = { readonly column: ColumnMeta; readonly values: readonly unknown[] } | "present" | "own";

import type { ReferentialAction } from "../fields/definition.js";
import type { Facets, Rule, StorageKind } from "../fields/kinds.js";
import type { TextLanguage } from "./text-languages.js";

/** Piece of a hand-written expression as plain data: text, a column's name, or a value to be written as a literal. */
export type ExpressionPart =
  | { readonly text: string }
  | { readonly column: string }
  | { readonly value: string | number | boolean | null };

/** A hand-written expression as plain data. */
export type Expression = readonly ExpressionPart[];

/** A column of a table. */
export interface ColumnShape {
  readonly name: string;
  readonly kind: StorageKind;
  readonly facets: Facets;
  readonly nullable: boolean;
  /** A value in the form of the column's kind, or an expression. */
  readonly default: { readonly value: unknown } | { readonly expression: Expression } | undefined;
  readonly generated: Expression | undefined;
  readonly comment: string | undefined;
}

/** A CHECK constraint: a rule on one column, or a hand-written expression. */
export type CheckShape = { readonly name: string; readonly columns: readonly string[] } & (
  | { readonly rule: Rule }
  | { readonly expression: Expression }
  | { readonly storage: true }
);

/** A unique constraint; with `where`, a unique index over part of the rows. */
export interface UniqueShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly where?: Expression;
}

/** What an index is over. */
export type IndexTerm =
  | { readonly column: string; readonly descending: boolean }
  | { readonly expression: Expression; readonly descending: boolean };

/** An index. */
export interface IndexShape {
  readonly name: string;
  readonly terms: readonly IndexTerm[];
  readonly unique: boolean;
  readonly where: Expression | undefined;
  /** Such as `gin`; the database's own default if not given. */
  readonly method: string | undefined;
  /** Further columns that the index carries. */
  readonly include: readonly string[];
}

/** Columns that are searched together, for the words in them. */
export interface TextSearchShape {
  readonly name: string;
  /** Those before weigh more than those after. */
  readonly columns: readonly string[];
  readonly language: TextLanguage;
}

/** A foreign key. */
export interface ForeignKeyShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly table: string;
  readonly schema: string | undefined;
  readonly targets: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

/** A table as plain, serialisable data: what a database is made from, and what migrations compare. */
export interface TableShape {
  readonly name: string;
  readonly schema: string | undefined;
  readonly comment: string | undefined;
  readonly columns: readonly ColumnShape[];
  readonly primaryKey: { readonly name: string; readonly columns: readonly string[] };
  readonly uniques: readonly UniqueShape[];
  readonly indexes: readonly IndexShape[];
  readonly checks: readonly CheckShape[];
  readonly foreignKeys: readonly ForeignKeyShape[];
  readonly textSearch?: TextSearchShape;
}

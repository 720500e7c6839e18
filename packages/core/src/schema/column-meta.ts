import type { FieldSettings, FieldType, ReferentialAction } from "../fields/definition.js";

/** A model class, as everything below `model/` knows it: an identity, a name and a prototype. */
export interface ModelClass {
  readonly name: string;
  readonly prototype: object;
}

/** One column of a model. */
export interface ColumnMeta {
  /** Place among the model's columns. */
  readonly index: number;
  readonly property: string;
  /** The column's name in the database. */
  readonly name: string;
  readonly type: FieldType;
  readonly settings: FieldSettings;
  readonly nullable: boolean;
  /** The database numbers new rows by this column. */
  readonly autoIncrement: boolean;
  /** The target of a foreign key. */
  readonly references: ReferenceMeta | undefined;
  /** Name of the class that has it, for messages. */
  readonly model: string;
}

/** Where a foreign key points. */
export interface ReferenceMeta {
  /** Given late, since two models may refer to each other. */
  readonly model: () => ModelClass;
  readonly property: string;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

/** A column to order by. */
export interface OrderTerm {
  readonly column: ColumnMeta;
  readonly descending: boolean;
  /** The column is one of a joined table, the first being 1; of the model's own if not given. */
  readonly join?: number;
}

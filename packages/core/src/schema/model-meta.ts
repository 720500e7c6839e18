import type { FieldSettings, FieldType, ReferentialAction } from "../fields/definition.js";
import type { Call } from "../fields/initialise.js";
import type { CheckShape, ForeignKeyShape, IndexShape, UniqueShape } from "./shape.js";

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
}

/** All that is known of a model, read once from its class and frozen. Everything below `model/` works on this. */
export interface ModelMeta {
  /** Small and unique in the process: what tokens name a model by. */
  readonly id: number;
  /** The class name. */
  readonly name: string;
  readonly model: ModelClass;
  readonly prototype: object;
  readonly table: string;
  readonly schema: string | undefined;
  readonly comment: string | undefined;
  readonly columns: readonly ColumnMeta[];
  readonly byProperty: ReadonlyMap<string, ColumnMeta>;
  readonly byColumn: ReadonlyMap<string, ColumnMeta>;
  readonly primaryKey: readonly ColumnMeta[];
  readonly createdAt: ColumnMeta | undefined;
  readonly updatedAt: ColumnMeta | undefined;
  readonly deletedAt: ColumnMeta | undefined;
  readonly version: ColumnMeta | undefined;
  readonly uniques: readonly UniqueShape[];
  readonly indexes: readonly IndexShape[];
  readonly checks: readonly CheckShape[];
  /** Foreign keys, made when first asked for: their targets may not be defined before. */
  readonly foreignKeys: () => readonly ForeignKeyShape[];
  /** The models that this one's foreign keys point at. */
  readonly targets: () => readonly ModelClass[];
  /** Order of results where a query states none. */
  readonly orderBy: readonly OrderTerm[];
  /** Name of the database it lives in, where it is not the default one. */
  readonly connection: string | undefined;
  readonly readonly: boolean;
  /** The builder calls of the class body, in order. */
  readonly calls: readonly Call[];
  /** The class body declares nothing but columns, so a record may be made without running its initialisers. */
  readonly plain: boolean;
}

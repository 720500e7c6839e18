import type { FieldSettings, FieldType, ReferentialAction } from "../fields/definition.js";
import type { Call } from "../fields/initialise.js";

/** A model class, as everything below `model/` knows it: an identity, a name and a prototype. */
export interface ModelClass {
  readonly name: string;
  readonly prototype: object;
}

/** One column of a model. */
export interface ColumnMeta {
  /** Place among the model's columns. */
  readonly index: number;
  /** The property; of an embedded object's column the way to it, `home.city`, by which a record is asked as well. */
  readonly property: string;
  /** The same in its parts, as issues name it. */
  readonly path: readonly string[];
  /** The embedded object that it is a part of. */
  readonly within: EmbeddedMeta | undefined;
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

/** An embedded object of a model: a property that holds an object whose own properties are columns of the table. */
export interface EmbeddedMeta {
  /** The property that holds it. */
  readonly name: string;
  /** The way to it from the record. */
  readonly path: readonly string[];
  /** The class of the object. */
  readonly type: ModelClass;
  /** There may be none: then all of its columns are NULL. */
  readonly nullable: boolean;
  /** The embedded object that it is a part of. */
  readonly within: EmbeddedMeta | undefined;
  /** By property of the class, in its order. */
  readonly parts: ReadonlyMap<string, ColumnMeta | EmbeddedMeta>;
  /** All of its columns, those of embedded objects in it included. */
  readonly columns: readonly ColumnMeta[];
  /** The builder calls of the class body, in order. */
  readonly calls: readonly Call[];
  /** The class body declares nothing but columns, so an object may be made without running its initialisers. */
  readonly plain: boolean;
  /** Name of the class that has the columns, for messages. */
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

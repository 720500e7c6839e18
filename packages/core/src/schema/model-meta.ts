import type { Call } from "../fields/initialise.js";
import type { RelationKind, RelationSettings } from "../fields/relation.js";
import type { NamingStrategy } from "../naming/strategy.js";
import type { ColumnMeta, EmbeddedMeta, ModelClass, OrderTerm } from "./column-meta.js";
import type { PluginParts } from "./plugin.js";
import type { CheckShape, ForeignKeyShape, IndexShape, UniqueShape } from "./shape.js";
import type { AnyTableOptions } from "./table-options.js";
import type { TextSearchMeta } from "./text-search.js";
import type { RecordRule } from "./validations.js";

/** A foreign key whose target is known. */
export interface ForeignKeyMeta {
  readonly columns: readonly ColumnMeta[];
  readonly target: ModelMeta;
  readonly targets: readonly ColumnMeta[];
  readonly shape: ForeignKeyShape;
}

/** How the history of a model is kept. */
export interface AuditMeta {
  /** The columns that are recorded. */
  readonly columns: readonly ColumnMeta[];
  /** The model whose rows are the entries. */
  readonly entries: () => ModelMeta;
}

/** How a model shares its table with others: the rows of all hold in one column of which of them they are. */
export interface InheritanceMeta {
  /** The model that its class extends; none for the one at the top. */
  readonly parent: ModelMeta | undefined;
  /** The column that says of which class a row is. */
  readonly discriminator: ColumnMeta;
  /** What it holds in rows of this class; nothing does for an abstract one. */
  readonly value: string | undefined;
  /** The discriminator is no field of the class body: records get the property by other ways. */
  readonly isMade: boolean;
  /** `static table` of the class and those above it, put together. */
  readonly options: AnyTableOptions;
  /** The model and those below it, as far as they are known; each stands after the one that it extends. */
  readonly members: () => readonly ModelMeta[];
  /** What the discriminator holds in their rows. */
  readonly values: () => readonly string[];
  /** Their columns: first those of the model itself, then those that others of them add. */
  readonly columns: () => readonly ColumnMeta[];
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
  /** Embedded objects by the way to them, `home` and `home.geo`; the outer one first. */
  readonly embedded: ReadonlyMap<string, EmbeddedMeta>;
  readonly primaryKey: readonly ColumnMeta[];
  readonly createdAt: ColumnMeta | undefined;
  readonly updatedAt: ColumnMeta | undefined;
  readonly deletedAt: ColumnMeta | undefined;
  readonly version: ColumnMeta | undefined;
  readonly uniques: readonly UniqueShape[];
  readonly indexes: readonly IndexShape[];
  readonly checks: readonly CheckShape[];
  /** What `matchesText` searches. */
  readonly textSearch: TextSearchMeta | undefined;
  /** Foreign keys, made when first asked for: their targets may not be defined before. */
  readonly foreignKeys: () => readonly ForeignKeyShape[];
  /** The same with the columns and models that they are about. */
  readonly references: () => readonly ForeignKeyMeta[];
  /** The models that this one's foreign keys point at. */
  readonly targets: () => readonly ModelClass[];
  /** Rules about several properties. */
  readonly rules: readonly RecordRule[];
  /** The plugins that its class uses, in the order in which their hooks run. */
  readonly plugins: readonly PluginParts[];
  /** By property. */
  readonly relations: ReadonlyMap<string, RelationMeta>;
  /** Order of results where a query states none. */
  readonly orderBy: readonly OrderTerm[];
  /** Conditions that hold for what queries and lists give, if not taken away by name. As the user wrote them. */
  readonly defaultScopes: ReadonlyMap<string, unknown>;
  /** How its names become names in the database. */
  readonly naming: NamingStrategy;
  /** Name of the database it lives in, where it is not the default one. */
  readonly connection: string | undefined;
  readonly readonly: boolean;
  /** How it shares its table with other models, where it does. */
  readonly inheritance: InheritanceMeta | undefined;
  /** How its history is kept, where it is. */
  readonly audited: AuditMeta | undefined;
  /** The builder calls of the class body, in order. */
  readonly calls: readonly Call[];
  /** The class body declares nothing but columns and relations, so a record may be made without running its initialisers. */
  readonly plain: boolean;
}

/** One hop from the rows of a table to those of the next. */
export interface RelationStep {
  /** The table arrived at. */
  readonly meta: ModelMeta;
  /** Columns of the table before. */
  readonly from: readonly ColumnMeta[];
  /** Columns of this table that are equal to them. */
  readonly to: readonly ColumnMeta[];
  /** What a column of this table must hold besides: the type of a polymorphic reference. */
  readonly only: { readonly column: ColumnMeta; readonly value: string } | undefined;
  /** At most one row of this table has a key. */
  readonly unique: boolean;
  /** Rows marked as deleted are found too: the key refers to them still. */
  readonly withDeleted: boolean;
  /** Of the rows with a key, only the first in this order counts. */
  readonly latest?: readonly OrderTerm[] | undefined;
}

/** A relation whose target is known. */
export interface RelationLink {
  /** The one model at the other end; the first one of a polymorphic relation. */
  readonly target: ModelMeta;
  /** The way there; more than one hop through a join table or another relation. Empty for a polymorphic relation. */
  readonly steps: readonly RelationStep[];
  /** The key is in the record's own row: assigning a record sets it. */
  readonly owned: boolean;
  /** The other side, where `backPopulates` names it. */
  readonly inverse: RelationMeta | undefined;
  /** The table between the two sides of a many-to-many. */
  readonly join: JoinLink | undefined;
  /** Targets of a polymorphic relation, by what its type column holds. */
  readonly polymorphic: PolymorphicLink | undefined;
  /** Of many rows the first in this order is meant. */
  readonly latest: readonly OrderTerm[] | undefined;
  /** The column of the target that counts the records that refer to it. */
  readonly counter: ColumnMeta | undefined;
  /** The target is touched when a record that refers to it is written. */
  readonly touched: boolean;
  /** Goes through another relation, so nothing can be written to it. */
  readonly through: boolean;
  /** The way may lead to one row twice from the same start. */
  readonly repeats: boolean;
}

/** The table between the two sides of a many-to-many. */
export interface JoinLink {
  readonly meta: ModelMeta;
  /** Its columns that refer to this side, and what they refer to. */
  readonly own: KeyPair;
  /** Its columns that refer to the other side, and what they refer to. */
  readonly other: KeyPair;
  /** It is a model of the user's, not a table made for the relation. */
  readonly isModel: boolean;
}

/** A foreign key's columns, and the columns that they refer to. */
export interface KeyPair {
  readonly columns: readonly ColumnMeta[];
  readonly targets: readonly ColumnMeta[];
}

/** Where a polymorphic relation points: a key, and a column that says to which table it belongs. */
export interface PolymorphicLink {
  readonly typeColumn: ColumnMeta;
  readonly choices: ReadonlyMap<string, RelationStep>;
}

/** One relation of a model. */
export interface RelationMeta {
  readonly name: string;
  readonly kind: RelationKind;
  /** Name of the class that has it, for messages. */
  readonly model: string;
  /** Whether it holds a list. */
  readonly many: boolean;
  /** Whether there may be no record at the other end. */
  readonly nullable: boolean;
  readonly settings: RelationSettings;
  /** Gives what the user's function gives: the model at the other end, or several. Throws where it is no model. */
  readonly targets: () => readonly ModelMeta[];
  /** Where it leads; found when first asked for, since its target may not be defined before. */
  readonly link: () => RelationLink;
}

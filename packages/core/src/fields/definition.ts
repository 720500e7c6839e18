import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { SqlFragment } from "../fragment/sql.js";
import type { JsonSchema } from "./json-schema.js";
import type { Facets, Rule, StorageKind } from "./kinds.js";

/** Why a value is refused: the rule, and a sentence that can follow the property's name. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
}

/** A value out of what stands for it in JSON, or why it is none. */
export type ReadJson = { readonly value: unknown; readonly rule?: undefined } | Refusal;

/** How changes of a property are seen although nothing tells us of them: by comparing with a snapshot. */
export interface Comparison {
  /** A copy that later changes of `value` in place do not reach. */
  readonly snapshot: (value: unknown) => unknown;
  readonly changed: (value: unknown, snapshot: unknown) => boolean;
  /** The value that the snapshot was taken of, as a copy of its own. */
  readonly restore: (snapshot: unknown) => unknown;
  /** The driver's text serves as the snapshot, so that JSON that is only read is never written out again. */
  readonly keepsText?: boolean;
}

/** How the values of a column are encrypted. */
export interface Sealed {
  /** Equal texts are equal in the database too, so that they can be looked up. */
  readonly deterministic: boolean;
  /** What a value belongs to, and cannot be moved away from; `table.column` if nothing is stated. */
  readonly context: string | undefined;
}

/** What a field is, apart from its options: made by `field.string(50)` and its like, shared by all rows. */
export interface FieldType {
  /** The builder's name, such as `"string"`, for messages. */
  readonly name: string;
  readonly kind: StorageKind;
  readonly facets: Facets;
  readonly rules: readonly Rule[];
  /** Why `value` cannot be held, or `undefined`. Never called with null or undefined. */
  readonly refuse: (value: unknown) => Refusal | undefined;
  /** The one form among equal ones, such as a lower-case UUID; called after `refuse` let the value pass. */
  readonly canonical?: (value: never) => unknown;
  /** To the kind's own JavaScript value; absent where they are the same. */
  readonly encode?: (value: never) => unknown;
  /** From the kind's own JavaScript value. */
  readonly decode?: (stored: never) => unknown;
  readonly comparison: Comparison;
  /** Of the kind `encrypted`: how the text is. */
  readonly sealed?: Sealed;
  /** How the value stands in JSON; absent where `JSON.stringify` does right. */
  readonly toJSON?: (value: never) => unknown;
  /** The way back from there; absent where JSON has the value itself. What it gives may still be refused. */
  readonly fromJSON?: (json: unknown) => ReadJson;
  /** That form in the words of JSON Schema, without the limits of numbers; anything if absent. */
  readonly json?: JsonSchema;
  /** Values that every database must give back exactly; the conformance suite writes and reads each of them. */
  readonly samples: readonly unknown[];
}

/** A predicate that answers `true`, or says what is wrong; or a Standard Schema such as Zod's. */
export type Validator<T> = ((value: T) => boolean | string) | StandardSchemaV1<T, unknown>;

/** Options that every field takes, foreign keys included. */
export interface ColumnOptions<T> {
  /** Part of the primary key; two such fields make a composite key. */
  primaryKey?: boolean | undefined;
  /** No two rows hold the same value: a unique constraint. */
  unique?: boolean | undefined;
  /** An index on this column. */
  index?: boolean | undefined;
  /** The column's name, where it is not the property's name in snake case. */
  column?: string | undefined;
  /** A comment on the column, in databases that have them. */
  comment?: string | undefined;
  /** Never part of `toJSON()`, and not to be filtered on by requests. */
  hidden?: boolean | undefined;
  /** Set by code, never by mass assignment: `create`, `update` and `assign` refuse it. */
  readonly?: boolean | undefined;
  /**
   * The normal form of a value, such as trimmed and in lower case: what is saved, what `create`, `assign` and `update`
   * set at once, and what conditions compare with. It must leave a normal form as it is. Never asked about null.
   */
  normalize?: ((value: T) => T) | undefined;
  /** A further rule: a predicate, or a Standard Schema such as Zod's. */
  validate?: Validator<T> | undefined;
}

/** Options that every field of values takes. */
export interface FieldOptions<T> extends ColumnOptions<T> {
  /** Gives the property a new value at each update that does not set it. */
  onUpdate?: (() => T) | undefined;
}

/** All that an initialiser of a class body declares. */
export interface FieldSettings {
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly nullable: boolean;
  readonly column: string | undefined;
  readonly comment: string | undefined;
  readonly hidden: boolean;
  readonly readonly: boolean;
  readonly normalize: ((value: never) => unknown) | undefined;
  readonly validate: Validator<never> | undefined;
  /** A value, a function that makes one, or SQL that the database evaluates. */
  readonly default: unknown;
  readonly hasDefault: boolean;
  readonly onUpdate: (() => unknown) | undefined;
  /** Set for columns that the database computes. */
  readonly generated: SqlFragment | undefined;
  /** What the column means to the life of a record. */
  readonly role: FieldRole | undefined;
}

/** Columns that the ORM itself keeps. */
export type FieldRole = "createdAt" | "updatedAt" | "deletedAt" | "version" | "discriminator";

/** The thunk and the deletion rule of a foreign key. */
export interface ForeignKeyTarget {
  readonly model: () => unknown;
  readonly key: string | undefined;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

/** What the database does to referring rows. */
export type ReferentialAction = "cascade" | "restrict" | "set null" | "set default" | "no action";

/** One field as declared: what an initialiser returns while a class is being read. */
export class FieldDefinition {
  /** `undefined` for a foreign key until its target is known. */
  readonly type: FieldType | undefined;
  readonly settings: FieldSettings;
  readonly foreignKey: ForeignKeyTarget | undefined;

  constructor(type: FieldType | undefined, settings: FieldSettings, foreignKey?: ForeignKeyTarget) {
    this.type = type;
    this.settings = settings;
    this.foreignKey = foreignKey;
  }
}

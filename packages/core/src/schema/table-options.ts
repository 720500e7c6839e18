import { ModelDefinitionError } from "../errors/usage.js";
import type { FieldKeys } from "../fields/column.js";
import type { ReferentialAction } from "../fields/definition.js";
import type { ModelConstructor } from "../fields/foreign-key.js";
import type { SqlFragment } from "../fragment/sql.js";
import { nearest } from "../naming/nearest.js";
import { checkTableOptions } from "./check-table-options.js";
import type { TextLanguage } from "./text-languages.js";

type Property<T> = FieldKeys<T> & string;

/** An index: properties (`"-createdAt"` is descending) or expressions, with what else databases offer. */
export interface IndexOptions<T> {
  /** What it is over, in order. */
  on: readonly (Property<T> | `-${Property<T>}` | SqlFragment)[];
  /** Its name; made from table and columns if not given. */
  name?: string;
  /** No two rows are equal in these. */
  unique?: boolean;
  /** Only over rows for which this holds. */
  where?: SqlFragment;
  /** Such as `"gin"`. */
  method?: string;
  /** Further columns that the index carries. */
  include?: readonly Property<T>[];
}

/** The properties that `matchesText` searches, and how. */
export interface TextSearchOptions<T> {
  /** Searched together; those before weigh more in `textRank` than those after. */
  properties: readonly Property<T>[];
  /** Whose stems of words are compared; `"simple"`, words as they are, if not given. */
  language?: TextLanguage;
  /** The name of what `createTables` makes for it; made from the table if not given. */
  name?: string;
}

/** A foreign key over several columns. */
export interface CompositeForeignKey<T> {
  on: readonly Property<T>[];
  references: () => ModelConstructor<unknown>;
  /** The target's properties, in the same order; its primary key if not given. */
  key?: readonly string[];
  onDelete?: ReferentialAction;
  onUpdate?: ReferentialAction;
  name?: string;
}

/**
 * What `static table = { … } satisfies TableOptions<User>` may say; a string alone is the table's name.
 *
 * @example
 * class Booking extends Model {
 *   id = field.id();
 *   room = field.string(20);
 *   seats = field.integer();
 *   day = field.date();
 *   static table = {
 *     name: "bookings",
 *     comment: "Who sits where",
 *     uniques: [["room", "day"]],
 *     indexes: [{ on: ["-day", "room"] }],
 *     checks: { seats_fit: sql`${sql.column("seats")} <= 40` },
 *     orderBy: "-day",
 *   } satisfies TableOptions<Booking>;
 * }
 * console.assert(Booking.table.name === "bookings");
 */
export interface TableOptions<T> {
  /** The table's name; the class name in snake case and plural if not given. */
  name?: string;
  /** The database schema it lives in. */
  schema?: string;
  comment?: string;
  indexes?: readonly (readonly (Property<T> | `-${Property<T>}`)[] | IndexOptions<T>)[];
  /** Lists of properties that together are unique. */
  uniques?: readonly (readonly Property<T>[])[];
  /** CHECK constraints by name; the name gets the table's in front. */
  checks?: Readonly<Record<string, SqlFragment>>;
  foreignKeys?: readonly CompositeForeignKey<T>[];
  /** What `matchesText` searches: `{ properties: ["title", "body"], language: "english" }`. */
  textSearch?: TextSearchOptions<T>;
  /** Order of results where a query states none. */
  orderBy?: Property<T> | `-${Property<T>}` | readonly (Property<T> | `-${Property<T>}`)[];
  /** Name of the database it lives in, as `connect` was given it. */
  connection?: string;
  /** A view, or a table of somebody else's: nothing is written to it, and `createTables` leaves it out. */
  readonly?: boolean;
}

/** The options after reading: plain data of unknown model. */
export type AnyTableOptions = Omit<
  TableOptions<Record<string, never>>,
  "indexes" | "uniques" | "foreignKeys" | "textSearch" | "orderBy"
> & {
  indexes?: readonly (readonly string[] | IndexOptions<never>)[];
  uniques?: readonly (readonly string[])[];
  foreignKeys?: readonly CompositeForeignKey<never>[];
  textSearch?: { readonly properties: readonly string[]; readonly language?: TextLanguage; readonly name?: string };
  orderBy?: string | readonly string[];
};

const known = [
  "name",
  "schema",
  "comment",
  "indexes",
  "uniques",
  "checks",
  "foreignKeys",
  "textSearch",
  "orderBy",
  "connection",
  "readonly",
] satisfies (keyof TableOptions<never>)[];

/** Reads `static table`, which nothing declares, so anything may be there. */
export function readTableOptions(model: string, table: unknown): AnyTableOptions {
  if (table === undefined) return {};
  if (typeof table === "string") return readTableOptions(model, { name: table });
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new ModelDefinitionError(`static table of ${model} is the table's name or an object of options.`, { model });
  }
  for (const name of Object.keys(table)) {
    if (!known.some((option) => option === name)) {
      throw new ModelDefinitionError(
        `static table of ${model} has no option ${JSON.stringify(name)}.${nearest(name, known)}`,
        { model },
      );
    }
  }
  checkTableOptions(model, table as Readonly<Record<string, unknown>>);
  return table as AnyTableOptions;
}

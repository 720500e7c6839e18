import { QueryError } from "../errors/usage.js";

/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/sql");

/** A reference to a property inside a fragment; becomes the quoted name of its column. */
export class ColumnReference {
  readonly property: string;
  constructor(property: string) {
    this.property = property;
  }
}

/** A piece of SQL that somebody wrote by hand, with its values kept apart from its text. Made by the `sql` tag. */
export class SqlFragment {
  /** The literal pieces of the template; there is one more of them than of `values`. */
  readonly strings: readonly string[];
  /** What stood between the pieces: values, column references or other fragments. */
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` came from the `sql` tag; parsed JSON never does. */
export function isSql(value: unknown): value is SqlFragment {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [brand]?: unknown })[brand] === true &&
    !Object.hasOwn(value, brand)
  );
}

/**
 * A hand-written piece of SQL for the places that take one: a column's `default`, a `check`, an index's `where` or
 * expression, a generated column. Interpolated values are escaped as literals or bound, never pasted in as text.
 *
 * @example
 * class Event extends Model {
 *   id = field.id();
 *   seats = field.integer();
 *   token = field.string(40, { default: sql`'none'` });
 *   static table = { checks: { positive_seats: sql`${sql.column("seats")} > ${0}` } };
 * }
 * console.assert(Event.name === "Event");
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): SqlFragment {
  if (!Array.isArray(strings) || !Array.isArray((strings as { raw?: unknown }).raw)) {
    throw new QueryError("sql is a template tag: write sql`…` with the values as ${…}, not sql(text).");
  }
  return new SqlFragment(strings, values);
}

/** A property of the model, as the quoted name of its column: `` sql`${sql.column("seats")} > 0` ``. */
sql.column = (property: string): ColumnReference => new ColumnReference(property);

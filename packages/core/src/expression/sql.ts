import { QueryError } from "../errors/usage.js";
import type { Decimal } from "../fields/digits.js";
import type { JsonValue } from "../fields/json.js";
import { describe } from "../fields/numeric-type.js";
import { ColumnReference, isSql, piecesOf, SqlFragment } from "../fragment/sql.js";
import {
  bigintValue,
  booleanValue,
  bytesValue,
  dateValue,
  decimalValue,
  doubleValue,
  instantValue,
  integerValue,
  jsonValue,
  type Typed,
  textValue,
} from "../statement/typed.js";
import { Expression } from "./expression.js";

/** What hand-written SQL can give, by the name of the field that holds it. */
interface Gives {
  readonly text: string;
  readonly integer: number;
  readonly bigInteger: bigint;
  readonly float: number;
  readonly decimal: Decimal;
  readonly boolean: boolean;
  readonly date: string;
  readonly dateTime: Date;
  readonly json: JsonValue;
  readonly binary: Uint8Array;
}

const types: Readonly<Record<keyof Gives, Typed>> = {
  text: textValue,
  integer: integerValue,
  bigInteger: bigintValue,
  float: doubleValue,
  decimal: decimalValue,
  boolean: booleanValue,
  date: dateValue,
  dateTime: instantValue,
  json: jsonValue,
  binary: bytesValue,
};

/** A fragment, which becomes an expression once it is known what it gives. */
export class Sql extends SqlFragment {
  /**
   * The fragment as an expression that gives such a value, or NULL. It says how what comes is read, and changes nothing
   * in the database: write a cast where the database is to make one type of another.
   *
   * @example
   * const rows = await Post.values((post) => ({ half: sql`${post.views} / ${2}`.as("integer") }));
   * console.assert(rows.some((row) => row.half === 5));
   */
  as<K extends keyof Gives>(type: K): Expression<Gives[K] | null> {
    if (Object.hasOwn(types, type)) return new Expression({ type: "sql", fragment: this, as: types[type] });
    const given = typeof type === "string" ? JSON.stringify(type) : describe(type);
    throw new QueryError(`.as says what the SQL gives: one of ${Object.keys(types).join(", ")}, not ${given}.`);
  }
}

/**
 * A hand-written piece of SQL: a condition, an order or a new value of a query, with `.as("float")` any expression, the
 * text of `db.sql` and `fromSql`, and in a schema a column's `default`, a `check` or an index. Values are bound, and in
 * a schema escaped as literals; columns of callbacks, models, queries and other fragments become their SQL. Throws
 * `QueryError` for whatever else is put in.
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
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new Sql(piecesOf(strings, "sql"), values);
}

/** A property of the model, as the quoted name of its column: `` sql`${sql.column("seats")} > 0` ``. */
sql.column = (property: string): ColumnReference => new ColumnReference(property);

const comma = new SqlFragment([", "], []);

/**
 * Several values or fragments with a separator between, a comma if not said: `` sql`id in (${sql.join(ids)})` ``. None
 * at all are an error, since no list of SQL is empty.
 *
 * @example
 * const posts = await Post.where((post) => sql`${post.views} in (${sql.join([3, 10])})`);
 * console.assert(posts.length === 2);
 */
sql.join = (parts: readonly unknown[], separator: SqlFragment = comma): Sql => {
  if (!Array.isArray(parts) || parts.length === 0) {
    const what = Array.isArray(parts) ? "none" : describe(parts);
    throw new QueryError(`sql.join takes a list of at least one value or fragment, not ${what}.`);
  }
  if (!isSql(separator)) throw new QueryError(`The separator of sql.join is a fragment, not ${describe(separator)}.`);
  // Array.from fills holes, so that each of them is refused as undefined.
  const values = Array.from(parts, (part: unknown, i) => (i === 0 ? [part] : [separator, part])).flat();
  return new Sql(new Array(values.length + 1).fill(""), values);
};

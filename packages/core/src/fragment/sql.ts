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
  /** What stood between the pieces: values, columns, models, queries or other fragments. */
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

/** The literal pieces of a template; an error where a tag was called with anything else, or no database could read them. */
export function piecesOf(strings: unknown, tag: string): readonly string[] {
  if (!Array.isArray(strings) || !Array.isArray((strings as { raw?: unknown }).raw)) {
    throw new QueryError(`${tag} is a template tag: write ${tag}\`…\` with the values as \${…}, not ${tag}(text).`);
  }
  // A piece with an escape sequence that JavaScript does not know is undefined.
  if (strings.every((piece) => typeof piece === "string" && !piece.includes("\0"))) return strings;
  throw new QueryError(
    `${tag}\`…\` has an escape sequence that gives no text: a backslash that belongs to the SQL is written twice.`,
  );
}

/** The same fragment with those inside of it spelt out: what is left between the pieces is no fragment. */
export function flattened(fragment: SqlFragment): Pick<SqlFragment, "strings" | "values"> {
  if (!fragment.values.some(isSql)) return fragment;
  const strings = [fragment.strings[0] as string];
  const values: unknown[] = [];
  for (const [i, value] of fragment.values.entries()) {
    const next = fragment.strings[i + 1] as string;
    const inner = isSql(value) ? flattened(value) : { strings: ["", ""], values: [value] };
    const [first = "", ...others] = inner.strings;
    strings.push(`${strings.pop()}${first}`, ...others);
    strings.push(`${strings.pop()}${next}`);
    values.push(...inner.values);
  }
  return { strings, values };
}

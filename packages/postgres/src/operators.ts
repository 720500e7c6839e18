import type { OperatorSql } from "@chakra-orm/core/internal";

/** Searches in the text of a column; a named enum type has no such operators, so it is cast. */
const inText = (operation: string): OperatorSql => ({
  template: `{column} ${operation}`,
  byKind: { enum: `{column}::text ${operation}` },
});

/**
 * Where PostgreSQL differs from the standard templates. Its LIKE takes a backslash for an escape unless told that
 * there is none; then only % and _ have a meaning, as on every other database.
 */
export const operators: Readonly<Record<string, OperatorSql>> = {
  like: inText("like {value} escape ''"),
  ilike: inText("ilike {value} escape ''"),
  contains: inText("like {value} escape '!'"),
  startsWith: inText("like {value} escape '!'"),
  endsWith: inText("like {value} escape '!'"),
  icontains: inText("ilike {value} escape '!'"),
  istartsWith: inText("ilike {value} escape '!'"),
  iendsWith: inText("ilike {value} escape '!'"),
  matches: inText("~ {value}"),
  imatches: inText("~* {value}"),
  // Of its own accord, it finds the text among the members of an array too. `\\?` is how knex takes a bare one.
  hasKey: { template: "(jsonb_typeof({column}) = 'object' and {column} \\? {value})" },
  jsonContains: { template: "{column} @> {value}" },
};

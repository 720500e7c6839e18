/** Messages that name things of the schema or the statement, and cannot hold a value. */
const harmless = [
  /^no such (table|column|function|index|view|trigger|collation sequence|savepoint|module): [\w.$ ]+$/,
  /^ambiguous column name: [\w.$]+$/,
  /^table [\w.$"]+ has no column named [\w.$]+$/,
  /^(table|index|view|trigger) [\w.$"]+ already exists$/,
  /^there is already an? (table|index) named [\w.$]+$/,
  /^near "([A-Za-z_]\w*|[^\w'"\s])": syntax error$/,
  /^incomplete input$/,
  /^integer overflow$/,
  /^malformed JSON$/,
  /^too many (SQL variables|columns|terms in compound SELECT)\b/,
  /^Expression tree is too large/,
  /^LIKE or GLOB pattern too complex$/,
  /^wrong number of arguments to function \w+\(\)$/,
  /^misuse of (aggregate|window function)/,
  /^cannot (start a transaction within a transaction|commit - no transaction is active|rollback - no transaction is active)$/,
  /^(INSERT|UPDATE|DELETE) is not allowed/,
  /^cannot (INSERT into|UPDATE) generated column "[\w.$]+"$/,
  /^foreign key mismatch - "[\w.$ ]+" referencing "[\w.$ ]+"$/,
  /^\d+ values for \d+ columns$/,
  /^table [\w.$"]+ has \d+ columns but \d+ values were supplied$/,
  /^ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE constraint$/,
  // What better-sqlite3 itself says.
  /^Too (few|many) parameter values were provided$/,
  /^SQLite3 can only bind numbers, strings, bigints, buffers, and null$/,
  /^The bound string, buffer, or bigint is too big$/,
  /^The supplied SQL string contains (more than one statement|no statements)$/,
  /^Cannot open database because the directory does not exist$/,
];

/** The message, if nothing in it can be a value; else where to look for it. */
export function safeWords(message: string, code: string): string {
  if (harmless.some((pattern) => pattern.test(message))) return message;
  return `SQLite refused the statement${code === "" ? "" : ` (${code})`}; the error's cause has its own words`;
}

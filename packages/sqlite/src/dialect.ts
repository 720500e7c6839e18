import { type Dialect, literalStandard, quoteStandard } from "@chakra-orm/core/internal";
import { capabilities } from "./capabilities.js";
import { ddl } from "./ddl.js";
import { createDriver } from "./driver.js";
import { readError } from "./faults/read-error.js";
import { insertion, list } from "./list.js";
import { operators } from "./operators.js";
import { readColumn } from "./read-column.js";
import { rules } from "./rules.js";
import { functions } from "./sql-functions.js";
import { storages } from "./storages/index.js";
import { textSearch } from "./text-search.js";
import { begin } from "./transaction.js";

/**
 * SQLite, on better-sqlite3. `connect("sqlite:…")` finds it by the scheme of the URL.
 *
 * @example
 * console.assert(sqlite.capabilities.returning);
 * console.assert(sqlite.quote("order") === '"order"');
 */
export const sqlite: Dialect = {
  name: "sqlite",
  system: "sqlite",
  knexClient: "better-sqlite3",
  capabilities,
  storages,
  rules,
  operators,
  functions,
  explain: (analyze) => (analyze ? undefined : "explain query plan"),
  readColumn,
  list,
  insertion,
  textSearch,
  ddl,
  // SQLite has no limit; names that long serve nobody.
  identifierLimit: 1024,
  quote: quoteStandard,
  literal: literalStandard,
  begin,
  readError,
  createDriver,
};

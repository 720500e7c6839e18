import { type Dialect, literalStandard, quoteStandard } from "@chakra-orm/core/internal";
import { begin } from "./begin.js";
import { ddl } from "./ddl.js";
import { readError } from "./errors/read-error.js";
import { functions, typed } from "./functions.js";
import { insertion, list } from "./list.js";
import { operators } from "./operators.js";
import { readColumn } from "./read-column.js";
import { rules } from "./rules/index.js";
import { storages } from "./storages/index.js";
import { copyText } from "./text/copy-text.js";
import { textSearch } from "./text-search.js";

/** What PostgreSQL and PGlite have in common: all but the name, the driver and what one process cannot do. */
export const family = {
  system: "postgresql",
  knexClient: "pg",
  capabilities: {
    schemas: true,
    comments: true,
    listParameter: true,
    returning: true,
    conflictTargets: true,
    transactionalDdl: true,
    addForeignKeys: true,
    forwardForeignKeys: false,
    enumTypes: true,
    partialIndexes: true,
    expressionIndexes: true,
    indexMethods: true,
    indexInclude: true,
    namedViolations: true,
    detailedViolations: true,
    concurrentConnections: true,
    isolationLevels: true,
    advisoryLocks: true,
    statementLimits: true,
    failuresStayAlone: false,
    rowLocks: true,
    textSearch: true,
    nullsSortLast: true,
  },
  storages,
  rules,
  operators,
  functions,
  typed,
  readColumn,
  explain: (analyze) => (analyze ? "explain (analyze)" : "explain"),
  list,
  insertion,
  textSearch,
  copy: copyText,
  ddl,
  identifierLimit: 63,
  quote: quoteStandard,
  literal: literalStandard,
  begin,
  readError,
} as const satisfies Omit<Dialect, "name" | "createDriver">;

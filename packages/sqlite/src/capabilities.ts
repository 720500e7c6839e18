import type { Capabilities } from "@chakra-orm/core/internal";

/** What SQLite can do, so that core never has to ask which database it is talking to. */
export const capabilities: Capabilities = {
  schemas: false,
  comments: false,
  listParameter: true,
  returning: true,
  conflictTargets: true,
  transactionalDdl: true,
  addForeignKeys: false,
  forwardForeignKeys: true,
  enumTypes: false,
  partialIndexes: true,
  expressionIndexes: true,
  indexMethods: false,
  indexInclude: false,
  // CHECKs are reported by name; unique rules and foreign keys are not.
  namedViolations: false,
  detailedViolations: false,
  concurrentConnections: false,
  // There is one level, serializable.
  isolationLevels: false,
  advisoryLocks: false,
  statementLimits: false,
  failuresStayAlone: true,
  // One connection writes at a time, and its transaction has locked everything.
  rowLocks: false,
  textSearch: true,
  nullsSortLast: false,
};

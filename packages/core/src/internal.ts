/**
 * What Chakra's own packages use beyond the public names. Unstable: it changes without notice in any release.
 * @internal
 */
export type { Capabilities, Capability } from "./dialect/capability.js";
export type {
  DdlSql,
  Dialect,
  DialectPackage,
  DriverConfig,
  IsolationLevel,
  ListSql,
  OperatorSql,
  TransactionSql,
} from "./dialect/dialect.js";
export type { Driver, DriverConnection, DriverRequest, DriverResult } from "./dialect/driver.js";
export type { DatabaseFault, FaultKind } from "./dialect/error-map.js";
export { beginStandard, escapeLike, literalStandard, quoteStandard } from "./dialect/standard.js";
export type { Codec, DriverValue, RuleChecks, Storage, Storages } from "./dialect/storage.js";
export * from "./errors/database.js";
export * from "./errors/error.js";
export * from "./errors/record.js";
export * from "./errors/usage.js";
export type { Facets, KindValues, Rule, RuleName, StorageKind } from "./fields/kinds.js";

/**
 * What Chakra's own packages use beyond the public names. Unstable: it changes without notice in any release.
 * @internal
 */
export { beginAmbient } from "./connection/ambient.js";
export { RequestScope } from "./connection/app-request.js";
export { bindModel } from "./connection/bind-model.js";
export { connectBeside } from "./connection/connect.js";
export { Database } from "./connection/database.js";
export { detached } from "./connection/detached.js";
export type { Engine } from "./connection/engine.js";
export {
  OpenTransaction,
  type OpenTransactionName,
  type OpenTransactionOptions,
} from "./connection/open-transaction.js";
export { connectedEngines, type DatabaseSet, engineFor, withDatabases } from "./connection/registry.js";
export { runTransaction } from "./connection/run-transaction.js";
export { type SchemaGap, schemaGaps } from "./connection/schema-gaps.js";
export { checkTransactionOptions } from "./connection/transaction-options.js";
export type { Capabilities, Capability } from "./dialect/capability.js";
export type {
  DdlSql,
  Dialect,
  DialectPackage,
  DriverConfig,
  FunctionSql,
  IsolationLevel,
  ListColumn,
  ListSql,
  OperatorSql,
  RowsSql,
  SearchedTable,
  TextSearchSql,
  TransactionSql,
} from "./dialect/dialect.js";
export type { Driver, DriverColumn, DriverConnection, DriverRequest, DriverResult } from "./dialect/driver.js";
export type { DatabaseFault, FaultKind, RefusedRow } from "./dialect/error-map.js";
export { beginStandard, literalStandard, quoteStandard } from "./dialect/standard.js";
export type {
  AggregateName,
  ArithmeticOperator,
  ByteReader,
  Codec,
  DriverValue,
  RuleChecks,
  Storage,
  Storages,
} from "./dialect/storage.js";
export * from "./errors/database.js";
export * from "./errors/error.js";
export * from "./errors/record.js";
export * from "./errors/usage.js";
export type { ServerInfo } from "./events/event-source.js";
export { type LogOptions, logQueries } from "./events/log.js";
export { RequestEnd } from "./events/request-end.js";
export { field } from "./fields/index.js";
export type { Facets, KindValues, Rule, RuleName, StorageKind } from "./fields/kinds.js";
export { escapeLike } from "./operators/escape-like.js";
export { operators } from "./operators/index.js";
export type { OperatorDefinition } from "./operators/operator.js";
export { columnValue } from "./query/permit/operand.js";
export type { ColumnMeta } from "./schema/column-meta.js";
export { modelJsonSchema } from "./schema/model-json-schema.js";
export type { ModelMeta } from "./schema/model-meta.js";
export { metaOf } from "./schema/registry.js";
export type * from "./schema/shape.js";
export { tableShape } from "./schema/to-shape.js";
export { uniqueRules } from "./schema/unique-rules.js";
export { StatementCache } from "./sql/cache.js";
export { bind, type Compiled, compile, compileFresh } from "./sql/compile.js";
export { createSchema } from "./sql/create-schema.js";
export { type Statement, tokenOf } from "./statement/statement.js";
export type { Phrase, TextQuery } from "./statement/text-query.js";

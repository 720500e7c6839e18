/**
 * Tests with and of Chakra ORM.
 * @packageDocumentation
 */
export { countQueries, type QueryCount } from "./count-queries.js";
export { Factory, type FactoryOptions, factory } from "./factory/factory.js";
export { Random } from "./factory/random.js";
export type { FactoryContext, Maker, Several } from "./factory/recipe.js";
export type { Definition, Overrides, ParentKeys, ParentsOf } from "./factory/types.js";
export {
  createPostgresDatabase,
  type PostgresServer,
  type PostgresServerOptions,
  startPostgres,
} from "./postgres-server.js";
export type { LoggedStatement, QueryLog } from "./query-log.js";
export { type QueryRecording, recordQueries } from "./record-queries.js";
export { type RecordingDialect, recordingDialect } from "./recording-dialect.js";
export { type RecordedAnswer, RecordingDriver } from "./recording-driver.js";
export { type TestHooks, useTestTransaction } from "./use-test-transaction.js";

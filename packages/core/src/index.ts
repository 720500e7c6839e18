export { type Actor, withActor } from "./connection/actor.js";
export { connect } from "./connection/connect.js";
export type { CreateTablesOptions, TableSelection } from "./connection/create-tables.js";
export { Database } from "./connection/database.js";
export type { Health } from "./connection/health.js";
export type { NamedLockOptions } from "./connection/lock.js";
export type { Metrics, StatementMetrics } from "./connection/metrics.js";
export type { ConnectOptions } from "./connection/options.js";
export type { PoolCounts, PoolStatus } from "./connection/pool.js";
export type { PoolOptions } from "./connection/pool-options.js";
export { prometheusMetrics } from "./connection/prometheus.js";
export type { SeedOptions, SeedWork } from "./connection/seed.js";
export type { SqlRows } from "./connection/sql-rows.js";
export type { Propagation, TransactionContext, TransactionOptions } from "./connection/transaction-options.js";
export { currentRequest, withRequest } from "./connection/with-request.js";
export type { Capabilities, Capability } from "./dialect/capability.js";
export type { Dialect, IsolationLevel } from "./dialect/dialect.js";
export { type ErrorCode, type ErrorCodeName, errorCodes } from "./errors/codes.js";
export * from "./errors/database.js";
export { ChakraError, type ErrorDetails } from "./errors/error.js";
export { type FieldErrors, fieldErrors } from "./errors/field-errors.js";
export type { ValidationIssue } from "./errors/issue.js";
export { type Problem, type ProblemOptions, problemOf } from "./errors/problem.js";
export type { ProblemIssue } from "./errors/problem-issues.js";
export * from "./errors/record.js";
export * from "./errors/usage.js";
export {
  acquireChannel,
  connectChannel,
  queryChannel,
  releaseChannel,
  transactionChannel,
} from "./events/channels.js";
export type { CommentKey, CommentTags } from "./events/comment.js";
export type { Durations } from "./events/duration-histogram.js";
export type { EventMap, QueryListener } from "./events/emitter.js";
export type { EventSource, ServerInfo } from "./events/event-source.js";
export type { Logger, LogLevel, LogLevels } from "./events/log.js";
export type { TransactionCounts } from "./events/meter.js";
export type { AcquireEvent, ConnectEvent, ReleaseEvent } from "./events/pool-events.js";
export type { QueryEvent } from "./events/query-event.js";
export type { QueryOperation } from "./events/ran-statement.js";
export type { RequestContext, RequestInfo } from "./events/request-context.js";
export type { RepeatedStatement, SlowestStatement, StatementReport } from "./events/statement-report.js";
export type { TransactionEvent } from "./events/transaction-event.js";
export { addTime, formatDate, now, type TimeSpan, timeBetween, today } from "./expression/calendar.js";
export { cast } from "./expression/cast.js";
export { Aggregate, Expression } from "./expression/expression.js";
export { count, exists, value } from "./expression/functions.js";
export { greatest, least, power, sqrt } from "./expression/numbers.js";
export type { Listing, Only, Operand, RowSource, SelectedRows } from "./expression/operand.js";
export { type Sql, sql } from "./expression/sql.js";
export { Structured } from "./expression/structured.js";
export { matchesText, textRank } from "./expression/text-search.js";
export { Branches, when } from "./expression/when.js";
export type { Ordering, Window } from "./expression/window.js";
export {
  cumeDist,
  denseRank,
  firstValue,
  lag,
  lastValue,
  lead,
  nthValue,
  ntile,
  percentRank,
  rank,
  rowNumber,
} from "./expression/window-functions.js";
export type { Column, Computed, Defaulted, Embed, EmbedOptional, FieldKeys, Managed, Plain } from "./fields/column.js";
export type { CustomType } from "./fields/custom.js";
export type { FieldOptions, ReferentialAction, Validator } from "./fields/definition.js";
export type { BigIntegerText, Decimal } from "./fields/digits.js";
export { type EmbeddedClass, type EmbeddedOptions, embedded } from "./fields/embedded.js";
export type { EncryptedOptions } from "./fields/encrypted.js";
export { field } from "./fields/index.js";
export type { JsonValue } from "./fields/json.js";
export type { JsonSchema } from "./fields/json-schema.js";
export type { Loaded, Relation, RelationBy } from "./fields/relation-types.js";
export { uuid } from "./fields/uuid.js";
export type { ColumnReference, SqlFragment } from "./fragment/sql.js";
export type { Hooks, SaveEvent } from "./hooks/hooks.js";
export { type Observer, observe } from "./hooks/observe.js";
export { type AuditChange, AuditEntry } from "./model/audit-entry.js";
export { Embedded } from "./model/embedded.js";
export { Model } from "./model/model.js";
export { definePlugin, type PluginDefinition } from "./model/plugins/define-plugin.js";
export type { Beginnings, Mixin, Using } from "./model/plugins/types.js";
export { manyToMany, manyToOne, oneToMany, oneToOne } from "./model/relations.js";
export type { InputSchema, InputSchemaOptions } from "./model/standard.js";
export type { ModelClass } from "./model/types.js";
export { literalNaming, type NamingStrategy, snakeCaseNaming } from "./naming/strategy.js";
export { between } from "./operators/between.js";
export { contains, icontains } from "./operators/contains.js";
export { day, month, onDate, year } from "./operators/date-parts.js";
export { endsWith, iendsWith } from "./operators/ends-with.js";
export { eq } from "./operators/eq.js";
export { gt } from "./operators/gt.js";
export { gte } from "./operators/gte.js";
export { hasKey } from "./operators/has-key.js";
export { includesAll, includesAny } from "./operators/includes.js";
export type { InsideLookup, JsonLeg } from "./operators/inside.js";
export { isNotNull, isNull } from "./operators/is-null.js";
export { jsonContains } from "./operators/json-contains.js";
export { jsonPath } from "./operators/json-path.js";
export { ilike, like } from "./operators/like.js";
export { lt } from "./operators/lt.js";
export { lte } from "./operators/lte.js";
export { imatches, matches } from "./operators/matches.js";
export { ne } from "./operators/ne.js";
export { ofLength } from "./operators/of-length.js";
export { noneOf, oneOf } from "./operators/one-of.js";
export type { Lookup } from "./operators/operator.js";
export { istartsWith, startsWith } from "./operators/starts-with.js";
export type { CreateColumns, CreateInput, UpdateColumns, UpdateInput } from "./query/attributes.js";
export type { Columns, ComputedRow, OutputRow, RelatedColumns } from "./query/columns.js";
export type { CteOptions, RecursionOptions } from "./query/joins/cte.js";
export type { Joinable, JoinedColumns, RecordSource, RowColumns, Tables } from "./query/joins/types.js";
export type { Counts, LoadedAs, Path, With } from "./query/loaded.js";
export type { ImportOptions } from "./query/methods/import.js";
export type { ExplainOptions, Written } from "./query/methods/inspect.js";
export type { JudgingOptions } from "./query/methods/judge-rows.js";
export type { LockOptions } from "./query/methods/lock.js";
export type { ReencryptOptions, ReencryptProgress } from "./query/methods/reencrypt.js";
export type { ReturningOptions } from "./query/methods/returning.js";
export type { Batch } from "./query/pages/batches.js";
export type { CursorOptions, CursorPage, Page, PageOptions } from "./query/pages/page.js";
export type { PermitOptions, PermittedFilter } from "./query/permit/options.js";
export type { RequestQuery } from "./query/permit/parameters.js";
export { Permitted } from "./query/permit/permitted.js";
export { Query, type Refine, type Refined } from "./query/query.js";
export * from "./query/query-methods.js";
export type { RowsUpdate } from "./query/reading.js";
export type {
  ToMany,
  ToManyThrough,
  ToOne,
  ToOneBy,
  ToOneHandle,
  ToOneOf,
  ToOneOfBy,
  ToOneOfHandle,
} from "./query/related.js";
export { Groups, Joined, Rows } from "./query/rows.js";
export type { Condition, DefaultScopes, Key, Match, OrderKey, Plucks } from "./query/types.js";
export type { Changes } from "./record/dirty.js";
export type { AuditOptions } from "./schema/audited.js";
export type { Plugin } from "./schema/plugin.js";
export type { CompositeForeignKey, IndexOptions, TableOptions, TextSearchOptions } from "./schema/table-options.js";
export type { TextLanguage } from "./schema/text-languages.js";
export type { RuleAnswer, RuleIssue, Validations } from "./schema/validations.js";
export { and, type Combined, type ConditionNames, type ConditionNamesOf, not, or } from "./statement/combined.js";
export { every, none, type Quantified, some } from "./statement/quantifier.js";

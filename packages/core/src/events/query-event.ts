/** What a statement's run tells to those who listen. Values are never part of it. */
export interface QueryEvent {
  /** Name of the database, as `connect` was given it. */
  readonly database: string;
  /** The kind of database, as OpenTelemetry's `db.system.name` calls it. */
  readonly system: string;
  /** SQL text with placeholders. */
  readonly sql: string;
  /** `select`, `insert`, `update`, `delete`; `sql` for `db.sql`; `transaction` and `schema` for what the ORM runs itself. */
  readonly operation: QueryOperation;
  /** Class name of the model, if there is one. */
  readonly model: string | undefined;
  /** Milliseconds from handing the statement over to having its result. */
  durationMs: number;
  /** Rows that came back, or were touched. */
  rows: number;
  /** Set if the statement failed. */
  error: unknown;
}

/** What a statement does. */
export type QueryOperation = "select" | "insert" | "update" | "delete" | "sql" | "transaction" | "schema";

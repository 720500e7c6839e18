/** What a statement does. */
export type QueryOperation = "select" | "insert" | "update" | "delete" | "sql" | "transaction" | "schema";

/** A statement that ran, and how that went. Values are never part of it. */
export interface RanStatement {
  /** Name of the database, as `connect` was given it. */
  readonly database: string;
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

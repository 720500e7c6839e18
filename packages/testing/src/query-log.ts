import type { QueryEvent, QueryOperation } from "@chakra-orm/core";

/** A statement that ran. Its values are never part of it. */
export interface LoggedStatement {
  /** SQL text with placeholders. */
  readonly sql: string;
  readonly operation: QueryOperation;
  /** Class name of the model, if there is one. */
  readonly model: string | undefined;
  /** Rows that came back, or were touched. */
  readonly rows: number;
  /** Set if it failed. */
  readonly error: unknown;
}

/** The statements that ran while somebody listened. */
export interface QueryLog {
  /** All of them in the order in which they ended, BEGIN, SAVEPOINT and COMMIT included. */
  readonly statements: readonly LoggedStatement[];
  /** How many there were without those that only begin and end transactions and savepoints. */
  readonly count: number;
  /** Those that do one thing: `log.of("update")`. */
  of(operation: QueryOperation): readonly LoggedStatement[];
}

/** A log that can be written to. */
export class Statements implements QueryLog {
  readonly statements: LoggedStatement[] = [];

  add({ sql, operation, model, rows, error }: QueryEvent): void {
    this.statements.push({ sql, operation, model, rows, error });
  }

  get count(): number {
    return this.statements.length - this.of("transaction").length;
  }

  of(operation: QueryOperation): readonly LoggedStatement[] {
    return this.statements.filter((statement) => statement.operation === operation);
  }

  clear(): void {
    this.statements.length = 0;
  }
}

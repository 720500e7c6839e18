import { columnsToken, type SelectStatement } from "./select.js";
import type { DeleteStatement, InsertStatement, UpdateStatement } from "./write.js";

/** Anything that can be compiled and run. */
export type Statement = SelectStatement | InsertStatement | UpdateStatement | DeleteStatement;

/**
 * Names the shape of a statement: two statements with equal tokens have equal text on one dialect, whatever their
 * values. All that changes the text must be in here; a property test compares cached text with fresh.
 */
export function tokenOf(statement: Statement): string {
  const { meta } = statement;
  switch (statement.type) {
    case "select": {
      const limit = statement.limit === undefined ? "" : "L";
      const offset = statement.offset === undefined ? "" : "O";
      const { yields, where } = statement;
      return `${meta.id}s${yields}|${statement.columnsToken}|${where.token}|${statement.orderToken}|${limit}${offset}`;
    }
    case "insert":
      return `${meta.id}i|${columnsToken(statement.columns)}|${columnsToken(statement.returning)}`;
    case "update": {
      const { columns, where, returning } = statement;
      return `${meta.id}u|${columnsToken(columns)}|${where.token}|${columnsToken(returning)}`;
    }
    case "delete":
      return `${meta.id}d|${statement.where.token}`;
  }
}

/** The values of a statement, in the order of its slots. */
export function valuesOf(statement: Statement): readonly unknown[] {
  switch (statement.type) {
    case "select": {
      const { where, limit, offset } = statement;
      if (limit === undefined && offset === undefined) return where.values;
      return [...where.values, ...(limit === undefined ? [] : [limit]), ...(offset === undefined ? [] : [offset])];
    }
    case "insert":
      return statement.values;
    case "update":
      return [...statement.values, ...statement.where.values];
    case "delete":
      return statement.where.values;
  }
}

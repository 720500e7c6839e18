import type { Dialect } from "../dialect/dialect.js";
import type { DatabaseFault, FaultKind } from "../dialect/error-map.js";
import * as database from "../errors/database.js";
import { ChakraError, type ErrorDetails } from "../errors/error.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Expression } from "../schema/shape.js";

const classes = {
  unique: database.UniqueViolationError,
  foreignKey: database.ForeignKeyViolationError,
  notNull: database.NotNullViolationError,
  check: database.CheckViolationError,
  exclusion: database.ExclusionViolationError,
  serialization: database.SerializationError,
  deadlock: database.DeadlockError,
  lockTimeout: database.LockTimeoutError,
  queryTimeout: database.QueryTimeoutError,
  connection: database.ConnectionError,
  value: database.DatabaseError,
  other: database.DatabaseError,
} as const satisfies Record<FaultKind, new (message: string, details?: ErrorDetails) => ChakraError>;

/** Turns a driver's error into one of ours, with the properties of the model that it is about. */
export function readFault(
  dialect: Dialect,
  error: unknown,
  statement: string | undefined,
  meta: ModelMeta | undefined,
): Error {
  if (ChakraError.is(error)) return error;
  const fault = dialect.readError(error);
  const fields = meta === undefined ? [] : propertiesOf(meta, fault);
  const subject = meta === undefined ? "The database" : [meta.name, fields.join(" + ")].filter(Boolean).join(".");
  const constraint = fault.constraint === undefined ? "" : ` (constraint ${fault.constraint})`;
  // Without a model, as in COMMIT and in DDL, nobody can say whose value it is: the database's own words say most.
  const what = meta === undefined ? `${subject}: ${fault.summary}` : explain(fault, subject);
  const message = `${what}${constraint}`;
  return new classes[fault.kind](message, {
    model: meta?.name,
    fields,
    constraint: fault.constraint,
    statement,
    cause: error,
  });
}

function explain(fault: DatabaseFault, subject: string): string {
  switch (fault.kind) {
    case "unique":
      return `${subject} has already been taken: another row has the same value`;
    case "foreignKey":
      return fault.stillReferenced
        ? `${subject} is still referenced by other rows, so the database keeps it`
        : `${subject} refers to a row that does not exist`;
    case "notNull":
      return `${subject} must have a value: the database refused NULL`;
    case "check":
      return `${subject} breaks a CHECK constraint of the database`;
    default:
      return `${subject}: ${fault.summary}`;
  }
}

/** The properties behind a violated constraint: by its name, which the ORM itself gave, or by the columns it names. */
function propertiesOf(meta: ModelMeta, fault: DatabaseFault): readonly string[] {
  const columns = fault.columns?.length ? fault.columns : columnsOf(meta, fault);
  return columns.flatMap((name) => meta.byColumn.get(name)?.property ?? []);
}

function columnsOf(meta: ModelMeta, { kind, constraint, stillReferenced }: DatabaseFault): readonly string[] {
  if (kind === "foreignKey" && stillReferenced) return [];
  if (constraint !== undefined) {
    const indexes = meta.indexes.map(({ name, terms }) => ({
      name,
      columns: terms.flatMap((term) => ("column" in term ? [term.column] : columnsIn(term.expression))),
    }));
    const known = [...meta.uniques, ...meta.checks, ...meta.foreignKeys(), ...indexes];
    const found = known.find(({ name }) => name === constraint);
    if (found !== undefined) return found.columns;
    if (kind === "unique" && constraint.startsWith("pk_")) return meta.primaryKey.map(({ name }) => name);
    return [];
  }
  // Without a name, a violation can only be told where the model has one candidate.
  const keys = meta.foreignKeys();
  return kind === "foreignKey" && keys.length === 1 ? (keys[0]?.columns ?? []) : [];
}

/** The columns that an expression reads: `lower(email)` is a rule about `email`. */
const columnsIn = (expression: Expression): string[] =>
  expression.flatMap((part) => ("column" in part ? [part.column] : []));

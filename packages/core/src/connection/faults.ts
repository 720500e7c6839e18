import type { Dialect } from "../dialect/dialect.js";
import type { DatabaseFault, FaultKind } from "../dialect/error-map.js";
import * as database from "../errors/database.js";
import { ChakraError, type ErrorDetails } from "../errors/error.js";
import type { ReferentialAction } from "../fields/definition.js";
import type { ForeignKeyMeta, ModelMeta } from "../schema/model-meta.js";
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

/**
 * Turns a driver's error into one of ours, with the properties of the model that it is about. `models` are those that
 * may refer to it.
 */
export function readFault(
  dialect: Dialect,
  error: unknown,
  statement: string | undefined,
  meta: ModelMeta | undefined,
  models: Iterable<ModelMeta> = [],
): Error {
  if (ChakraError.is(error)) return error;
  const fault = dialect.readError(error);
  const fields = meta === undefined ? [] : propertiesOf(meta, fault);
  const subject = meta === undefined ? "The database" : [meta.name, fields.join(" + ")].filter(Boolean).join(".");
  const constraint = fault.constraint === undefined ? "" : ` (constraint ${fault.constraint})`;
  // Without a model, as in COMMIT and in DDL, nobody can say whose value it is: the database's own words say most.
  const [what, mend = ""] =
    meta === undefined ? [`${subject}: ${fault.summary}`] : explain(fault, subject, meta, models);
  const message = `${what}${constraint}${mend}`;
  return new classes[fault.kind](message, {
    model: meta?.name,
    fields,
    constraint: fault.constraint,
    statement,
    cause: error,
  });
}

/** What happened, and where there is more to say than the place, the mend. */
type Explanation = readonly [what: string, mend?: string];

function explain(fault: DatabaseFault, subject: string, meta: ModelMeta, models: Iterable<ModelMeta>): Explanation {
  switch (fault.kind) {
    case "unique":
      return [`${subject} has already been taken: another row has the same value`];
    case "foreignKey":
      return isKept(fault, meta) ? explainKept(fault, meta, models) : [explainMissing(fault, meta)];
    case "notNull":
      return [`${subject} must have a value: the database refused NULL`];
    case "check":
      return [`${subject} breaks a CHECK constraint of the database`];
    default:
      return [`${subject}: ${fault.summary}`];
  }
}

/** Where the database does not tell the sides apart, a row without references can only be one that is referred to. */
function isKept({ stillReferenced }: DatabaseFault, meta: ModelMeta): boolean {
  return stillReferenced ?? meta.references().length === 0;
}

/** A row that is referred to is to go, or its key: the models that may refer to it are named, with what can be done. */
function explainKept(
  { constraint, stillReferenced }: DatabaseFault,
  meta: ModelMeta,
  models: Iterable<ModelMeta>,
): Explanation {
  const related = [...meta.relations.values()].flatMap((relation) => relation.targets());
  const keys = [...new Set([...models, meta, ...related])].flatMap((model) => model.references());
  // The side is not told where an UPDATE changed a key.
  const refuses = ({ onDelete, onUpdate }: ForeignKeyMeta["shape"]) =>
    isRefusal(onDelete) || (stillReferenced === undefined && isRefusal(onUpdate));
  const possible = keys.filter(({ target, shape }) =>
    constraint === undefined ? target === meta && refuses(shape) : shape.name === constraint,
  );
  const [first] = possible;
  const kept = `This ${meta.name} is still referenced by`;
  if (first === undefined) return [`${kept} other rows, so the database keeps it`];
  const names = possible.map(nameOf);
  const one = possible.length === 1 ? first.columns[0]?.model : undefined;
  return [
    `${kept} ${names.join(" or ")}, so the database keeps it`,
    `. Delete ${one === undefined ? "what refers to it" : `each such ${one}`} first, or declare what becomes of it: { onDelete: "cascade" } or { onDelete: "set null" }`,
  ];
}

const isRefusal = (action: ReferentialAction): boolean => action === "restrict" || action === "no action";

/** The row that is referred to is not there. */
function explainMissing({ constraint, columns }: DatabaseFault, meta: ModelMeta): string {
  const keys = meta.references();
  const named = keys.filter(({ shape, columns: own }) =>
    columns?.length ? own.every(({ name }) => columns.includes(name)) : shape.name === constraint,
  );
  const possible = named.length > 0 ? named : keys;
  if (possible.length === 0) return `${meta.name} refers to a row that does not exist`;
  return `${possible.map((key) => `${nameOf(key)} refers to a ${key.target.name}`).join(", or ")} that does not exist`;
}

const nameOf = ({ columns }: ForeignKeyMeta): string =>
  `${columns[0]?.model}.${columns.map(({ property }) => property).join(" + ")}`;

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

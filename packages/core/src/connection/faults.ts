import type { Dialect } from "../dialect/dialect.js";
import type { DatabaseFault, FaultKind } from "../dialect/error-map.js";
import * as database from "../errors/database.js";
import { ChakraError } from "../errors/error.js";
import type { ValidationIssue } from "../errors/issue.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { embeddedOfCheck } from "../schema/embedded/presence.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { explainKept, explainMissing, keyOf, type Written } from "./reference-faults.js";
import { columnsOf, demandOfCheck, subjectOf } from "./violated.js";

const classes = {
  unique: database.UniqueViolationError,
  foreignKey: database.ForeignKeyViolationError,
  notNull: database.NotNullViolationError,
  check: database.CheckViolationError,
  exclusion: database.ExclusionViolationError,
  serialization: database.SerializationError,
  deadlock: database.DeadlockError,
  lockTimeout: database.LockTimeoutError,
  busy: database.LockTimeoutError,
  queryTimeout: database.QueryTimeoutError,
  connection: database.ConnectionError,
  value: database.DatabaseError,
  other: database.DatabaseError,
} as const satisfies Record<FaultKind, new (message: string, details?: database.ViolationDetails) => ChakraError>;

/** What is known of the statement that failed. */
export interface Failed {
  /** SQL text. */
  readonly text?: string;
  readonly meta?: ModelMeta | undefined;
  /** The columns that it gives a value, if it writes rows. */
  readonly written?: Written;
  /** The models that it may have touched, and those that may refer to its own. */
  readonly models?: Iterable<ModelMeta>;
}

/** What happened, and where there is more to say than the place, the mend. */
interface Explanation {
  readonly what: string;
  readonly mend?: string;
  readonly fields: readonly string[];
  /** For the person who typed the values, about each of the fields. */
  readonly issue?: (field?: string) => Omit<ValidationIssue, "path">;
}

/** Turns a driver's error into one of ours, with the properties of the model that it is about. */
export function readFault(dialect: Dialect, error: unknown, failed: Failed = {}): Error {
  if (ChakraError.is(error)) return error;
  const fault = dialect.readError(error);
  const models = [...new Set([...(failed.models ?? []), ...relatedTo(failed.meta)])];
  const meta = subjectOf(fault, failed.meta, models);
  // Without a model, as in DDL, nobody can say whose value it is: the database's own words say most.
  const { what, mend, fields, issue } =
    meta === undefined
      ? { what: `The database: ${fault.summary}`, fields: [] }
      : explain(fault, meta, { ...failed, models });
  const constraint = fault.constraint === undefined ? "" : ` (constraint ${fault.constraint})`;
  const stop = mend === undefined ? "" : `. ${mend}`;
  const told = new classes[fault.kind](`${what}${constraint}${stop}`, {
    model: meta?.name,
    fields,
    constraint: fault.constraint,
    statement: failed.text,
    cause: error,
    issues: issue && issuesOf(fields, issue, meta),
  });
  if (meta !== undefined) refusals.set(told, { fault, meta, columns: columnsOf(meta, fault) });
  return told;
}

/** What an error of ours was made from. */
export interface Refusal {
  readonly fault: DatabaseFault;
  /** The model whose row was refused. */
  readonly meta: ModelMeta;
  /** The columns that the database names, in its order. */
  readonly columns: readonly ColumnMeta[];
}

const refusals = new WeakMap<object, Refusal>();

/** What the database refused, of an error that says so. */
export function refusalOf(error: object): Refusal | undefined {
  return refusals.get(error);
}

/** Models that need not have been told to `connect`: they stand in the model's relations. */
function relatedTo(meta: ModelMeta | undefined): ModelMeta[] {
  try {
    return [...(meta?.relations.values() ?? [])].flatMap((relation) => relation.targets());
  } catch {
    // A relation that leads nowhere is told where it is used; it must not hide what the database said.
    return [];
  }
}

function issuesOf(
  fields: readonly string[],
  issue: NonNullable<Explanation["issue"]>,
  meta: ModelMeta | undefined,
): ValidationIssue[] {
  if (fields.length === 0) return [{ path: [], ...issue() }];
  return fields.map((field) => ({ path: pathOf(meta, field), ...issue(field) }));
}

const pathOf = (meta: ModelMeta | undefined, field: string): readonly string[] => [
  ...((meta?.byProperty.get(field) ?? meta?.embedded.get(field))?.path ?? [field]),
];

function explain(fault: DatabaseFault, meta: ModelMeta, failed: Failed): Explanation {
  if (fault.kind === "foreignKey") return explainKey(fault, meta, failed);
  const fields = columnsOf(meta, fault).map(({ property }) => property);
  const subject = [meta.name, fields.join(" + ")].filter(Boolean).join(".");
  const same = (rule: string, message: string) => () => ({ rule, message });
  switch (fault.kind) {
    case "unique":
      return {
        fields,
        what: `${subject} has already been taken: another row has the same value`,
        issue: (field) => ({ rule: "unique", message: taken(fields.filter((other) => other !== field)) }),
      };
    case "notNull":
      return {
        fields,
        what: `${subject} must have a value: the database refused NULL`,
        issue: same("required", "must not be null"),
      };
    case "check": {
      const half = embeddedOfCheck(meta.table, meta.embedded.values(), fault.constraint);
      if (half !== undefined) {
        const name = half.path.join(".");
        const message = "must be there with all that it needs, or not at all";
        return { fields: [name], what: `${meta.name}.${name} ${message}`, issue: same("required", message) };
      }
      const demand = demandOfCheck(meta, fault);
      if (demand !== undefined) {
        return { fields, what: `${subject} ${demand.message}`, issue: same(demand.rule, demand.message) };
      }
      const what = `${subject} breaks a CHECK constraint of the database`;
      return { fields, what, issue: same("check", "is not allowed") };
    }
    case "exclusion": {
      const what = `${subject} is in conflict with another row`;
      return { fields, what, issue: same("exclusion", "is in conflict with another record") };
    }
    default:
      return { fields, what: `${subject}: ${fault.summary}` };
  }
}

/** Of several fields that are unique together, each is told what it is taken with. */
function taken(others: readonly string[]): string {
  return others.length === 0
    ? "has already been taken"
    : `has already been taken together with ${others.join(" and ")}`;
}

function explainKey(fault: DatabaseFault, meta: ModelMeta, { written, models = [] }: Failed): Explanation {
  const { isKept, keys } = keyOf(fault, meta, written);
  if (isKept) {
    const { by, ...told } = explainKept(fault, meta, models);
    return { ...told, fields: [], issue: () => ({ rule: "foreignKey", message: `is still referenced by ${by}` }) };
  }
  const [key] = keys;
  const isTold = keys.length === 1 && key !== undefined;
  const fields = (isTold ? key.columns : columnsOf(meta, fault)).map(({ property }) => property);
  const message = `refers to ${isTold ? `a ${key.target.name}` : "something"} that does not exist`;
  return { what: explainMissing(meta, keys), fields, issue: () => ({ rule: "foreignKey", message }) };
}

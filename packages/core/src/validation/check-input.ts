import type { ValidationIssue } from "../errors/issue.js";
import type { ReadJson } from "../fields/definition.js";
import { constructWhole } from "../fields/initialise.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isAttributes } from "../record/embedded/values.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { columnsFor, isRequired, type Purpose, refusal } from "../schema/model-json-schema.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { givenObject, isLeftAway, type Taking, takeObject } from "./embedded-input.js";
import { brokenRules } from "./record-rules.js";
import { refusedValues } from "./validate.js";

/** Values that may be given to `create` or `update`, or what is wrong with them. */
export type CheckedInput =
  | { readonly value: Record<string, unknown>; readonly issues?: undefined }
  | { readonly issues: readonly ValidationIssue[] };

/** What is taken, and how it is written. */
export interface InputOptions {
  /** These properties alone; a hidden one has to be named here. */
  readonly only?: readonly string[] | undefined;
  /** `"json"`: as JSON has them, so that instants, large integers and bytes are texts; as they are held if not given. */
  readonly from?: "json" | undefined;
}

/**
 * Checks what came from outside as the attributes of a new record, or of a change, without a record and without writing
 * anything. Gives a plain object of its own, with the values in their normal forms. Only own properties count.
 */
export async function checkInput(
  meta: ModelMeta,
  purpose: Purpose,
  { only, from }: InputOptions,
  input: unknown,
): Promise<CheckedInput> {
  if (!isAttributes(input)) {
    const message = `takes its attributes in an object, not in ${describe(input)}`;
    return { issues: [{ path: [], rule: "type", message }] };
  }
  const columns = columnsFor(meta, purpose, only);
  const read = (column: ColumnMeta, given: unknown): ReadJson =>
    from === "json" ? fromJSON(column, given) : { value: given };
  const taking: Taking = { columns, purpose, read };
  const flat: Record<string, unknown> = {};
  const issues: ValidationIssue[] = [];
  for (const [property, given] of Object.entries(input)) {
    const column = columns.find(({ path }) => path[0] === property);
    const embedded = meta.embedded.get(property);
    if (column === undefined) issues.push(stranger(meta, purpose, property, columns));
    else if (given === undefined) continue;
    else if (embedded !== undefined) issues.push(...takeObject(embedded, given, taking, flat));
    else {
      const read = taking.read(column, given);
      if (read.rule === undefined) flat[property] = read.value;
      else issues.push({ path: [property], rule: read.rule, message: read.message });
    }
  }
  const told = new Set(issues.map(({ path }) => path.join(".")));
  const isNeeded = (column: ColumnMeta) => isRequired(column, purpose) && !isLeftAway(column, flat);
  const checked = columns.filter((column) => (isGiven(flat, column) || isNeeded(column)) && !isTold(column, told));
  issues.push(...(await refusedValues(flat, checked)));
  const wrong = new Set(issues.map(({ path }) => path[0]));
  const value: Record<string, unknown> = {};
  for (const [property, given] of Object.entries(input)) {
    const embedded = meta.embedded.get(property);
    if (embedded === undefined) {
      if (Object.hasOwn(flat, property)) value[property] = flat[property];
    } else if (given !== undefined && !wrong.has(property)) value[property] = givenObject(embedded, given, flat);
  }
  if (purpose === "create" && meta.rules.length > 0) issues.push(...(await rulesBroken(meta, columns, value, issues)));
  return issues.length > 0 ? { issues } : { value };
}

const isGiven = (value: object, { property }: ColumnMeta): boolean => Object.hasOwn(value, property);

/** Null is the column's own, whatever the type. */
function fromJSON({ type }: ColumnMeta, json: unknown): ReadJson {
  return json === null || type.fromJSON === undefined ? { value: json } : type.fromJSON(json);
}

/** Whether it was said already that the embedded object of a column is none. */
const isTold = ({ path }: ColumnMeta, told: ReadonlySet<string>): boolean =>
  path.some((_, i) => told.has(path.slice(0, i + 1).join(".")));

/** Why a property is not taken. */
function stranger(
  meta: ModelMeta,
  purpose: Purpose,
  property: string,
  columns: readonly ColumnMeta[],
): ValidationIssue {
  const column = meta.byProperty.get(property);
  const why = column && refusal(column, purpose);
  if (why !== undefined) return { path: [property], rule: "readonly", message: why };
  const hint = nearest(
    property,
    columns.map(({ path }) => path[0] as string),
  );
  return { path: [property], rule: "unknown", message: `is nothing that can be given here.${hint}` };
}

/**
 * The rules about several properties, asked of a record that is made for that. Those that need what somebody else will
 * fill in, such as the key of a signed-in user, have to wait for the save.
 */
async function rulesBroken(
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  value: Readonly<Record<string, unknown>>,
  issues: readonly ValidationIssue[],
): Promise<ValidationIssue[]> {
  const record = constructWhole(meta.name, () =>
    Reflect.construct(meta.model as unknown as new (given: object) => object, [value]),
  );
  const unknown = meta.columns.filter((column) => !columns.includes(column) && !isFilledIn(record, column));
  const refused = [...issues.map(({ path }) => String(path[0])), ...unknown.map(({ path }) => path[0] as string)];
  return brokenRules(record, meta, new Set(refused));
}

/** By a default, or by the database. */
function isFilledIn(record: object, { property, settings, autoIncrement }: ColumnMeta): boolean {
  if ((record as Record<string, unknown>)[property] !== undefined) return true;
  return autoIncrement || settings.hasDefault || settings.generated !== undefined;
}

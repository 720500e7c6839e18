import type { ValidationIssue } from "../errors/issue.js";
import { NotLoadedError } from "../errors/usage.js";
import { isStandardSchema } from "../fields/standard-schema.js";
import { isUnselected } from "../record/changes.js";
import { plainObject } from "../record/embedded/values.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { RecordRule, RuleAnswer, RuleIssue } from "../schema/validations.js";
import { schemaIssues } from "./schema-issues.js";

/** Says that a rule needs a property whose value was refused already. */
const refusedBefore = Symbol("refused before");

/**
 * What the rules of `static validations` find. One that reads a property whose own value was `refused` is passed over:
 * there is nothing to compare it with.
 */
export async function brokenRules(
  record: object,
  meta: ModelMeta,
  refused: ReadonlySet<string>,
): Promise<ValidationIssue[]> {
  const issues: ValidationIssue[] = [];
  for (const rule of meta.rules) {
    try {
      issues.push(...(await ask(rule, record, meta, refused)));
    } catch (error) {
      // A method that needs the record itself, for its private fields, is asked once all values are valid.
      if (error === refusedBefore || refused.size > 0) continue;
      throw explained(error, rule, record, meta);
    }
  }
  return issues;
}

async function ask(
  { name, check }: RecordRule,
  record: object,
  meta: ModelMeta,
  refused: ReadonlySet<string>,
): Promise<ValidationIssue[]> {
  if (isStandardSchema(check)) return schemaIssues(check, plainValues(record, meta, refused), name);
  const answer: unknown = await check(refused.size === 0 ? record : guarded(record, refused));
  if (answer === true) return [];
  const found: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return found.map((issue) => issueOf(issue as Wrong, name));
}

type Wrong = Exclude<RuleAnswer, true | readonly RuleIssue[]>;

function issueOf(answer: Wrong, rule: string): ValidationIssue {
  if (typeof answer === "string") return { path: [], rule, message: answer };
  const { path = [], message = "is not valid" } = (answer || {}) as Partial<RuleIssue>;
  return { path: Array.isArray(path) ? path : [path as PropertyKey], rule, message };
}

/** The record, as far as its values are valid. What its getters and methods read is seen too. */
function guarded(record: object, refused: ReadonlySet<string>): object {
  return new Proxy(record, {
    get(target, property, receiver) {
      if (typeof property === "string" && refused.has(property)) throw refusedBefore;
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
}

/** The columns as a plain object, which is what schemas take. Those that cannot be told are an error when they are read. */
function plainValues(record: object, meta: ModelMeta, refused: ReadonlySet<string>): object {
  const values = {};
  for (const column of meta.columns) {
    const property = column.path[0] as string;
    if (Object.hasOwn(values, property)) continue;
    const embedded = meta.embedded.get(property);
    const get = (): unknown => {
      if (refused.has(property)) throw refusedBefore;
      const value = (record as Record<string, unknown>)[property];
      return embedded === undefined ? value : plainObject(value, embedded);
    };
    const isHeld = !refused.has(property) && !isUnselected(record, column);
    const value = isHeld ? { value: get(), writable: true } : { get };
    Object.defineProperty(values, property, { ...value, enumerable: true, configurable: true });
  }
  return values;
}

/** A record that was read with some of its columns cannot answer a rule about others, and must not slip past it. */
function explained(error: unknown, rule: RecordRule, record: object, meta: ModelMeta): unknown {
  if (!(error instanceof NotLoadedError)) return error;
  const property = error.fields?.[0] ?? "";
  const column = meta.byProperty.get(property) ?? meta.embedded.get(property)?.columns[0];
  if (error.model !== meta.name || column === undefined || !isUnselected(record, column)) return error;
  return new NotLoadedError(
    `The rule ${rule.name} of ${meta.name} reads ${property}, and this ${meta.name} was read without it, so nothing was written. Select ${property} as well, or read the whole row first: await record.reload().`,
    { model: meta.name, fields: [property], cause: error },
  );
}

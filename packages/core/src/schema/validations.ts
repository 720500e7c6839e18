import type { StandardSchemaV1 } from "@standard-schema/spec";
import { ModelDefinitionError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isStandardSchema } from "../fields/standard-schema.js";
import type { ModelClass } from "./column-meta.js";
import { lineage } from "./read-class.js";

/** What a rule found: a property, or the way to a value inside one, and what is wrong there. */
export interface RuleIssue<K = PropertyKey> {
  /** The property, or a list of keys that leads into it; about the record as a whole if not given. */
  readonly path?: K | readonly PropertyKey[] | undefined;
  /** What is wrong, for the person who typed the value; follows the property's name. */
  readonly message: string;
}

/** `true`, or what is wrong: a message, an issue on its path, or several. */
export type RuleAnswer<K = PropertyKey> = boolean | string | RuleIssue<K> | readonly RuleIssue<K>[];

/**
 * Rules about several properties: `static validations = { … } satisfies Validations<Booking>`. Each is a function of the
 * record, which may be async, or a Standard Schema such as Zod's, which gets the columns as a plain object.
 *
 * @example
 * class Booking extends Model {
 *   id = field.id();
 *   arrival = field.date();
 *   departure = field.date();
 *
 *   static validations = {
 *     datesInOrder: (booking: Booking) =>
 *       booking.arrival < booking.departure || { path: "departure", message: "must be after the arrival" },
 *   } satisfies Validations<Booking>;
 * }
 * await db.createTables({ models: [Booking] });
 * const refused = await Booking.create({ arrival: "2025-05-02", departure: "2025-05-01" }).catch((error) => error);
 * console.assert(refused.issues[0].path[0] === "departure" && refused.issues[0].rule === "datesInOrder");
 */
export type Validations<T> = Readonly<
  Record<
    string,
    ((record: T) => RuleAnswer<keyof T & string> | Promise<RuleAnswer<keyof T & string>>) | StandardSchemaV1
  >
>;

/** One rule of a model about several of its properties. */
export interface RecordRule {
  readonly name: string;
  readonly check: ((record: object) => unknown) | StandardSchemaV1;
}

/** Reads `static validations`, which nothing declares, of a class and of those that it extends. */
export function readValidations(model: ModelClass): readonly RecordRule[] {
  const rules = new Map<string, RecordRule>();
  for (const at of lineage(model).reverse()) {
    if (!Object.hasOwn(at, "validations")) continue;
    for (const [name, check] of Object.entries(namedRules(at))) {
      if (!isCheck(check)) {
        throw mistake(
          at,
          `.${name} is a function of the record, or a Standard Schema such as Zod's, not ${describe(check)}`,
        );
      }
      rules.set(name, { name, check });
    }
  }
  return Object.freeze([...rules.values()]);
}

function namedRules(model: ModelClass): object {
  const given = (model as { validations?: unknown }).validations;
  if (Object.prototype.toString.call(given) === "[object Object]" && !isStandardSchema(given)) return given as object;
  throw mistake(model, ` is an object of rules by name: { inOrder: (record) => … }`);
}

function isCheck(value: unknown): value is RecordRule["check"] {
  return typeof value === "function" || isStandardSchema(value);
}

function mistake(model: ModelClass, what: string): ModelDefinitionError {
  return new ModelDefinitionError(`static validations of ${model.name}${what}.`, { model: model.name });
}

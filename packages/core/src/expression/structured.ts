import { jsonFunctions } from "../functions/json.js";
import { scalars } from "../functions/scalar.js";
import { hasKeyOperator, readKeys } from "../operators/has-key.js";
import { includesAllOperator, includesAnyOperator, readMembers } from "../operators/includes.js";
import type { JsonLeg, KeyOf, LegsOf, MembersOf, PartOf, Reached } from "../operators/inside.js";
import { jsonContainsOperator, readPart } from "../operators/json-contains.js";
import { writeLegs } from "../operators/json-legs.js";
import type { OperatorDefinition } from "../operators/operator.js";
import { called, draftOf } from "./drafting.js";
import { Expression } from "./expression.js";
import type { NullOf } from "./numeric.js";

/** Those of the values that are of a type; of JSON that nobody has described, any. */
type Those<V, T> = unknown extends V ? T : Extract<V, T>;

type Countable = Expression<string | readonly unknown[] | null>;

/**
 * JSON or an array, as callbacks get it. Where a text, a number or a condition belongs, JSON is read as one:
 * `doc.data.at("author", "name").startsWith("A")`. To select it, or to order and group by it, say as what.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   settings = field.json<{ theme: { name: string }; visits: number }>();
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ settings: { theme: { name: "dark" }, visits: 3 } });
 * const [shop] = await Shop.where((shop) => shop.settings.at("visits").plus(1).gt(3))
 *   .orderBy((shop) => shop.settings.at("visits").asNumber())
 *   .values((shop) => ({ theme: shop.settings.at("theme", "name").asText() }));
 * console.assert(shop?.theme === "dark");
 */
export class Structured<V> extends Expression<V> {
  /** What stands at a path inside of JSON; no value where nothing is, and where JSON's null is. */
  at<const P extends readonly JsonLeg[]>(...path: P & LegsOf<V, P>): Structured<Reached<V, P> | null> {
    return new Structured(called(jsonFunctions.at, [this, writeLegs("at", path)]));
  }
  /** JSON's text; no value where it is none. */
  asText(): Expression<Those<V, string> | null> {
    return new Expression(called(jsonFunctions.asText, [this]));
  }
  /** JSON's number; no value where it is none. */
  asNumber(): Expression<Those<V, number> | null> {
    return new Expression(called(jsonFunctions.asNumber, [this]));
  }
  /** JSON's true and false; no value where it is neither. */
  asBoolean(): Expression<Those<V, boolean> | null> {
    return new Expression(called(jsonFunctions.asBoolean, [this]));
  }
  /** The number of an array's members; of JSON, only an array has one. */
  override length(this: Countable | ([unknown] extends [V] ? Structured<V> : never)): Expression<number | NullOf<V>> {
    return new Expression(called(scalars.length, [this]));
  }
  /** JSON that is an object with all of these keys. */
  hasKey(...keys: readonly KeyOf<V>[]): Expression<boolean> {
    return inside(this, hasKeyOperator, readKeys(keys));
  }
  /** JSON in which this is found: objects may have further keys, arrays further members in any order. */
  jsonContains(part: PartOf<Exclude<V, null>>): Expression<boolean> {
    return inside(this, jsonContainsOperator, readPart(part));
  }
  /** An array that holds all of these members. */
  includesAll(members: MembersOf<NonNullable<V>>): Expression<boolean> {
    return inside(this, includesAllOperator, readMembers("includesAll", members));
  }
  /** An array that holds one of these members at least. */
  includesAny(members: MembersOf<NonNullable<V>>): Expression<boolean> {
    return inside(this, includesAnyOperator, readMembers("includesAny", members));
  }
}

function inside(subject: object, operator: OperatorDefinition, operand: unknown): Expression<boolean> {
  return new Expression({ type: "inside", operator, left: draftOf(subject), operand });
}

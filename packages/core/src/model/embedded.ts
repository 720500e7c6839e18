import { constructObject } from "../record/embedded/objects.js";
import { serializeObject } from "../record/serialize.js";
import { embeddedMetaOf } from "../schema/columns.js";
import { embeddedBrand } from "../schema/read-class.js";

/**
 * The base of objects that are embedded in records: extend it, and declare as class fields what become columns of the
 * model's table. See `embedded`.
 *
 * @example
 * class Address extends Embedded {
 *   street = field.string(100);
 *   city = field.string(50);
 *
 *   get label(): string {
 *     return `${this.street}, ${this.city}`;
 *   }
 * }
 * class Customer extends Model {
 *   id = field.id();
 *   home = embedded(Address);
 * }
 * await db.createTables({ models: [Customer] });
 * const customer = await Customer.create({ home: { street: "Via Roma 1", city: "Turin" } });
 * customer.home.city = "Rome";
 * await customer.save();
 * console.assert((await Customer.where({ home: { city: "Rome" } }).only()).home.label === "Via Roma 1, Rome");
 */
export class Embedded {
  /** @internal */
  static readonly [embeddedBrand] = true;

  /**
   * An object that belongs to no record yet. Properties that are not given take their default. Throws `ValidationError`
   * for a property that the class does not have.
   */
  constructor(attributes?: object) {
    constructObject(this, attributes, () => embeddedMetaOf(new.target));
  }

  /** What JSON shows: every property but the hidden ones. */
  toJSON(): Record<string, unknown> {
    return serializeObject(this, embeddedMetaOf(this.constructor));
  }
}

import { Embedded, embedded, field, Model, type TableOptions } from "@chakra-orm/core";

/** Where something is on the globe. */
export class Geo extends Embedded {
  lat = field.float();
  lng = field.float();
}

/** An address, with something of every kind in it. */
export class Address extends Embedded {
  street = field.string(100, { minLength: 2 });
  city = field.string(50, { normalize: (city) => city.trim() });
  zip = field.string(10, { nullable: true });
  country = field.char(2, { default: "IT" });
  visits = field.integer({ default: 0 });
  geo = embedded(Geo, { nullable: true });

  get label(): string {
    return `${this.street}, ${this.city}`;
  }
}

/** What may be said or left out, all of it. */
export class Wishes extends Embedded {
  fee = field.decimal(8, 2, { nullable: true });
  since = field.date({ nullable: true });
  tags = field.json<string[]>({ nullable: true });
}

export class Customer extends Model {
  static table = {
    name: "suite_customers",
    uniques: [["home.zip", "home.street"]],
    indexes: [["home.city"], ["-billing.visits"]],
  } satisfies TableOptions<Customer>;

  id = field.id();
  name = field.string(20, { default: "" });
  home = embedded(Address);
  billing = embedded(Address, { prefix: "bill_", nullable: true });
  wishes = embedded(Wishes);
  version = field.version();
}
